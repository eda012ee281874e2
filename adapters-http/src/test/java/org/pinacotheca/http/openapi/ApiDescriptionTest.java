package org.pinacotheca.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.http.Descriptions;
import org.pinacotheca.http.RestOperations;
import org.pinacotheca.http.RestServer;
import org.pinacotheca.http.admin.AdminApi;
import org.pinacotheca.http.rest.Operation;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.openapitesting.CheckedExchange;
import org.pinacotheca.testkit.memory.InMemoryGallery;

/** The OpenAPI document matches the server, and contains nothing else. */
class ApiDescriptionTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern WORD_OF_TABLE = Pattern.compile("`([a-z0-9_]+)`");
  private static final JsonNode DOCUMENT = Descriptions.OF_GALLERY.document();

  private static Set<String> described(String root) {
    Set<String> operations = new TreeSet<>();
    DOCUMENT
        .path("paths")
        .properties()
        .forEach(path -> {
          if (path.getKey().startsWith(root)) {
            path.getValue()
                .fieldNames()
                .forEachRemaining(verb -> operations.add(verb + " " + path.getKey()));
          }
        });
    return operations;
  }

  @Test
  void everyOperationOfTheApiIsDescribedAndNoOther() {
    Set<String> served = new TreeSet<>();
    for (Operation operation : RestOperations.all()) {
      String verb = operation.verb().method().toLowerCase(Locale.ROOT);
      served.add(verb + " /v1/" + operation.name());
      if (operation.forGroups()) {
        served.add(verb + " /v1/Groups/" + operation.name());
      }
    }
    assertThat(described("/v1/")).isEqualTo(served);
  }

  @Test
  void everyCallOfTheOperatorIsDescribedAndNoOther() {
    Gallery gallery = InMemoryGallery.empty().gallery();
    RestSettings settings = RestSettings.of(() -> "http://gallery.test", Path.of("unused"));
    Vertx vertx = Vertx.vertx();
    AdminApi admin = new AdminApi(gallery, settings, "token");
    vertx.close().await();
    Set<String> served = new TreeSet<>(Set.of("post /admin/v1/backup"));
    for (AdminApi.Entry entry : admin.entries()) {
      String path = entry.pattern().replace("*", "{id}");
      served.add(entry.method().toLowerCase(Locale.ROOT) + " /admin/v1/" + path);
    }
    assertThat(described("/admin/v1/")).isEqualTo(served);
  }

  @Test
  void whatATokenMustAllowIsDescribed() {
    for (Operation operation : RestOperations.all()) {
      JsonNode security =
          DOCUMENT
              .path("paths")
              .path("/v1/" + operation.name())
              .path(operation.verb().method().toLowerCase(Locale.ROOT))
              .path("security");
      Set<String> scopes = new HashSet<>();
      boolean byKey = false;
      for (JsonNode way : security) {
        way.path("bearer").forEach(scope -> scopes.add(scope.asText()));
        byKey |= way.has("applicationKey");
      }
      assertThat(byKey)
          .as(operation.name())
          .isEqualTo(operation.access() == Operation.Access.APPLICATION);
      assertThat(scopes)
          .as(operation.name())
          .isEqualTo(new HashSet<>(operation.scopes().stream().map(Scope::word).toList()));
    }
  }

  @Test
  void everyWordOfARefusalIsDescribed() throws IOException {
    List<String> words = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("../docs/rest-codes.md"))) {
      if (line.matches("\\| [45]\\d\\d \\|.*")) {
        WORD_OF_TABLE
            .matcher(line.split("\\|", -1)[2])
            .results()
            .forEach(word -> words.add(word.group(1)));
      }
    }
    assertThat(words).hasSizeGreaterThan(30);
    assertThat(words).allSatisfy(word -> assertThat(DOCUMENT.toString()).contains("`" + word));
  }

  @Test
  void everyExampleIsValid() {
    DOCUMENT
        .path("components")
        .path("schemas")
        .properties()
        .forEach(schema -> {
          for (JsonNode example : schema.getValue().path("examples")) {
            assertThat(Descriptions.OF_GALLERY.faultsOfAnswer(reference(schema.getKey()), example))
                .as(schema.getKey())
                .isEmpty();
          }
        });
    assertThat(DOCUMENT.path("components").path("schemas").size()).isGreaterThan(40);
  }

  private static ObjectNode reference(String schema) {
    return JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema);
  }

  @Test
  void itIsServedForThePublicAddress() throws IOException {
    try (RestServer server = new RestServer()) {
      HttpResponse<String> served = server.send(server.request("/openapi.json"));
      assertThat(served.statusCode()).isEqualTo(200);
      JsonNode document = JSON.readTree(served.body());
      assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
      assertThat(document.path("servers").path(0).path("url").asText())
          .isEqualTo("http://gallery.test");
      assertThat(document).isEqualTo(JSON.readTree(DOCUMENT.toString()));
      assertThat(served.body()).doesNotContain("x-refusals", "x-group-form");
      HttpResponse<String> refused =
          server.send(server.request("/openapi.json").POST(HttpRequest.BodyPublishers.noBody()));
      assertThat(refused.statusCode()).isEqualTo(405);
    }
  }

  private static CheckedExchange exchange(
      String method, String path, String query, String sent, int status, String answered) {
    HttpHeaders headers =
        HttpHeaders.of(
            Map.of(
                "Content-Type",
                List.of("application/json; charset=utf-8"),
                "X-Request-ID",
                List.of("1")),
            (_, _) -> true);
    return new CheckedExchange(
        method,
        path,
        query,
        HttpHeaders.of(Map.of("Content-Type", List.of("application/json")), (_, _) -> true),
        Optional.of(sent.getBytes(StandardCharsets.UTF_8)),
        status,
        headers,
        Optional.of(answered.getBytes(StandardCharsets.UTF_8)));
  }

  private static void isNotAsDescribed(CheckedExchange exchange) {
    assertThatThrownBy(() -> exchange.check(Descriptions.OF_GALLERY))
        .isInstanceOf(AssertionError.class);
  }

  private static final String PRICE =
      "{\"AlbumID\":1,\"UserID\":2,\"IsPinProtected\":false,\"PINPrice\":null,\"Access\":\"none\"}";

  @Test
  void whatIsNotDescribedIsNoticed() {
    String path = "/v1/Pictures/GetAlbumPrice";
    exchange("GET", path, "AlbumID=1", "", 200, PRICE).check(Descriptions.OF_GALLERY);

    isNotAsDescribed(exchange("GET", path, "AlbumID=1", "", 200, "{}"));
    isNotAsDescribed(exchange("GET", path, "AlbumID=1", "", 200, PRICE.replace("none", "some")));
    isNotAsDescribed(
        exchange("GET", path, "AlbumID=1", "", 200, PRICE.replace("{", "{\"More\":1,")));
    isNotAsDescribed(exchange("GET", path, "AlbumID=x", "", 200, PRICE));
    isNotAsDescribed(exchange("GET", path, "AlbumID=1&Other=1", "", 200, PRICE));
    isNotAsDescribed(exchange("GET", path, "", "", 200, PRICE));
    isNotAsDescribed(exchange("GET", path, "AlbumID=1", "", 201, PRICE));
    isNotAsDescribed(
        exchange(
            "GET", path, "AlbumID=1", "", 404, "{\"Message\":\"x\",\"Code\":\"plan_not_found\"}"));
    isNotAsDescribed(exchange("GET", "/v1/Pictures/Other", "", "", 200, "{}"));
    isNotAsDescribed(
        exchange("POST", "/v1/Pictures/RemoveAlbum", "", "{\"AlbumID\":\"1\"}", 200, "{}"));
  }
}

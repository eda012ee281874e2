package org.pinacotheca.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pinacotheca.http.RestServer;

/** The Postman collection has every operation of the OpenAPI document. */
class PostmanCollectionTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNode COLLECTION = PostmanCollection.at("http://gallery.test");
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{(\\w+)}}");

  private static List<JsonNode> requests() {
    List<JsonNode> requests = new ArrayList<>();
    COLLECTION
        .path("item")
        .forEach(folder -> folder.path("item").forEach(item -> requests.add(item.path("request"))));
    return requests;
  }

  private static JsonNode request(String method, String path) {
    return requests().stream()
        .filter(it -> it.path("method").asText().equals(method))
        .filter(it -> it.path("url").path("raw").asText().startsWith("{{baseUrl}}" + path))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyOperationIsARequest() {
    int operations = 0;
    for (JsonNode path : ApiDescription.at("").path("paths")) {
      operations += path.size();
    }
    assertThat(requests()).hasSize(operations);
    assertThat(requests()).allSatisfy(it -> assertThat(it.has("url")).isTrue());
  }

  @Test
  void everyVariableIsDefined() {
    Set<String> defined = new HashSet<>();
    COLLECTION.path("variable").forEach(it -> defined.add(it.path("key").asText()));
    assertThat(VARIABLE.matcher(COLLECTION.toString()).results().map(it -> it.group(1)))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(defined).contains(name));
    assertThat(COLLECTION.path("variable").path(0).path("value").asText())
        .isEqualTo("http://gallery.test");
  }

  @Test
  void requestsHaveTheirExamplesAndCredentials() throws IOException {
    JsonNode album = request("POST", "/v1/Pictures/CreateAlbum");
    assertThat(JSON.readTree(album.path("body").path("raw").asText()).path("Name").asText())
        .isEqualTo("Look at my pictures");
    assertThat(album.has("auth")).isFalse();
    assertThat(album.path("header").toString()).contains("application/json");

    JsonNode albums = request("GET", "/v1/Pictures/GetAlbums?UserID=123456");
    assertThat(albums.path("url").path("query").path(0).has("disabled")).isFalse();
    assertThat(albums.path("url").path("query").path(1).path("disabled").asBoolean()).isTrue();

    assertThat(request("GET", "/v1/Pictures/GetPricePlans").path("auth").toString())
        .contains("{{apiKey}}");
    assertThat(request("PUT", "/admin/v1/members/:id").path("auth").toString())
        .contains("{{adminToken}}");
    assertThat(request("GET", "/health/live").path("auth").path("type").asText())
        .isEqualTo("noauth");
    assertThat(request("POST", "/OAuth/token").path("body").path("urlencoded").isEmpty()).isFalse();
  }

  @Test
  void isServed() throws IOException {
    try (RestServer server = new RestServer()) {
      HttpResponse<String> served = server.send(server.request("/postman.json"));
      assertThat(served.statusCode()).isEqualTo(200);
      assertThat(JSON.readTree(served.body())).isEqualTo(JSON.readTree(COLLECTION.toString()));
    }
  }
}

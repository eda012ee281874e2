package org.pinacotheca.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pinacotheca.sandbox.world.PreparedPicture;

/** A tool that knows only the OpenAPI document can walk its links, as stateful ones do. */
class LinkedOperationsTest {
  private static final JsonMapper JSON = new JsonMapper();

  @RegisterExtension static final GallerySandbox sandbox = GallerySandbox.onFreePort();

  private SandboxClient client;
  private JsonNode document;

  @BeforeEach
  void open() {
    client = new SandboxClient(sandbox);
    document = SandboxClient.json(client.send(client.request("/openapi.json")));
  }

  @AfterEach
  void close() {
    client.close();
  }

  private record Place(String path, String verb, JsonNode operation) {}

  private Place place(String operationId) {
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
        if (verb.getValue().path("operationId").asText().equals(operationId)) {
          return new Place(path.getKey(), verb.getKey(), verb.getValue());
        }
      }
    }
    throw new AssertionError("no operation " + operationId);
  }

  private static JsonNode evaluated(JsonNode value, JsonNode request, JsonNode response) {
    if (value instanceof ArrayNode list) {
      ArrayNode all = JSON.createArrayNode();
      list.forEach(item -> all.add(evaluated(item, request, response)));
      return all;
    }
    String text = value.asText();
    if (text.startsWith("$response.body#")) {
      return response.at(text.substring("$response.body#".length()));
    }
    return text.startsWith("$request.body#")
        ? request.at(text.substring("$request.body#".length()))
        : value;
  }

  /** The properties of the body of an operation. */
  private Set<String> properties(JsonNode operation) {
    String schema = operation.at("/requestBody/content/application~1json/schema/$ref").asText();
    Set<String> names = new TreeSet<>();
    document
        .at(schema.replaceFirst("^#", ""))
        .path("properties")
        .fieldNames()
        .forEachRemaining(names::add);
    return names;
  }

  /** The operations that could be done by the links of an operation. */
  private Set<String> follow(String operationId, ObjectNode body, String token, ObjectNode more) {
    Place from = place(operationId);
    Set<String> done = new TreeSet<>();
    for (JsonNode link : from.operation().path("responses").path("200").path("links")) {
      sandbox.reset();
      JsonNode response =
          SandboxClient.json(client.send(request(from, JSON.createObjectNode(), body, token)));
      Place to = place(link.path("operationId").asText());
      ObjectNode parameters = JSON.createObjectNode();
      link.path("parameters")
          .properties()
          .forEach(it -> parameters.set(it.getKey(), evaluated(it.getValue(), body, response)));
      ObjectNode sent = more.deepCopy();
      sent.retain(properties(to.operation()));
      link.path("requestBody")
          .properties()
          .forEach(it -> sent.set(it.getKey(), evaluated(it.getValue(), body, response)));
      HttpResponse<String> answer = client.send(request(to, parameters, sent, token));
      assertThat(answer.statusCode()).as(to.path() + " " + answer.body()).isEqualTo(200);
      done.add(link.path("operationId").asText());
    }
    return done;
  }

  private HttpRequest.Builder request(
      Place place, ObjectNode parameters, ObjectNode body, String token) {
    StringBuilder query = new StringBuilder("?");
    String path = place.path();
    for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
      String value = parameter.getValue().asText();
      path = path.replace("{" + parameter.getKey() + "}", value);
      query.append(parameter.getKey()).append('=').append(value).append('&');
    }
    boolean isRead = place.verb().equals("get");
    return client
        .request(path + (isRead ? query : ""))
        .header("Authorization", "bearer " + token)
        .header("Content-Type", "application/json")
        .method(
            place.verb().toUpperCase(Locale.ROOT),
            isRead
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  @Test
  void anAlbumIsFilledReadSoldAndRemoved() {
    ObjectNode album =
        JSON.createObjectNode().put("Name", "Linked").put("PinNumber", "b8Y4").put("PINPrice", 1);
    ObjectNode more = JSON.createObjectNode().put("Name", "Renamed");
    more.set("Pictures", pictures());
    assertThat(follow("createAlbum", album, client.olivia(), more))
        .containsExactly(
            "addPictures",
            "getAlbumPrice",
            "getAlbums",
            "getGallery",
            "removeAlbum",
            "unlockAlbum",
            "updateAlbum");
  }

  @Test
  void theManagerOfAGroupDoesSo() {
    ObjectNode album =
        JSON.createObjectNode()
            .put("UserID", 1)
            .put("Name", "Linked")
            .put("PinNumber", "b8Y4")
            .put("PINPrice", 1);
    ObjectNode more = JSON.createObjectNode().put("Name", "Renamed");
    more.set("Pictures", pictures());
    String martha = sandbox.world().managerToken().accessToken();
    assertThat(follow("groupCreateAlbum", album, martha, more))
        .contains("groupAddPictures", "groupGetGallery", "groupRemoveAlbum");
  }

  @Test
  void theOperatorFollowsANewMember() {
    ObjectNode member = JSON.createObjectNode().put("Nickname", "otto");
    ObjectNode more =
        JSON.createObjectNode()
            .put("ApiKey", sandbox.world().application().key().value())
            .put("Amount", 1)
            .put("Reference", "linked")
            .put("Suspended", true);
    assertThat(follow("addMember", member, sandbox.adminToken(), more))
        .containsExactly(
            "eraseMember", "grantCredits", "issueToken", "openSession", "suspendMember");
  }

  private static JsonNode pictures() {
    byte[] jpeg = PreparedPicture.all().getFirst().jpeg();
    ArrayNode pictures = JSON.createArrayNode();
    pictures.addObject().put("Image", jpeg);
    return pictures;
  }
}

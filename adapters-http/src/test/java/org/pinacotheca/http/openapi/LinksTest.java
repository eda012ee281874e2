package org.pinacotheca.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.http.Descriptions;

/** The links between operations name what is there. */
class LinksTest {
  private static final JsonNode DOCUMENT = Descriptions.OF_GALLERY.document();
  private static final Map<String, JsonNode> OPERATIONS = new HashMap<>();

  static {
    for (JsonNode path : DOCUMENT.path("paths")) {
      for (JsonNode operation : path) {
        OPERATIONS.put(operation.path("operationId").asText(), operation);
      }
    }
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
  }

  private static JsonNode requestSchema(JsonNode operation) {
    return resolved(
        operation.path("requestBody").path("content").path("application/json").path("schema"));
  }

  private static Set<String> parameters(JsonNode operation) {
    Set<String> names = new HashSet<>();
    operation
        .path("parameters")
        .forEach(parameter -> names.add(resolved(parameter).path("name").asText()));
    return names;
  }

  @Test
  void everyLinkNamesAnOperationWithItsParametersAndProperties() {
    int links = 0;
    for (JsonNode operation : OPERATIONS.values()) {
      for (JsonNode response : operation.path("responses")) {
        for (Map.Entry<String, JsonNode> link : response.path("links").properties()) {
          String what = operation.path("operationId").asText() + " -> " + link.getKey();
          JsonNode target = OPERATIONS.get(link.getValue().path("operationId").asText());
          assertThat(target).as(what).isNotNull();
          for (Map.Entry<String, JsonNode> given :
              link.getValue().path("parameters").properties()) {
            assertThat(parameters(target)).as(what).contains(given.getKey());
            assertIsThere(what, operation, response, given.getValue());
          }
          for (Map.Entry<String, JsonNode> given :
              link.getValue().path("requestBody").properties()) {
            assertThat(requestSchema(target).path("properties").has(given.getKey()))
                .as(what + " " + given.getKey())
                .isTrue();
            JsonNode value = given.getValue();
            assertIsThere(what, operation, response, value.isArray() ? value.path(0) : value);
          }
          links++;
        }
      }
    }
    assertThat(links).isGreaterThan(80);
  }

  /** What an expression points to is a part of the request or response. */
  private static void assertIsThere(
      String what, JsonNode operation, JsonNode response, JsonNode value) {
    String expression = value.asText();
    if (expression.startsWith("$request.query.")) {
      assertThat(parameters(operation))
          .as(what)
          .contains(expression.substring("$request.query.".length()));
    } else if (expression.startsWith("$request.body#")) {
      assertHas(what, requestSchema(operation), expression);
    } else if (expression.startsWith("$")) {
      assertThat(expression).as(what).startsWith("$response.body#");
      JsonNode schema = resolved(response.path("content").path("application/json").path("schema"));
      assertHas(what, schema, expression);
    }
  }

  private static void assertHas(String what, JsonNode schema, String expression) {
    JsonNode at = schema;
    JsonPointer pointer = JsonPointer.compile(expression.substring(expression.indexOf('#') + 1));
    while (!pointer.matches()) {
      String name = pointer.getMatchingProperty();
      at =
          resolved(pointer.mayMatchElement() ? at.path("items") : at.path("properties").path(name));
      pointer = pointer.tail();
    }
    assertThat(at.isMissingNode()).as(what + " " + expression).isFalse();
  }

  @Test
  void linksOfAGroupFormLeadToGroupForms() {
    JsonNode link =
        OPERATIONS
            .get("groupCreateAlbum")
            .path("responses")
            .path("200")
            .path("links")
            .path("AddPictures");
    assertThat(link.path("operationId").asText()).isEqualTo("groupAddPictures");
    assertThat(link.path("requestBody").path("UserID").asText()).isEqualTo("$request.body#/UserID");
    for (JsonNode operation : OPERATIONS.values()) {
      boolean isGroupForm = operation.path("operationId").asText().startsWith("group");
      for (JsonNode each : operation.path("responses").path("200").path("links")) {
        String target = each.path("operationId").asText();
        String form =
            "group" + target.substring(0, 1).toUpperCase(Locale.ROOT) + target.substring(1);
        assertThat(isGroupForm && OPERATIONS.containsKey(form)).as(target).isFalse();
      }
    }
  }
}

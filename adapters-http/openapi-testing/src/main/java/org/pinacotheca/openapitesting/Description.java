package org.pinacotheca.openapitesting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The OpenAPI document that tests check a server against. Responses must have no property that it
 * does not name; unknown request properties are ignored, as by the server. Thread-safe.
 */
public final class Description {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final ObjectNode document;
  private final ObjectNode closed;
  private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();
  private final List<Path> paths = new ArrayList<>();

  /** Takes the document as it is served. */
  public Description(ObjectNode document) {
    this.document = document;
    closed = document.deepCopy();
    for (JsonNode schema : closed.path("components").path("schemas")) {
      if (schema.has("properties") && !schema.has("additionalProperties")) {
        ((ObjectNode) schema).put("additionalProperties", false);
      }
    }
    document
        .path("paths")
        .properties()
        .forEach(path -> paths.add(new Path(pattern(path.getKey()), path.getValue())));
  }

  private record Path(Pattern pattern, JsonNode verbs) {}

  private static Pattern pattern(String path) {
    return Pattern.compile(path.replaceAll("\\{\\w+}", "[^/]+"), Pattern.CASE_INSENSITIVE);
  }

  /** The document as it is served. */
  public JsonNode document() {
    return document;
  }

  /** The operation that a request matches, if any. */
  Optional<JsonNode> operation(String method, String path) {
    return paths.stream()
        .filter(known -> known.pattern.matcher(path).matches())
        .map(known -> known.verbs.path(method.toLowerCase(Locale.ROOT)))
        .filter(JsonNode::isObject)
        .findFirst();
  }

  /** Resolves a reference; returns anything else unchanged. */
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  /** The violations in a request value. */
  List<String> faultsOfRequest(JsonNode schema, JsonNode value) {
    return faults(document, "open", schema, value);
  }

  /** The violations in a response value. */
  public List<String> faultsOfAnswer(JsonNode schema, JsonNode value) {
    return faults(closed, "closed", schema, value);
  }

  private List<String> faults(ObjectNode base, String kind, JsonNode schema, JsonNode value) {
    JsonSchema ready =
        compiled.computeIfAbsent(
            kind + schema,
            _ -> {
              ObjectNode root = JSON.createObjectNode();
              root.set("components", base.path("components"));
              root.putArray("allOf").add(schema);
              return SCHEMAS.getSchema(root);
            });
    return ready.validate(value).stream().map(Object::toString).toList();
  }

  /** The same value with all names written as the schema has them, whatever their case. */
  JsonNode inCase(JsonNode schema, JsonNode value) {
    JsonNode facts = resolved(schema);
    return switch (value) {
      case ObjectNode object -> {
        ObjectNode renamed = JSON.createObjectNode();
        object
            .properties()
            .forEach(member -> {
              String name = name(facts.path("properties"), member.getKey());
              JsonNode of = facts.path("properties").path(name);
              renamed.set(name, inCase(of, member.getValue()));
            });
        yield renamed;
      }
      case ArrayNode array -> {
        ArrayNode renamed = JSON.createArrayNode();
        array.forEach(item -> renamed.add(inCase(facts.path("items"), item)));
        yield renamed;
      }
      default -> value;
    };
  }

  private static String name(JsonNode properties, String written) {
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      if (property.getKey().equalsIgnoreCase(written)) {
        return property.getKey();
      }
    }
    return written;
  }
}

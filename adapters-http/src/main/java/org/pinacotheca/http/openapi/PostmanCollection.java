package org.pinacotheca.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes a Postman collection (v2.1) of the OpenAPI document: a folder for each tag, a request with
 * an example for each operation, and variables for the public URL and the credentials. Used by one
 * thread.
 */
public final class PostmanCollection {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SCHEMA =
      "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
  private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");

  private final ObjectNode description;

  private PostmanCollection(ObjectNode description) {
    this.description = description;
  }

  /** The collection of a server at a URL. */
  public static ObjectNode at(String publicUrl) {
    return new PostmanCollection(ApiDescription.at(publicUrl)).collection(publicUrl);
  }

  private ObjectNode collection(String publicUrl) {
    ObjectNode collection = JSON.createObjectNode();
    JsonNode info = description.path("info");
    collection
        .putObject("info")
        .put("name", info.path("title").asText())
        .put("description", info.path("description").asText())
        .put("schema", SCHEMA);
    collection.set("auth", bearer("accessToken"));
    ArrayNode variables = collection.putArray("variable");
    variables.addObject().put("key", "baseUrl").put("value", publicUrl);
    for (String credential : new String[] {"accessToken", "adminToken", "apiKey"}) {
      variables.addObject().put("key", credential).put("value", "");
    }
    ArrayNode folders = collection.putArray("item");
    Map<String, ArrayNode> byTag = new LinkedHashMap<>();
    for (JsonNode tag : description.path("tags")) {
      ObjectNode folder = folders.addObject();
      folder.set("name", tag.path("name"));
      folder.set("description", tag.path("description"));
      byTag.put(tag.path("name").asText(), folder.putArray("item"));
    }
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
        JsonNode operation = verb.getValue();
        String tag = operation.path("tags").path(0).asText();
        ObjectNode item = Objects.requireNonNull(byTag.get(tag), tag).addObject();
        item.set("name", operation.path("summary"));
        item.set("request", request(path.getKey(), verb.getKey(), operation));
      }
    }
    return collection;
  }

  private ObjectNode request(String path, String verb, JsonNode operation) {
    ObjectNode request = JSON.createObjectNode();
    request.put("method", verb.toUpperCase(Locale.ROOT));
    request.set("description", operation.path("description"));
    auth(operation.path("security"), request);
    ArrayNode headers = request.putArray("header");
    ObjectNode url = request.putObject("url");
    String pattern = PATH_PARAMETER.matcher(path).replaceAll(":$1");
    url.putArray("host").add("{{baseUrl}}");
    ArrayNode segments = url.putArray("path");
    for (String segment : pattern.substring(1).split("/", -1)) {
      segments.add(segment);
    }
    for (JsonNode declared : operation.path("parameters")) {
      JsonNode parameter = resolved(declared);
      ArrayNode list =
          switch (parameter.path("in").asText()) {
            case "header" -> headers;
            case "query" -> url.withArray("query");
            default -> url.withArray("variable");
          };
      ObjectNode entry = list.addObject();
      entry.set("key", parameter.path("name"));
      entry.put("value", example(parameter));
      entry.set("description", parameter.path("description"));
      if (!parameter.path("required").asBoolean()) {
        entry.put("disabled", true);
      }
    }
    url.put("raw", "{{baseUrl}}" + pattern + query(url.path("query")));
    operation
        .path("requestBody")
        .path("content")
        .properties()
        .forEach(content -> body(content.getKey(), content.getValue(), request, headers));
    return request;
  }

  private static String query(JsonNode parameters) {
    String required =
        parameters
            .valueStream()
            .filter(it -> !it.has("disabled"))
            .map(it -> it.path("key").asText() + "=" + it.path("value").asText())
            .collect(Collectors.joining("&"));
    return required.isEmpty() ? "" : "?" + required;
  }

  private void body(String mediaType, JsonNode content, ObjectNode request, ArrayNode headers) {
    headers.addObject().put("key", "Content-Type").put("value", mediaType);
    ObjectNode body = request.putObject("body");
    JsonNode schema = resolved(content.path("schema"));
    JsonNode example = schema.path("examples").path(0);
    if (mediaType.endsWith("json")) {
      body.put("mode", "raw").put("raw", example.toPrettyString());
      body.putObject("options").putObject("raw").put("language", "json");
    } else {
      ArrayNode fields = body.put("mode", "urlencoded").putArray("urlencoded");
      example
          .properties()
          .forEach(field ->
              fields
                  .addObject()
                  .put("key", field.getKey())
                  .put("value", field.getValue().asText()));
    }
  }

  /** Requests with an access token have that of the collection. */
  private static void auth(JsonNode security, ObjectNode request) {
    if (security.path(0).isEmpty()) {
      request.putObject("auth").put("type", "noauth");
      return;
    }
    String scheme = security.path(0).fieldNames().next();
    switch (scheme) {
      case "admin" -> request.set("auth", bearer("adminToken"));
      case "applicationKey" -> {
        ArrayNode entries = request.putObject("auth").put("type", "apikey").putArray("apikey");
        entries.addObject().put("key", "key").put("value", "X-ApiKey");
        entries.addObject().put("key", "value").put("value", "{{apiKey}}");
        entries.addObject().put("key", "in").put("value", "header");
      }
      default -> {}
    }
  }

  private static ObjectNode bearer(String variable) {
    ObjectNode auth = JSON.createObjectNode().put("type", "bearer");
    auth.putArray("bearer")
        .addObject()
        .put("key", "token")
        .put("value", "{{" + variable + "}}")
        .put("type", "string");
    return auth;
  }

  private static String example(JsonNode parameter) {
    JsonNode schema = parameter.path("schema");
    if (parameter.has("example")) {
      return parameter.path("example").asText();
    }
    return schema.path("default").asText(schema.path("enum").path(0).asText());
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? description.at(node.path("$ref").asText().substring(1)) : node;
  }
}

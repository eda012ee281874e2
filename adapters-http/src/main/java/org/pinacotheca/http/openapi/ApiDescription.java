package org.pinacotheca.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Builds the OpenAPI 3.1 document of this API from the files of {@code openapi/}. Rules add the
 * rest: each word of {@code x-refusals} becomes part of the response of its status, {@code
 * x-group-form} adds the operation under {@code /v1/Groups} with links to others there, and each
 * JSON body under {@code /v1} gets an XML form. Used by one thread.
 */
public final class ApiDescription {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> PARTS =
      List.of("openapi", "pictures", "selling", "sharing", "account", "signin", "service", "admin");
  private static final List<String> XML = List.of("application/xml", "text/xml");
  private static final String REFUSALS = "x-refusals";
  private static final String GROUP_FORM = "x-group-form";
  private static final Map<Integer, String> HEADERS_OF_REFUSALS =
      Map.of(401, "WWW-Authenticate", 429, "Retry-After", 503, "Retry-After");

  private final ObjectNode document = JSON.createObjectNode();
  private final JsonNode words;
  private final JsonNode sets;

  private ApiDescription() {
    for (String part : PARTS) {
      merge(document, read(part));
    }
    JsonNode refusals = document.remove(REFUSALS);
    words = refusals.path("words");
    sets = refusals.path("sets");
  }

  /** The complete document of a server at a URL. */
  public static ObjectNode at(String publicUrl) {
    ApiDescription description = new ApiDescription();
    description.addGroupForms();
    description
        .document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .forEach(operation -> description.complete(path.getKey(), (ObjectNode) operation)));
    description.document.putArray("servers").addObject().put("url", publicUrl);
    return description.document;
  }

  private static ObjectNode read(String part) {
    String name = part + ".json";
    try (InputStream in =
        Objects.requireNonNull(ApiDescription.class.getResourceAsStream(name), name)) {
      return (ObjectNode) JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void merge(ObjectNode whole, ObjectNode part) {
    part.properties()
        .forEach(entry -> {
          JsonNode there = whole.get(entry.getKey());
          if (there instanceof ObjectNode object && entry.getValue() instanceof ObjectNode more) {
            merge(object, more);
          } else {
            whole.set(entry.getKey(), entry.getValue());
          }
        });
  }

  private void addGroupForms() {
    ObjectNode paths = document.withObject("/paths");
    Map<String, JsonNode> plainForms = new HashMap<>();
    for (JsonNode path : paths) {
      for (JsonNode operation : path) {
        if (operation.has(GROUP_FORM)) {
          plainForms.put(operation.path("operationId").asText(), operation);
        }
      }
    }
    for (Map.Entry<String, JsonNode> path : new ArrayList<>(paths.properties())) {
      for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
        ObjectNode operation = (ObjectNode) verb.getValue();
        if (operation.remove(GROUP_FORM) != null) {
          String groupPath = "/v1/Groups" + path.getKey().substring("/v1".length());
          ObjectNode form = groupForm(operation);
          linkGroupForms(form, plainForms);
          paths.withObjectProperty(groupPath).set(verb.getKey(), form);
        }
      }
    }
  }

  private static String groupId(String operationId) {
    return "group"
        + operationId.substring(0, 1).toUpperCase(Locale.ROOT)
        + operationId.substring(1);
  }

  /** Lets the links lead to the group forms, for the same member. */
  private static void linkGroupForms(ObjectNode form, Map<String, JsonNode> plainForms) {
    String member = form.has("requestBody") ? "$request.body#/UserID" : "$request.query.UserID";
    for (JsonNode response : form.path("responses")) {
      for (JsonNode link : response.path("links")) {
        String target = link.path("operationId").asText();
        JsonNode plain = plainForms.get(target);
        if (plain != null) {
          String part = plain.has("requestBody") ? "/requestBody" : "/parameters";
          ((ObjectNode) link)
              .put("operationId", groupId(target))
              .withObject(part)
              .put("UserID", member);
        }
      }
    }
  }

  private ObjectNode groupForm(ObjectNode operation) {
    ObjectNode form = operation.deepCopy();
    form.put("operationId", groupId(operation.path("operationId").asText()));
    form.put("summary", operation.path("summary").asText() + ", for a member of the group");
    form.withArray(REFUSALS).add("@group");
    if (form.has("requestBody")) {
      ObjectNode schema = form.withObject("/requestBody/content/application~1json/schema");
      schema.put("$ref", withMember(schema.path("$ref").asText()));
    } else if (!form.path("parameters").toString().contains("/Owner\"")) {
      // When a read names an owner, the owner is the member of the group.
      form.withArray("parameters").insert(0, reference("parameters", "ActingFor"));
    }
    return form;
  }

  /** The request schema with the member to act for. */
  private String withMember(String reference) {
    String name = reference.substring(reference.lastIndexOf('/') + 1);
    ObjectNode schemas = document.withObject("/components/schemas");
    ObjectNode plain = (ObjectNode) schemas.path(name);
    ObjectNode schema = plain.deepCopy();
    ObjectNode properties = schema.putObject("properties");
    properties
        .putObject("UserID")
        .put("type", "integer")
        .put("format", "int32")
        .put("description", "The member of the group to act for.");
    properties.setAll((ObjectNode) plain.path("properties"));
    schema.withArray("required").insert(0, "UserID");
    ObjectNode example = JSON.createObjectNode().put("UserID", 2);
    example.setAll((ObjectNode) plain.path("examples").path(0));
    schema.putArray("examples").add(example);
    schemas.set("Group" + name, schema);
    return "#/components/schemas/Group" + name;
  }

  private void complete(String path, ObjectNode operation) {
    boolean isRest = path.startsWith("/v1/");
    ArrayNode parameters = operation.withArray("parameters");
    if (isRest) {
      parameters.add(reference("parameters", "X-CaseType"));
      if (operation.has("requestBody")) {
        parameters.add(reference("parameters", "Idempotency-Key"));
      }
    }
    parameters.add(reference("parameters", "X-Request-ID"));
    ObjectNode responses = operation.withObject("/responses");
    for (JsonNode response : responses) {
      addRequestId((ObjectNode) response);
      if (isRest && response.has("content")) {
        addXml(((ObjectNode) response).withObject("/content"));
      }
    }
    refusalsByStatus(operation.remove(REFUSALS))
        .forEach((status, refused) ->
            responses.set(Integer.toString(status), refusal(status, refused, isRest)));
  }

  private static void addXml(ObjectNode content) {
    for (String type : XML) {
      content.putObject(type).set("schema", content.path("application/json").path("schema"));
    }
  }

  private static void addRequestId(ObjectNode response) {
    response.withObject("/headers").set("X-Request-ID", reference("headers", "X-Request-ID"));
  }

  private Map<Integer, Set<String>> refusalsByStatus(JsonNode names) {
    Map<Integer, Set<String>> byStatus = new TreeMap<>();
    for (JsonNode name : names) {
      List<JsonNode> refused = new ArrayList<>();
      if (name.asText().startsWith("@")) {
        sets.required(name.asText()).forEach(refused::add);
      } else {
        refused.add(name);
      }
      for (JsonNode word : refused) {
        int status = words.required(word.asText()).path("status").asInt();
        byStatus.computeIfAbsent(status, _ -> new LinkedHashSet<>()).add(word.asText());
      }
    }
    return byStatus;
  }

  /** A reference to the response with these codes, which is created on first use. */
  private ObjectNode refusal(int status, Set<String> refused, boolean isRest) {
    String name = (isRest ? "" : "json-") + status + "-" + String.join("-", refused);
    ObjectNode responses = document.withObject("/components/responses");
    if (!responses.has(name)) {
      ObjectNode response = responses.putObject(name);
      List<String> reasons = new ArrayList<>();
      ObjectNode content = response.putObject("content");
      ObjectNode json = content.putObject("application/json");
      json.set("schema", reference("schemas", "Error"));
      ObjectNode examples = json.putObject("examples");
      for (String word : refused) {
        reasons.add("`" + word + "`: " + words.path(word).path("description").asText());
        examples.putObject(word).set("value", example(word));
      }
      response.put("description", String.join("\n\n", reasons));
      if (isRest) {
        addXml(content);
      }
      addRequestId(response);
      String header = HEADERS_OF_REFUSALS.get(status);
      if (header != null) {
        response.withObject("/headers").set(header, reference("headers", header));
      }
    }
    return reference("responses", name);
  }

  private ObjectNode example(String word) {
    JsonNode facts = words.path(word);
    ObjectNode example = JSON.createObjectNode();
    example.set("Message", facts.path("message"));
    example.put("Code", word);
    if (facts.has("fields")) {
      example.set("ModelState", facts.path("fields"));
    }
    return example;
  }

  private static ObjectNode reference(String kind, String name) {
    return JSON.createObjectNode().put("$ref", "#/components/" + kind + "/" + name);
  }
}

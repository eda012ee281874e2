package org.pinacotheca.openapitesting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Checks a request and its response against the description: the operation must list the response,
 * and must allow a request that succeeded.
 *
 * @param rawQuery empty when there is none
 * @param sent the request's body, if known
 * @param answered the response's body, if known
 */
public record CheckedExchange(
    String method,
    String path,
    String rawQuery,
    HttpHeaders requestHeaders,
    Optional<byte[]> sent,
    int status,
    HttpHeaders headers,
    Optional<byte[]> answered) {
  private static final JsonMapper JSON = new JsonMapper();

  /** The RPC, the metrics and the HTML pages, which the description does not cover. */
  private static final Pattern OTHER_APIS =
      Pattern.compile("/|/docs.*|/s/.*|/metrics|/(api|restserver|login)\\.php");

  private static final Set<String> OUTSIDE_OF_OPERATIONS =
      Set.of("route_not_found", "method_not_allowed", "media_not_found");

  /** Fails when the exchange does not match the description. */
  public void check(Description description) {
    if (OTHER_APIS.matcher(path).matches()) {
      return;
    }
    String trimmed =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    Optional<JsonNode> operation = description.operation(method, trimmed);
    if (operation.isEmpty()) {
      checkOutside();
      return;
    }
    JsonNode response =
        description.resolved(operation.get().path("responses").path(Integer.toString(status)));
    assertThat(response.isObject()).as(this + " must be described").isTrue();
    checkHeaders(description, response);
    checkBody(description, response);
    if (status < 300) {
      checkQuery(description, operation.get());
      checkSent(description, operation.get());
    }
  }

  /** Checks an exchange outside every operation: only refusals and CORS preflights are allowed. */
  private void checkOutside() {
    if (method.equals("OPTIONS") && status == 204) {
      return;
    }
    String code = answered.map(body -> json(body).path("Code").asText()).orElse("");
    assertThat(method.equals("HEAD") || OUTSIDE_OF_OPERATIONS.contains(code) || isXml())
        .as(this + " is of no operation that is described")
        .isTrue();
    assertThat(status).as(this.toString()).isIn(404, 405, 503);
  }

  private void checkHeaders(Description description, JsonNode response) {
    response
        .path("headers")
        .properties()
        .forEach(header -> {
          JsonNode facts = description.resolved(header.getValue());
          if (facts.path("required").asBoolean()) {
            assertThat(headers.firstValue(header.getKey()))
                .as(this + " must have the header " + header.getKey())
                .isPresent();
          }
        });
  }

  private boolean isXml() {
    return headers.firstValue("Content-Type").orElse("").contains("xml");
  }

  private void checkBody(Description description, JsonNode response) {
    String type = headers.firstValue("Content-Type").orElse("").split(";", 2)[0];
    if (type.isEmpty()) {
      assertThat(response.has("content")).as(this + " must have a body").isFalse();
      return;
    }
    JsonNode content = response.path("content").path(type);
    // HEAD has the content type of a body that it does not send.
    assertThat(content.isObject() || method.equals("HEAD"))
        .as(this + " must not be " + type)
        .isTrue();
    if (answered.isEmpty() || content.isMissingNode()) {
      return;
    }
    if (isXml()) {
      checkXml(description, content.path("schema"));
    } else if (type.equals("application/json")) {
      JsonNode value = json(answered.get());
      boolean isPascal = requestHeaders.firstValue("X-CaseType").isEmpty();
      assertThat(
              description.faultsOfAnswer(
                  content.path("schema"),
                  isPascal ? value : description.inCase(content.path("schema"), value)))
          .as(this + " answered " + value)
          .isEmpty();
      if (content.has("examples")) {
        String code = value.path(isPascal ? "Code" : "code").asText(value.path("error").asText());
        assertThat(content.path("examples").has(code))
            .as(this + " must not be refused as " + code)
            .isTrue();
      }
    }
  }

  private void checkXml(Description description, JsonNode schema) {
    JsonNode facts = description.resolved(schema).path("xml");
    Element root = xml(answered.orElseThrow());
    assertThat(root.getLocalName()).as(this.toString()).isEqualTo(facts.path("name").asText());
    assertThat(Optional.ofNullable(root.getNamespaceURI()).orElse(""))
        .as(this.toString())
        .isEqualTo(facts.path("namespace").asText());
    Set<String> known = new HashSet<>();
    description.resolved(schema).path("properties").fieldNames().forEachRemaining(known::add);
    if (!known.isEmpty()) {
      for (int i = 0; i < root.getChildNodes().getLength(); i++) {
        assertThat(root.getChildNodes().item(i).getLocalName()).as(this.toString()).isIn(known);
      }
    }
  }

  private void checkQuery(Description description, JsonNode operation) {
    Map<String, JsonNode> known = new HashMap<>();
    for (JsonNode parameter : operation.path("parameters")) {
      JsonNode facts = description.resolved(parameter);
      if (facts.path("in").asText().equals("query")) {
        known.put(facts.path("name").asText().toLowerCase(Locale.ROOT), facts);
      }
    }
    known.put("apikey", JSON.createObjectNode());
    Set<String> given = new HashSet<>();
    for (String pair : Stream.of(rawQuery.split("&", -1)).filter(p -> !p.isEmpty()).toList()) {
      String[] parts = pair.split("=", 2);
      String value = parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
      String name = parts[0].toLowerCase(Locale.ROOT);
      assertThat(known).as(this + " has " + name + " in its query").containsKey(name);
      if (!value.isEmpty()) {
        given.add(name);
        JsonNode schema = Objects.requireNonNull(known.get(name)).path("schema");
        assertThat(description.faultsOfRequest(schema, typed(schema, value)))
            .as(this + " has " + pair)
            .isEmpty();
      }
    }
    known.forEach((name, facts) -> {
      if (facts.path("required").asBoolean()) {
        assertThat(given).as(this.toString()).contains(name);
      }
    });
  }

  /** The value that a query text stands for; surrounding blanks and case are ignored. */
  private static JsonNode typed(JsonNode schema, String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return switch (schema.path("type").asText()) {
      case "integer" -> json(word.getBytes(StandardCharsets.UTF_8));
      case "boolean" -> BooleanNode.valueOf(word.equals("1") || Boolean.parseBoolean(word));
      default -> new TextNode(schema.has("enum") ? word : text);
    };
  }

  private void checkSent(Description description, JsonNode operation) {
    JsonNode content = operation.path("requestBody").path("content").path("application/json");
    if (content.isObject() && sent.isPresent()) {
      String type = requestHeaders.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
      if (!type.contains("charset") || type.contains("utf-8")) {
        JsonNode value = description.inCase(content.path("schema"), json(sent.get()));
        assertThat(description.faultsOfRequest(content.path("schema"), value))
            .as(this + " was sent " + value)
            .isEmpty();
      }
    }
  }

  private static JsonNode json(byte[] text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(new String(text, StandardCharsets.UTF_8) + " is no JSON", e);
    }
  }

  private static Element xml(byte[] text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      return factory
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(text))
          .getDocumentElement();
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new AssertionError(new String(text, StandardCharsets.UTF_8) + " is no XML", e);
    }
  }

  @Override
  public String toString() {
    String code =
        answered
            .map(body -> new String(body, StandardCharsets.UTF_8))
            .map(body -> body.lines().limit(5).collect(Collectors.joining(" ")))
            .map(body -> body.substring(0, Math.min(300, body.length())))
            .orElse("");
    return String.join(
        " ", List.of(method, path + "?" + rawQuery, "->", Integer.toString(status), code));
  }
}

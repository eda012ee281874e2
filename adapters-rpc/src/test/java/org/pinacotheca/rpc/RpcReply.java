package org.pinacotheca.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A reply as a client reads it. */
record RpcReply(HttpResponse<String> response) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String body() {
    return response.body();
  }

  /** The root element of an XML reply. */
  Element root() {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("text/xml;charset=utf-8");
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      return factory
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(body())))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError(body(), e);
    }
  }

  JsonNode json() throws IOException {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    return JSON.readTree(body());
  }

  /** The fields of the record that the root is, in their order. */
  Map<String, String> fields() {
    return fields(root());
  }

  /** The records of the list that the root is. */
  List<Map<String, String>> items() {
    assertThat(root().getAttribute("list")).isEqualTo("true");
    return children(root()).stream().map(RpcReply::fields).toList();
  }

  private static Map<String, String> fields(Element element) {
    Map<String, String> fields = new LinkedHashMap<>();
    children(element).forEach(child -> fields.put(child.getLocalName(), child.getTextContent()));
    return fields;
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      children.add((Element) node);
    }
    return children;
  }

  /** The code of an XML error, 0 when the call succeeded. */
  int errorCode() {
    return root().getLocalName().equals("error_response")
        ? Integer.parseInt(fields().get("error_code"))
        : 0;
  }
}

package org.pinacotheca.rpc.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Assertions;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.CallId;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.SessionKey;
import org.pinacotheca.rpc.reply.Replies;
import org.pinacotheca.rpc.reply.ReplyFormat;
import org.pinacotheca.rpc.reply.ReplyShape;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Parameters are read or refused, and any of them allow a well-formed error reply. */
class ParametersFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "5f4dcc3b5aa765d61d8327deb882cf99";
  private static final ReplyShape JSON_SHAPE =
      new ReplyShape(ReplyFormat.JSON, Optional.empty(), Optional.empty());
  private final DocumentBuilder xml;

  ParametersFuzzTest() throws ParserConfigurationException {
    xml = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    xml.setErrorHandler(null);
  }

  @FuzzTest
  void areReadOrRefused(byte[] form) throws IOException, SAXException {
    ParameterCollector collector = new ParameterCollector(RequestLimits.STANDARD);
    try {
      FormDecoder.decode(form, collector);
    } catch (MalformedRequest e) {
      Assertions.assertFalse(e.reported().isEmpty());
    }
    List<RpcParameter> parameters = collector.parameters();
    signatureFits(parameters);
    parameters.forEach(parameter -> formsAreReadOrRefused(parameter.value()));
    errorIsReported(parameters);
  }

  private static void signatureFits(List<RpcParameter> parameters) {
    List<RpcParameter> signed = new ArrayList<>(parameters);
    signed.removeIf(RpcParameter::isSignature);
    signed.add(new RpcParameter("sig", Signature.of(parameters, SECRET)));
    Assertions.assertTrue(Signature.isRight(signed, SECRET));
    signed.addFirst(new RpcParameter("one more", ""));
    Assertions.assertFalse(Signature.isRight(signed, SECRET));
  }

  private static void formsAreReadOrRefused(String text) {
    CallId.parse(text)
        .ifPresent(id -> Assertions.assertEquals(0, id.value().compareTo(new BigDecimal(text))));
    ParameterForms.callback(text)
        .ifPresent(name -> Assertions.assertTrue(name.matches("[A-Za-z0-9_$.]+")));
    ParameterForms.list(text)
        .ifPresent(items -> Assertions.assertTrue(items.stream().noneMatch(String::isEmpty)));
    if (ApiKey.isWellFormed(text)) {
      new ApiKey(text);
    }
    if (SessionKey.isWellFormed(text)) {
      new SessionKey(text);
    }
    if (CommunityName.isWellFormed(text)) {
      new CommunityName(text);
    }
  }

  private void errorIsReported(List<RpcParameter> parameters) throws IOException, SAXException {
    ReplyShape.asked(parameters);
    ReplyShape.forRefusal(parameters);
    long reported = parameters.stream().filter(parameter -> !parameter.isSecret()).count();
    String reply =
        Replies.error(RpcError.INVALID_PARAMETER, "No.", parameters, ReplyShape.PLAIN).text();
    Document document = xml.parse(new InputSource(new StringReader(reply)));
    Assertions.assertEquals(reported, document.getElementsByTagName("arg").getLength());
    JsonNode json =
        JSON.readTree(
            Replies.error(RpcError.INVALID_PARAMETER, "No.", parameters, JSON_SHAPE).text());
    Assertions.assertEquals(reported, json.get("request_args").size());
  }
}

package org.pinacotheca.rpc.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.pinacotheca.rpc.reply.ReplyValue.Fields;
import org.pinacotheca.rpc.reply.ReplyValue.Items;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

class ReplyProperties {

  @Property
  void anyTextSurvivesXmlButForCharactersXmlCannotCarry(@ForAll("texts") String text)
      throws Exception {
    String xml = Replies.success("a.b", Fields.none().with("t", text), ReplyShape.PLAIN).text();
    Node t = root(xml).getFirstChild();
    assertThat(t.getTextContent()).isEqualTo(carried(text, true));
  }

  @Property
  void anyTextSurvivesJsonInAscii(@ForAll("texts") String text) {
    ReplyShape json = new ReplyShape(ReplyFormat.JSON, Optional.empty(), Optional.empty());
    String reply = Replies.success("a.b", Fields.none().with("t", text), json).text();
    assertThat(reply).matches("\\p{ASCII}*");
    assertThat(new JsonObject(reply).getString("t")).isEqualTo(carried(text, false));
  }

  @Property
  void anyTextSurvivesACallInAscii(@ForAll("texts") String text) {
    ReplyShape call = new ReplyShape(ReplyFormat.JSON, Optional.of("f"), Optional.empty());
    String reply = Replies.success("a.b", Fields.none().with("t", text), call).text();
    assertThat(reply).startsWith("f(").endsWith(");").matches("\\p{ASCII}*");
    String json = reply.substring(2, reply.length() - 2);
    assertThat(new JsonObject(json).getString("t")).isEqualTo(carried(text, false));
  }

  @Property
  void listsKeepEveryItemInOrder(@ForAll List<Long> numbers) throws Exception {
    Items items = new Items("n", numbers.stream().map(ReplyValue.WholeNumber::new).toList());
    Element root = root(Replies.success("a.b", items, ReplyShape.PLAIN).text());
    assertThat(root.getAttribute("list")).isEqualTo("true");
    assertThat(root.getChildNodes().getLength()).isEqualTo(numbers.size());
    for (int i = 0; i < numbers.size(); i++) {
      assertThat(root.getChildNodes().item(i).getTextContent())
          .isEqualTo(Long.toString(numbers.get(i)));
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Character> nasty =
        Arbitraries.of(
            '\r', '\n', '\t', ' ', '<', '>', '&', '"', '\'', ']', '\0', '\u0001', '\u007f',
            '\u0085', '\u2028', '\ud83c', '\udf05', '\ufffe', '\uffff', 'ö');
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(40),
        Arbitraries.strings().ascii().ofMaxLength(40),
        nasty.list().ofMaxSize(30).map(ReplyProperties::joined));
  }

  private static String joined(List<Character> characters) {
    StringBuilder text = new StringBuilder();
    characters.forEach(text::append);
    return text.toString();
  }

  private static String carried(String text, boolean xml) {
    StringBuilder carried = new StringBuilder();
    text.codePoints()
        .map(point -> {
          boolean torn = point >= 0xd800 && point <= 0xdfff;
          boolean control = point < ' ' && point != '\t' && point != '\n' && point != '\r';
          boolean noCharacter = point == 0xfffe || point == 0xffff;
          return torn || (xml && (control || noCharacter)) ? 0xfffd : point;
        })
        .forEach(carried::appendCodePoint);
    return carried.toString();
  }

  private static Element root(String xml) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement();
  }
}

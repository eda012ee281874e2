package org.pinacotheca.rpc.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pinacotheca.rpc.reply.ReplyValue.Fields;
import org.pinacotheca.rpc.reply.ReplyValue.Items;
import org.pinacotheca.rpc.reply.ReplyValue.Text;
import org.pinacotheca.rpc.wire.RpcError;
import org.pinacotheca.rpc.wire.RpcParameter;

class RepliesTest {
  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final ReplyShape JSON =
      new ReplyShape(ReplyFormat.JSON, Optional.empty(), Optional.empty());
  private static final Fields PHOTO =
      Fields.none()
          .with("pid", "940915697041656")
          .with("owner", 219074)
          .with("link", "")
          .with("caption", "After <the> \"sunrise\" & more");

  @Test
  void aRecordInXml() {
    RenderedReply reply = Replies.success("photos.upload", PHOTO, ReplyShape.PLAIN);
    assertThat(reply.contentType()).isEqualTo("text/xml;charset=utf-8");
    assertThat(reply.text())
        .isEqualTo(
            DECLARATION
                + "<photos_upload_response><pid>940915697041656</pid><owner>219074</owner><link></link><caption>After"
                + " &lt;the&gt; &quot;sunrise&quot; &amp; more</caption></photos_upload_response>");
  }

  @Test
  void aRecordInJson() {
    RenderedReply reply = Replies.success("photos.upload", PHOTO, JSON);
    assertThat(reply.contentType()).isEqualTo("application/json");
    assertThat(reply.text())
        .isEqualTo(
            "{\"pid\":\"940915697041656\",\"owner\":219074,\"link\":\"\","
                + "\"caption\":\"After <the> \\\"sunrise\\\" & more\"}");
  }

  @Test
  void lists() {
    Items albums =
        new Items("album", List.of(Fields.none().with("aid", "1"), Fields.none().with("aid", "2")));
    assertThat(Replies.success("photos.getAlbums", albums, ReplyShape.PLAIN).text())
        .isEqualTo(
            DECLARATION
                + "<photos_getAlbums_response"
                + " list=\"true\"><album><aid>1</aid></album><album><aid>2</aid></album>"
                + "</photos_getAlbums_response>");
    assertThat(Replies.success("photos.getAlbums", albums, JSON).text())
        .isEqualTo("[{\"aid\":\"1\"},{\"aid\":\"2\"}]");
    Items none = new Items("album", List.of());
    assertThat(Replies.success("photos.getAlbums", none, ReplyShape.PLAIN).text())
        .isEqualTo(
            DECLARATION + "<photos_getAlbums_response list=\"true\"></photos_getAlbums_response>");
    assertThat(Replies.success("photos.getAlbums", none, JSON).text()).isEqualTo("[]");
  }

  @Test
  void bareScalars() {
    assertThat(
            Replies.success(
                    "users.getLoggedInUser", new ReplyValue.WholeNumber(7), ReplyShape.PLAIN)
                .text())
        .isEqualTo(
            DECLARATION + "<users_getLoggedInUser_response>7</users_getLoggedInUser_response>");
    assertThat(Replies.success("users.getLoggedInUser", new ReplyValue.WholeNumber(7), JSON).text())
        .isEqualTo("7");
    assertThat(Replies.success("a.b", new Text("x"), JSON).text()).isEqualTo("\"x\"");
  }

  @Test
  void anErrorRepeatsWhatIsNotSecret() {
    List<RpcParameter> arguments =
        List.of(
            new RpcParameter("method", "photos.get"),
            new RpcParameter("session_key", "s3ss10n"),
            new RpcParameter("sig", "51g"),
            new RpcParameter("apiSig", "51g"),
            new RpcParameter("auth_token", "t0k3n"),
            new RpcParameter("aid", ""));
    assertThat(
            Replies.error(
                    RpcError.INVALID_ALBUM,
                    RpcError.INVALID_ALBUM.message(),
                    arguments,
                    ReplyShape.PLAIN)
                .text())
        .isEqualTo(
            DECLARATION
                + "<error_response><error_code>120</error_code><error_msg>Invalid album"
                + " id.</error_msg><request_args"
                + " list=\"true\"><arg><key>method</key><value>photos.get</value></arg>"
                + "<arg><key>aid</key><value></value></arg></request_args></error_response>");
    assertThat(Replies.error(RpcError.INVALID_ALBUM, "No.", arguments, JSON).text())
        .isEqualTo(
            "{\"error_code\":120,\"error_msg\":\"No.\",\"request_args\":"
                + "[{\"key\":\"method\",\"value\":\"photos.get\"},{\"key\":\"aid\",\"value\":\"\"}]}");
    assertThat(
            Replies.error(RpcError.UNKNOWN, RpcError.UNKNOWN.message(), List.of(), ReplyShape.PLAIN)
                .text())
        .contains("<request_args list=\"true\"></request_args>");
  }

  @Test
  void theNamespaceStandsOnTheRootAlone() {
    ReplyShape shape = ReplyShape.PLAIN.withNamespace(Optional.of("http://api.facebook.com/1.0/"));
    assertThat(
            Replies.success("a.b", new Items("c", List.of(Fields.none().with("d", 1))), shape)
                .text())
        .isEqualTo(
            DECLARATION
                + "<a_b_response xmlns=\"http://api.facebook.com/1.0/\""
                + " list=\"true\"><c><d>1</d></c></a_b_response>");
  }

  @Test
  void aCallbackGetsAnAsciiCall() {
    ReplyShape shape = new ReplyShape(ReplyFormat.JSON, Optional.of("my.cb"), Optional.empty());
    RenderedReply reply = Replies.success("a.b", new Text("Größe \u2028"), shape);
    assertThat(reply.contentType()).isEqualTo("text/javascript");
    assertThat(reply.text()).isEqualToIgnoringCase("my.cb(\"Gr\\u00F6\\u00DFe \\u2028\");");
  }

  @Test
  void shapesAreAskedForByFormatAndCallback() {
    assertThat(asked()).contains(ReplyShape.PLAIN);
    assertThat(asked("format", "")).contains(ReplyShape.PLAIN);
    assertThat(asked("format", "xMl")).contains(ReplyShape.PLAIN);
    assertThat(asked("format", "json")).contains(JSON);
    assertThat(asked("format", "JSON", "callback", "f"))
        .contains(new ReplyShape(ReplyFormat.JSON, Optional.of("f"), Optional.empty()));
    assertThat(asked("format", "yaml")).isEmpty();
    assertThat(asked("callback", "f")).isEmpty();
    assertThat(asked("format", "json", "callback", "f()")).isEmpty();
  }

  @Test
  void aRefusalKeepsAsMuchOfTheShapeAsMakesSense() {
    assertThat(ReplyShape.forRefusal(parameters("format", "yaml"))).isEqualTo(ReplyShape.PLAIN);
    assertThat(ReplyShape.forRefusal(parameters("format", "json", "callback", "f()")))
        .isEqualTo(JSON);
    assertThat(ReplyShape.forRefusal(parameters("callback", "f"))).isEqualTo(ReplyShape.PLAIN);
    assertThat(ReplyShape.forRefusal(parameters("format", "json", "callback", "f")).callback())
        .contains("f");
  }

  @Test
  void aCallbackWithoutJsonIsNoShape() {
    assertThatThrownBy(() -> new ReplyShape(ReplyFormat.XML, Optional.of("f"), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Optional<ReplyShape> asked(String... namesAndValues) {
    return ReplyShape.asked(parameters(namesAndValues));
  }

  private static List<RpcParameter> parameters(String... namesAndValues) {
    return IntStream.range(0, namesAndValues.length / 2)
        .mapToObj(i -> new RpcParameter(namesAndValues[2 * i], namesAndValues[2 * i + 1]))
        .toList();
  }
}

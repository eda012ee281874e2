package org.pinacotheca.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with trailers, in one piece and byte by byte, each with another request behind it. */
class StrictRequestDecoderTest {
  private static final String HEAD =
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String BEHIND = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

  private final List<Throwable> broken = new ArrayList<>();
  private int requests;
  private int ends;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0\r\nX: y\r\n folded\r\n\r\n",
        "0\r\nX: y\r\n\tfolded\r\n\r\n",
        "0\r\nX: y\r\n \r\n\r\n",
        "0\r\n X: y\r\n\r\n",
        "0\r\nX: a\u0000b\r\n\r\n",
        "0\r\nX: a\u0001b\r\n\r\n",
        "0\r\nX: a\rb\r\n\r\n",
        "0\r\nX: y\n\r\n",
        "0\r\n: y\r\n\r\n",
        "000\r\nX: y\r\n folded\r\n\r\n",
        "0;a=b\r\nX: y\r\n folded\r\n\r\n",
        "0 ;a=b\r\nX: y\r\n folded\r\n\r\n",
        "5\r\n0\r\n0\r\r\n0\r\nX: y\r\n folded\r\n\r\n"
      })
  void malformedTrailersEndTheConnection(String body) {
    for (int size : new int[] {Integer.MAX_VALUE, 1}) {
      read(HEAD + body + BEHIND, size);
      assertThat(broken).hasSize(1);
      assertThat(requests).as("of which none is the one behind").isEqualTo(1);
      assertThat(ends).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0\r\n\r\n",
        "0\r\nX: y\r\nZ: a\tb\r\n\r\n",
        "0;a=b\r\nX: y\r\n\r\n",
        "05\r\n0\r\n a\r\n00\r\nX: y\r\n\r\n",
        "10\r\n\n folded: \u0000\r\n 0\r\r\n0\r\n\r\n"
      })
  void whatIsInTheBodyIsNoTrailer(String body) {
    for (int size : new int[] {Integer.MAX_VALUE, 1}) {
      read(HEAD + body + BEHIND, size);
      assertThat(broken).isEmpty();
      assertThat(requests).isEqualTo(2);
      assertThat(ends).isEqualTo(2);
    }
  }

  private void read(String bytes, int size) {
    broken.clear();
    requests = 0;
    ends = 0;
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new StrictRequestDecoder(new HttpServerOptions().getHttp1Config(), broken::add));
    byte[] sent = bytes.getBytes(StandardCharsets.ISO_8859_1);
    for (int start = 0; start < sent.length; start += Math.min(size, sent.length)) {
      int length = Math.min(size, sent.length - start);
      channel.writeInbound(Unpooled.copiedBuffer(sent, start, length));
      channel.runPendingTasks();
    }
    for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
      requests += part instanceof HttpRequest ? 1 : 0;
      ends += part instanceof LastHttpContent ? 1 : 0;
      ReferenceCountUtil.release(part);
    }
  }
}

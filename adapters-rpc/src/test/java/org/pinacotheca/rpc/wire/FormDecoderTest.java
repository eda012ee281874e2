package org.pinacotheca.rpc.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormDecoderTest {

  @Test
  void keepsOrderEmptyValuesUnknownNamesAndSemicolons() throws Exception {
    assertThat(decode("method=up.photos.get&v=1.0&locale=&ss&x;y=1;2&=lonely&&"))
        .containsExactly(
            new RpcParameter("method", "up.photos.get"),
            new RpcParameter("v", "1.0"),
            new RpcParameter("locale", ""),
            new RpcParameter("ss", ""),
            new RpcParameter("x;y", "1;2"),
            new RpcParameter("", "lonely"));
  }

  @Test
  void decodesPlusEscapesAndUtf8() throws Exception {
    assertThat(decode("caption=Gr%C3%B6%c3%9Fe+%2B+%F0%9F%8C%85&a%26b=c%3Dd=e"))
        .containsExactly(
            new RpcParameter("caption", "Größe + 🌅"), new RpcParameter("a&b", "c=d=e"));
  }

  @Test
  void readsUtf8ThatWasNotEscaped() throws Exception {
    ParameterCollector collector = new ParameterCollector(RequestLimits.STANDARD);
    String onTheWire =
        new String("caption=Größe".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    FormDecoder.decode(onTheWire, collector);
    assertThat(collector.parameters()).containsExactly(new RpcParameter("caption", "Größe"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%",
        "a=%1",
        "a=%zz",
        "a=%-1",
        "%=1",
        "a=%FF",
        "a=%C3",
        "a=%ED%A0%80",
        "a=1&a=2",
        "a&a",
        "api_key=1&apiKey=1",
        "sig=1&apiSig=1"
      })
  void refusesWhatCannotBeReadInOneWay(String form) {
    assertThatThrownBy(() -> decode(form)).isInstanceOf(MalformedRequest.class);
  }

  @Test
  void refusesTooManyAndTooLong() throws Exception {
    assertThat(decode(names(256))).hasSize(256);
    assertThatThrownBy(() -> decode(names(257))).isInstanceOf(MalformedRequest.class);
    assertThat(decode("a=" + "x".repeat(16 << 10))).hasSize(1);
    assertThatThrownBy(() -> decode("a=" + "x".repeat((16 << 10) + 1)))
        .isInstanceOf(MalformedRequest.class);
    assertThatThrownBy(() -> decode("a".repeat(257) + "=")).isInstanceOf(MalformedRequest.class);
  }

  private static String names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "n" + i + "=").collect(Collectors.joining("&"));
  }

  private static List<RpcParameter> decode(String form) throws MalformedRequest {
    ParameterCollector collector = new ParameterCollector(RequestLimits.STANDARD);
    FormDecoder.decode(form.getBytes(StandardCharsets.UTF_8), collector);
    return collector.parameters();
  }
}

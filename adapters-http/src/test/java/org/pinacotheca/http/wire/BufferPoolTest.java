package org.pinacotheca.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reused buffers, tested through the responses written in them. */
class BufferPoolTest {
  @Test
  void aShortTextAfterALongOneIsOnlyItselfAndTheLongOneStays() {
    String words = "a".repeat(100_000);
    Buffer before = text(words);
    Buffer after = text("b");
    assertThat(after.toString()).isEqualTo("\"b\"");
    assertThat(before.toString()).isEqualTo('"' + words + '"');
  }

  @Test
  void whatIsLongerThanIsKeptIsWholeToo() {
    String words = "c".repeat(1_000_000);
    assertThat(text(words).toString()).isEqualTo('"' + words + '"');
    assertThat(text("d").toString()).isEqualTo("\"d\"");
  }

  @Test
  void whatWasBegunAndFailedIsInNoOtherText() {
    assertThatThrownBy(() ->
            encoded(
                WireSchema.of(
                    "Words",
                    "Test",
                    WireSchema.<String>text("Words", it -> it),
                    WireSchema.text(
                        "Fault",
                        _ -> {
                          throw new IllegalStateException("a fault");
                        })),
                "e".repeat(50_000)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(text("f").toString()).isEqualTo("\"f\"");
  }

  @Test
  void textsThatAreWrittenAtTheSameTimeAreKeptApart() {
    assertThat(
            IntStream.range(0, 10_000)
                .parallel()
                .allMatch(number -> {
                  String words = Integer.toString(number).repeat(100);
                  return text(words).toString().equals('"' + words + '"');
                }))
        .isTrue();
  }

  private static Buffer text(String words) {
    Buffer body = encoded(WireSchema.of("Text", "Test", WireSchema.text("Text", it -> it)), words);
    assertThat(body.toString()).startsWith("{\"Text\":").endsWith("}");
    return body.slice("{\"Text\":".length(), body.length() - 1);
  }

  private static Buffer encoded(WireSchema<String> schema, String words) {
    return EncodedResponse.of(Response.object(schema, words), Representation.PLAIN_JSON).body();
  }
}

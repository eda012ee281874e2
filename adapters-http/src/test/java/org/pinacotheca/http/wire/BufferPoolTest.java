package org.pinacotheca.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
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
            EncodedResponse.json(
                200,
                out -> {
                  out.writeString("e".repeat(50_000));
                  throw new IOException("a fault");
                }))
        .isInstanceOf(UncheckedIOException.class);
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
    return EncodedResponse.json(200, out -> out.writeString(words)).body();
  }
}

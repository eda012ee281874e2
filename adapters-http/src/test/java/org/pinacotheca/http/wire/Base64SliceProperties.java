package org.pinacotheca.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.pinacotheca.domain.picture.PictureSource;

/** Pictures in the strings of JSON. */
class Base64SliceProperties {
  private static final String[] BLANKS = {" ", "\n", "\\n", "\\t", "\\u0020", "\r\n"};
  private static final String[] NO_LETTERS = {"!", "\\u0000", "\\b", "-", "é", "\\\""};

  @Property(tries = 200)
  void whatWasEncodedIsDecoded(
      @ForAll @IntRange(max = 60_000) int length,
      @ForAll @IntRange(max = 40) int blanks,
      @ForAll boolean hasPrefix,
      @ForAll Random random)
      throws IOException {
    byte[] picture = bytes(length, random);
    StringBuilder text = new StringBuilder(encoded(picture).replace("/", slash(random)));
    for (int i = 0; i < blanks; i++) {
      insert(text, BLANKS[random.nextInt(BLANKS.length)], random);
    }
    try (InputStream in = slice((hasPrefix ? "data:image/png;base64," : "") + text).open()) {
      assertThat(in.readAllBytes()).isEqualTo(picture);
    }
  }

  @Property(tries = 100)
  void whatIsNoBase64IsRefused(@ForAll @IntRange(max = 60_000) int length, @ForAll Random random)
      throws IOException {
    StringBuilder text = new StringBuilder(encoded(bytes(length, random)));
    insert(text, NO_LETTERS[random.nextInt(NO_LETTERS.length)], random);
    try (InputStream in = slice(text.toString()).open()) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(PictureSource.MalformedException.class);
    }
  }

  private static byte[] bytes(int length, Random random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Some programs escape it. */
  private static String slash(Random random) {
    return random.nextBoolean() ? "\\/" : "/";
  }

  /** Inserts anywhere but within an escape. */
  private static void insert(StringBuilder text, String more, Random random) {
    int at = random.nextInt(text.length() + 1);
    while (at > 0 && text.lastIndexOf("\\", at - 1) >= Math.max(0, at - 6)) {
      at--;
    }
    text.insert(at, more);
  }

  /** The slice of a string in a file. */
  private static Base64Slice slice(String text) {
    byte[] file = ("{\"Image\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
    PictureSource source =
        new PictureSource() {
          @Override
          public InputStream open() {
            return new ByteArrayInputStream(file);
          }

          @Override
          public long bytesAtMost() {
            return file.length;
          }
        };
    return new Base64Slice(source, "{\"Image\":".length(), text.length());
  }
}

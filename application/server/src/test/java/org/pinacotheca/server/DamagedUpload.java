package org.pinacotheca.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/**
 * A valid upload that was damaged.
 *
 * @param bytes the whole request as sent
 * @param complete whether the server can detect the end of the request; otherwise the connection
 *     must be closed
 */
record DamagedUpload(Damage damage, byte[] bytes, boolean complete) {
  private static final String BOUNDARY = "SoMeTeXtWeWiLlNeVeRsEe";
  private static final String FILE_HEADERS =
      "Content-Disposition: form-data; name=\"data\"; filename=\"x.jpg\"\r\n"
          + "Content-Type: image/jpg";
  private static final byte[] NASTY_BYTES = "\r\n-\":;=%&\0\u00ff".getBytes(StandardCharsets.UTF_8);

  /** The kinds of damage. */
  enum Damage {
    NONE,
    CUT_OFF,
    FLIPPED_BITS,
    FLIPPED_BITS_OF_THE_PICTURE,
    CUT_OFF_PICTURE,
    NASTY_BYTES,
    REMOVED_BYTES,
    REPEATED_BYTES,
    WRONG_BOUNDARY,
    DUPLICATED_HEADER,
    HUGE_PART_HEADER,
    MANY_PARTS,
    LONGER_THAN_DECLARED,
    SHORTER_THAN_DECLARED,
    DECLARED_BEYOND_THE_LIMIT,
    SOUND_CHUNKS,
    BROKEN_CHUNKS,
    TWO_LENGTHS
  }

  static DamagedUpload none(Map<String, String> parameters, byte[] picture) {
    return sent(Damage.NONE, body(parameters, picture, Damage.NONE, new Random(0)));
  }

  static DamagedUpload of(Map<String, String> parameters, byte[] picture, Random random) {
    Damage damage = Damage.values()[random.nextInt(Damage.values().length)];
    byte[] body = body(parameters, picture(damage, picture, random), damage, random);
    int length = body.length;
    return switch (damage) {
      case FLIPPED_BITS -> sent(damage, flipped(body, 1 + random.nextInt(8), random));
      case NASTY_BYTES -> sent(damage, overwritten(body, 1 + random.nextInt(4), random));
      case REMOVED_BYTES -> sent(damage, spliced(body, random, 0));
      case REPEATED_BYTES -> sent(damage, spliced(body, random, 2));
      case CUT_OFF ->
          new DamagedUpload(
              damage,
              joined(
                  head("Content-Length: " + length), Arrays.copyOf(body, random.nextInt(length))),
              false);
      case SHORTER_THAN_DECLARED ->
          new DamagedUpload(
              damage,
              joined(head("Content-Length: " + (length + 1 + random.nextInt(999))), body),
              false);
      case LONGER_THAN_DECLARED ->
          new DamagedUpload(
              damage,
              joined(head("Content-Length: " + (1 + random.nextInt(length - 1))), body),
              true);
      case DECLARED_BEYOND_THE_LIMIT ->
          new DamagedUpload(damage, joined(head("Content-Length: " + (1L << 40)), body), true);
      case TWO_LENGTHS ->
          new DamagedUpload(
              damage,
              joined(
                  head("Content-Length: " + length + "\r\nContent-Length: " + (length + 1)), body),
              true);
      case SOUND_CHUNKS ->
          new DamagedUpload(
              damage, joined(head("Transfer-Encoding: chunked"), chunked(body, random)), true);
      case BROKEN_CHUNKS ->
          new DamagedUpload(
              damage,
              joined(
                  head("Transfer-Encoding: chunked"),
                  overwritten(chunked(body, random), 1 + random.nextInt(9), random)),
              false);
      default -> sent(damage, body);
    };
  }

  private static DamagedUpload sent(Damage damage, byte[] body) {
    return new DamagedUpload(damage, joined(head("Content-Length: " + body.length), body), true);
  }

  private static byte[] head(String length) {
    return ascii(
        "POST /api.php HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary="
            + BOUNDARY
            + "\r\n"
            + length
            + "\r\n\r\n");
  }

  private static byte[] picture(Damage damage, byte[] picture, Random random) {
    return switch (damage) {
      case FLIPPED_BITS_OF_THE_PICTURE -> flipped(picture, 1 + random.nextInt(20), random);
      case CUT_OFF_PICTURE -> Arrays.copyOf(picture, random.nextInt(picture.length));
      default -> picture;
    };
  }

  private static byte[] body(
      Map<String, String> parameters, byte[] picture, Damage damage, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String boundary = damage == Damage.WRONG_BOUNDARY ? BOUNDARY.substring(1) : BOUNDARY;
    parameters.forEach((name, value) ->
        part(
            out,
            boundary,
            "Content-Disposition: form-data; name=\"" + name + "\"",
            value.getBytes(StandardCharsets.UTF_8)));
    switch (damage) {
      case DUPLICATED_HEADER -> part(out, boundary, FILE_HEADERS + "\r\n" + FILE_HEADERS, picture);
      case HUGE_PART_HEADER ->
          part(
              out,
              boundary,
              FILE_HEADERS + "\r\nX-Long: " + "x".repeat(1000 + random.nextInt(20_000)),
              picture);
      case MANY_PARTS -> {
        part(out, boundary, FILE_HEADERS, picture);
        for (int count = random.nextInt(100); count >= 0; count--) {
          part(out, boundary, "Content-Disposition: form-data; name=\"p" + count + "\"", ascii(""));
        }
      }
      default -> part(out, boundary, FILE_HEADERS, picture);
    }
    out.writeBytes(ascii("--" + boundary + "--\r\n"));
    return out.toByteArray();
  }

  private static void part(
      ByteArrayOutputStream out, String boundary, String headers, byte[] content) {
    out.writeBytes(ascii("--" + boundary + "\r\n" + headers + "\r\n\r\n"));
    out.writeBytes(content);
    out.writeBytes(ascii("\r\n"));
  }

  private static byte[] flipped(byte[] bytes, int count, Random random) {
    byte[] damaged = bytes.clone();
    for (int i = 0; i < count; i++) {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return damaged;
  }

  private static byte[] overwritten(byte[] bytes, int count, Random random) {
    byte[] damaged = bytes.clone();
    for (int i = 0; i < count; i++) {
      damaged[random.nextInt(damaged.length)] = NASTY_BYTES[random.nextInt(NASTY_BYTES.length)];
    }
    return damaged;
  }

  /** The bytes with a part of them repeated. */
  private static byte[] spliced(byte[] bytes, Random random, int times) {
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(300));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    for (int i = 0; i < times; i++) {
      out.write(bytes, from, to - from);
    }
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }

  private static byte[] chunked(byte[] body, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int from = 0; from < body.length; ) {
      int size = Math.min(body.length - from, 1 + random.nextInt(700));
      out.writeBytes(ascii(Integer.toHexString(size) + "\r\n"));
      out.write(body, from, size);
      out.writeBytes(ascii("\r\n"));
      from += size;
    }
    out.writeBytes(ascii("0\r\n\r\n"));
    return out.toByteArray();
  }

  private static byte[] joined(byte[] head, byte[] body) {
    byte[] all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}

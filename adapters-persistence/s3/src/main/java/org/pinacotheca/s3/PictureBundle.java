package org.pinacotheca.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.Rendition;

/**
 * All renditions of a picture as one object: a line of {@value #HEADER_BYTES} bytes that names them
 * with their sizes, and then the files in that order, the smallest first. Immutable.
 */
final class PictureBundle {
  static final int HEADER_BYTES = 128;
  private static final String FORM = "pinacotheca 1";
  private static final Pattern ENTRY = Pattern.compile(" ([a-z])=(\\d{1,10})");
  private static final Pattern HEADER =
      Pattern.compile(FORM + "((?:" + ENTRY.pattern() + ")+) *\n");

  private final Map<Rendition, Slice> slices;
  private final long size;

  private PictureBundle(Map<Rendition, Slice> slices, long size) {
    this.slices = slices;
    this.size = size;
  }

  /** The position of a file in the object. */
  record Slice(long start, long size) {
    long end() {
      return start + size;
    }
  }

  /** The bytes of an object, readable several times. */
  record Packed(List<byte[]> parts, long size) {
    InputStream open() {
      List<InputStream> streams = new ArrayList<>();
      parts.forEach(part -> streams.add(new ByteArrayInputStream(part)));
      return new SequenceInputStream(Collections.enumeration(streams));
    }

    /** The checksum for the store, in Base64. */
    String md5() {
      try {
        MessageDigest digest = MessageDigest.getInstance("MD5");
        parts.forEach(digest::update);
        return Base64.getEncoder().encodeToString(digest.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static Packed pack(RenderedPicture picture) {
    List<Rendition> order =
        Arrays.stream(Rendition.values())
            .sorted(Comparator.comparingInt(rendition -> picture.file(rendition).length))
            .toList();
    StringBuilder header = new StringBuilder(FORM);
    long size = HEADER_BYTES;
    for (Rendition rendition : order) {
      int length = picture.file(rendition).length;
      header.append(' ').append(rendition.letter()).append('=').append(length);
      size += length;
    }
    header.repeat(' ', HEADER_BYTES - 1 - header.length()).append('\n');
    List<byte[]> parts = new ArrayList<>();
    parts.add(header.toString().getBytes(StandardCharsets.US_ASCII));
    order.forEach(rendition -> parts.add(picture.file(rendition)));
    return new Packed(parts, size);
  }

  /**
   * Parses the line at the beginning of an object.
   *
   * @throws IOException when it is malformed
   */
  static PictureBundle read(byte[] head) throws IOException {
    String line =
        new String(head, 0, Math.min(HEADER_BYTES, head.length), StandardCharsets.US_ASCII);
    Matcher header = HEADER.matcher(line);
    if (line.length() != HEADER_BYTES || !header.matches()) {
      throw new IOException("an object does not begin as those of pictures do");
    }
    Map<Rendition, Slice> slices = new EnumMap<>(Rendition.class);
    long end = HEADER_BYTES;
    Matcher entry = ENTRY.matcher(header.group(1));
    while (entry.find()) {
      Slice slice = new Slice(end, Long.parseLong(entry.group(2)));
      rendition(entry.group(1)).ifPresent(rendition -> slices.put(rendition, slice));
      end = slice.end();
    }
    return new PictureBundle(slices, end);
  }

  private static Optional<Rendition> rendition(String letter) {
    return Arrays.stream(Rendition.values())
        .filter(rendition -> rendition.letter().equals(letter))
        .findFirst();
  }

  /** The position of the file; empty when the object is older than this rendition. */
  Optional<Slice> slice(Rendition rendition) {
    return Optional.ofNullable(slices.get(rendition));
  }

  /** The size of the whole object in bytes. */
  long size() {
    return size;
  }
}

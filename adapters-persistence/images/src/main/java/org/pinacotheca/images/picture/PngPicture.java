package org.pinacotheca.images.picture;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pinacotheca.domain.picture.ImageFormat;

/**
 * A checked PNG, still or animated.
 *
 * @param depth bits of a sample: 1, 2, 4, 8 or 16
 * @param colourType PNG's number: 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with
 *     alpha
 * @param keyed whether a tRNS chunk makes one colour, or palette entries, transparent
 * @param chunks the chunks of the clean file in order
 */
public record PngPicture(
    PictureSize size,
    Orientation orientation,
    Optional<IccProfile> profile,
    byte[] clean,
    int depth,
    int colourType,
    boolean interlaced,
    boolean keyed,
    boolean animated,
    List<Chunk> chunks)
    implements CheckedPicture {

  private static final int SEQUENCE_NUMBER_BYTES = 4;

  /** The data of one chunk within the clean file. */
  public record Chunk(String type, int from, int length) {}

  @Override
  public ImageFormat format() {
    return ImageFormat.PNG;
  }

  /** The same picture in another file. */
  public PngPicture with(byte[] file, List<Chunk> places) {
    return new PngPicture(
        size,
        orientation,
        profile,
        file,
        depth,
        colourType,
        interlaced,
        keyed,
        animated,
        List.copyOf(places));
  }

  /** The deflated pixels of the still picture. */
  public InputStream pixels() {
    return data(chunks.stream().filter(chunk -> chunk.type().equals("IDAT")), 0);
  }

  /** The deflated pixels of a frame of an animation, which begin in this chunk. */
  public InputStream framePixels(int firstChunk) {
    return data(
        chunks.stream()
            .skip(firstChunk)
            .takeWhile(chunk -> !chunk.type().equals("fcTL"))
            .filter(chunk -> chunk.type().equals("fdAT")),
        SEQUENCE_NUMBER_BYTES);
  }

  private InputStream data(Stream<Chunk> from, int skipped) {
    return new SequenceInputStream(
        Collections.enumeration(
            from.map(chunk ->
                    new ByteArrayInputStream(
                        clean, chunk.from() + skipped, chunk.length() - skipped))
                .toList()));
  }

  /** The uncompressed bytes of all rows of the still picture, with their filter bytes. */
  public long inflatedBytes() {
    long bytes = 0;
    for (PngPass pass : PngPass.of(this)) {
      bytes += (long) pass.height(size) * rowBytes(pass.width(size));
    }
    return bytes;
  }

  /** The uncompressed bytes of all rows of all frames, without filter bytes. */
  public long framesBytes() {
    long pixels = size.pixels();
    for (Chunk chunk : chunks) {
      if (chunk.type().equals("fcTL")) {
        pixels += Bytes.u32(clean, chunk.from() + 4) * Bytes.u32(clean, chunk.from() + 8);
      }
    }
    return pixels * bitsPerPixel() / 8;
  }

  /** The bytes of a row, with its filter byte. */
  public int rowBytes(int width) {
    return (int) (((long) width * bitsPerPixel() + 7) / 8) + 1;
  }

  public int bitsPerPixel() {
    return channels() * depth;
  }

  public int channels() {
    return switch (colourType) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }
}

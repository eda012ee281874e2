package org.pinacotheca.images.png;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.images.picture.ByteSink;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.IccProfile;
import org.pinacotheca.images.picture.Orientation;
import org.pinacotheca.images.picture.PictureRefusedException;
import org.pinacotheca.images.picture.PictureSize;
import org.pinacotheca.images.picture.PixelLimits;
import org.pinacotheca.images.picture.PngPicture;

/**
 * Parses the chunks of a PNG, verifies every checksum, and copies the chunks that pixels and
 * colours need. Omits damaged chunks other than pixels, and adds a missing end. Used once, by one
 * thread.
 */
public final class PngSanitizer {
  public static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";
  private static final Set<String> KEPT =
      Set.of(
          "IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "cICP", "sBIT", "bKGD", "pHYs", "IDAT",
          "IEND");
  private static final Set<String> ONCE =
      Set.of(
          "IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "cICP", "sBIT", "bKGD", "pHYs", "iCCP",
          "acTL");
  private static final Set<String> BEFORE_PIXELS =
      Set.of("PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "cICP", "sBIT", "bKGD", "pHYs");

  /** The limit of libpng, and thus of browsers. */
  private static final int EDGE_MAX = 1_000_000;

  private static final int CHUNK_FRAME_BYTES = 12;
  private static final int CHUNKS_MAX = 200_000;

  private final byte[] in;
  private final PixelLimits limits;
  private final ByteSink out;
  private final List<PngPicture.Chunk> chunks = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private @Nullable PictureSize size;
  private int depth;
  private int colourType;
  private boolean interlaced;
  private boolean animated;

  /** Whether the file ends before IEND. */
  private boolean cut;

  /** Whether a checksum of a pixel chunk is wrong. */
  private boolean unproven;

  private long framesDeclared;
  private long framesSeen;
  private long framesPixels;
  private @Nullable Orientation orientation;
  private Optional<IccProfile> profile = Optional.empty();

  private PngSanitizer(byte[] in, PixelLimits limits) {
    this.in = in;
    this.limits = limits;
    this.out = new ByteSink(in.length);
  }

  public static PngPicture read(byte[] in, PixelLimits limits) throws PictureRefusedException {
    return new PngSanitizer(in, limits).walk();
  }

  private PngPicture walk() throws PictureRefusedException {
    out.text(SIGNATURE);
    int at = SIGNATURE.length();
    String type = "";
    for (int count = 0; !type.equals("IEND") && !cut; count++) {
      int left = in.length - at - CHUNK_FRAME_BYTES;
      if (count > CHUNKS_MAX || (left < 0 && !seen.contains("IDAT"))) {
        throw PictureRefusedException.corrupt("ends before IEND");
      }
      cut = left < 0 || Bytes.u32(in, at) > left;
      if (cut) {
        lastChunk(at);
      } else {
        type = new String(in, at + 4, 4, StandardCharsets.ISO_8859_1);
        int to = at + 8 + (int) Bytes.u32(in, at);
        if (type.equals("IHDR") != (count == 0)) {
          throw PictureRefusedException.corrupt("IHDR is not the first chunk");
        }
        if (sound(type, at + 8, to)) {
          chunk(type, at + 8, to);
        }
        at = to + 4;
      }
    }
    if (!type.equals("IEND")) {
      out.all(chunk("IEND", new byte[0]));
    }
    PictureSize known = size;
    if (known == null || !seen.contains("IDAT") || (animated && framesSeen != framesDeclared)) {
      throw PictureRefusedException.corrupt("no pixels, or frames are missing");
    }
    if (colourType == 3 && !seen.contains("PLTE")) {
      throw PictureRefusedException.corrupt("a palette picture without palette");
    }
    // An animation cannot be rotated without decoding it all, and viewers do not rotate it either.
    Orientation turned = animated || orientation == null ? Orientation.UPRIGHT : orientation;
    PngPicture picture =
        new PngPicture(
            known,
            turned,
            profile,
            out.toByteArray(),
            depth,
            colourType,
            interlaced,
            seen.contains("tRNS"),
            animated,
            List.copyOf(chunks));
    if (cut || unproven) {
      limits.allowance().ask(PngRepair.cost(picture));
      return PngRepair.whole(picture, unproven, limits.allowance());
    }
    return picture;
  }

  /** Handles a file that ends within a chunk or without IEND: keeps only pixels. */
  private void lastChunk(int at) throws PictureRefusedException {
    boolean pixels = Bytes.hasAt(in, at + 4, "IDAT");
    if (pixels || (animated && Bytes.hasAt(in, at + 4, "fdAT"))) {
      long end = Math.min(in.length, at + 8 + Bytes.u32(in, at));
      chunk(pixels ? "IDAT" : "fdAT", at + 8, (int) end);
    } else if (!seen.contains("IDAT")) {
      throw PictureRefusedException.corrupt("a chunk reaches beyond the end of the file");
    }
  }

  /** Whether a chunk's checksum is right, or it has pixels, which are checked by other means. */
  private boolean sound(String type, int from, int to) throws PictureRefusedException {
    CRC32 crc = new CRC32();
    crc.update(in, from - 4, to - from + 4);
    if (crc.getValue() == Bytes.u32(in, to)) {
      return true;
    }
    boolean frame = animated && (type.equals("fcTL") || type.equals("fdAT"));
    if (type.equals("IHDR") || type.equals("PLTE") || frame) {
      throw PictureRefusedException.corrupt("wrong checksum of chunk " + type);
    }
    unproven |= type.equals("IDAT");
    return type.equals("IDAT") || type.equals("IEND");
  }

  private void header(int from, int to) throws PictureRefusedException {
    if (to - from != 13) {
      throw PictureRefusedException.corrupt("an IHDR of " + (to - from) + " bytes");
    }
    long width = Bytes.u32(in, from);
    long height = Bytes.u32(in, from + 4);
    limits.checkPicture(width, height);
    if (width > EDGE_MAX || height > EDGE_MAX) {
      throw new PictureRefusedException(
          ImageFault.TOO_MANY_PIXELS, "an edge of " + Math.max(width, height) + " pixels");
    }
    size = new PictureSize((int) width, (int) height);
    depth = in[from + 8];
    colourType = in[from + 9];
    boolean depthRight =
        switch (colourType) {
          case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
          case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
          case 2, 4, 6 -> depth == 8 || depth == 16;
          default -> false;
        };
    if (!depthRight || in[from + 10] != 0 || in[from + 11] != 0 || (in[from + 12] & 0xfe) != 0) {
      throw PictureRefusedException.corrupt(
          "colour type " + colourType + " with " + depth + " bits");
    }
    interlaced = in[from + 12] == 1;
  }

  private void chunk(String type, int from, int to) throws PictureRefusedException {
    if (type.equals("IHDR")) {
      header(from, to);
    }
    boolean first = seen.add(type);
    if (!first && (type.equals("IHDR") || type.equals("PLTE"))) {
      throw PictureRefusedException.corrupt("two chunks " + type);
    }
    if ((!first && ONCE.contains(type))
        || (BEFORE_PIXELS.contains(type) && seen.contains("IDAT"))) {
      return;
    }
    switch (type) {
      case "PLTE" -> {
        if (to == from || (to - from) % 3 != 0 || to - from > 768) {
          throw PictureRefusedException.corrupt("a palette of " + (to - from) + " bytes");
        }
        keep(type, from, to);
      }
      case "iCCP" -> profile(from, to);
      case "eXIf" ->
          orientation = orientation == null ? Orientation.ofTiff(in, from, to) : orientation;
      case "acTL" -> {
        if (to - from == 8 && !seen.contains("IDAT")) {
          animated = true;
          framesDeclared = Bytes.u32(in, from);
          keep(type, from, to);
        }
      }
      case "fcTL", "fdAT" -> {
        if (animated) {
          frame(type, from, to);
          keep(type, from, to);
        }
      }
      default -> {
        if (KEPT.contains(type)) {
          keep(type, from, to);
        } else if ((type.charAt(0) & 0x20) == 0 && !seen.contains("IDAT")) {
          throw PictureRefusedException.unsupported("critical chunk " + type);
        }
      }
    }
  }

  private void frame(String type, int from, int to) throws PictureRefusedException {
    if (type.equals("fdAT")) {
      if (to - from < 4 || framesSeen == 0) {
        throw PictureRefusedException.corrupt("frame data without a frame");
      }
      return;
    }
    PictureSize canvas = size;
    if (to - from != 26 || canvas == null) {
      throw PictureRefusedException.corrupt("a frame header of " + (to - from) + " bytes");
    }
    long width = Bytes.u32(in, from + 4);
    long height = Bytes.u32(in, from + 8);
    boolean inside =
        width > 0
            && height > 0
            && width + Bytes.u32(in, from + 12) <= canvas.width()
            && height + Bytes.u32(in, from + 16) <= canvas.height();
    if (!inside) {
      throw PictureRefusedException.corrupt("a frame outside of its picture");
    }
    framesSeen++;
    framesPixels += width * height;
    limits.checkFrames(framesPixels);
  }

  private void keep(String type, int from, int to) {
    CRC32 crc = new CRC32();
    crc.update(in, from - 4, to - from + 4);
    chunks.add(new PngPicture.Chunk(type, out.size() + 8, to - from));
    out.u32(to - from).range(in, from - 4, to).u32(crc.getValue());
  }

  /** Drops the profile's name, which is free text of the uploader. */
  private void profile(int from, int to) {
    int data = from;
    while (data < to && in[data] != 0) {
      data++;
    }
    data += 2;
    if (data >= to || seen.contains("IDAT") || seen.contains("PLTE")) {
      return;
    }
    byte[] inflated = inflated(data, to);
    profile = IccProfile.of(inflated);
    if (profile.isPresent()) {
      byte[] content =
          new ByteSink(to - data + 5).text("icc\0\0").range(in, data, to).toByteArray();
      byte[] chunk = chunk("iCCP", content);
      chunks.add(new PngPicture.Chunk("iCCP", out.size() + 8, content.length));
      out.all(chunk);
    }
  }

  /** One chunk with its length and checksum. */
  public static byte[] chunk(String type, byte[] content) {
    ByteSink typed = new ByteSink(content.length + 4).text(type).all(content);
    CRC32 crc = new CRC32();
    crc.update(typed.toByteArray());
    return new ByteSink(content.length + CHUNK_FRAME_BYTES)
        .u32(content.length)
        .all(typed.toByteArray())
        .u32(crc.getValue())
        .toByteArray();
  }

  private byte[] inflated(int from, int to) {
    byte[] buffer = new byte[IccProfile.BYTES_MAX + 1];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(in, from, to - from);
      int length = 0;
      int more;
      do {
        more = inflater.inflate(buffer, length, buffer.length - length);
        length += more;
      } while (more > 0);
      return Arrays.copyOf(buffer, length);
    } catch (DataFormatException _) {
      return new byte[0];
    }
  }
}

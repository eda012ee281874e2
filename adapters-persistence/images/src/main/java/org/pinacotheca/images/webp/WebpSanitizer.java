package org.pinacotheca.images.webp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.images.picture.ByteSink;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.IccProfile;
import org.pinacotheca.images.picture.Orientation;
import org.pinacotheca.images.picture.PictureRefusedException;
import org.pinacotheca.images.picture.PictureSize;
import org.pinacotheca.images.picture.PixelLimits;
import org.pinacotheca.images.picture.WebpPicture;

/**
 * Parses the chunks of a still WebP, compares all its declared sizes, and rebuilds it from its
 * pixels and profile. Refuses an animated WebP as an unsupported type, because neither codec
 * decodes one. Used once, by one thread.
 */
public final class WebpSanitizer {
  private static final int FLAG_ANIMATION = 0x02;
  private static final int FLAG_ALPHA = 0x10;
  private static final int FLAG_PROFILE = 0x20;

  private static final int LOSSLESS_HEADER_BYTES = 5;
  private static final int ALPHA_HEADER_BYTES = 1;
  private static final int ALPHA_COMPRESSION = 0x03;

  private final byte[] in;
  private final PixelLimits limits;
  private final ByteSink pixels;
  private @Nullable PictureSize canvas;
  private @Nullable PictureSize frame;
  private @Nullable Orientation orientation;
  private Optional<IccProfile> profile = Optional.empty();
  private boolean alpha;
  private boolean alphaChunk;
  private boolean lossless;

  /** The offset of the codes of a lossless picture or lossless transparency; 0 for none. */
  private int codesFrom;

  private int codesTo;

  private WebpSanitizer(byte[] in, PixelLimits limits) {
    this.in = in;
    this.limits = limits;
    this.pixels = new ByteSink(in.length);
  }

  public static WebpPicture read(byte[] in, PixelLimits limits) throws PictureRefusedException {
    return new WebpSanitizer(in, limits).walk();
  }

  private WebpPicture walk() throws PictureRefusedException {
    long end = 8 + Bytes.u32Little(in, 4);
    int at = 12;
    while (at < end) {
      long length = in.length - at < 8 ? Long.MAX_VALUE : Bytes.u32Little(in, at + 4);
      String type = in.length - at < 4 ? "" : new String(in, at, 4, StandardCharsets.ISO_8859_1);
      int from = at + 8;
      // Sizes first, so that a decompression bomb is reported as such even if the file is
      // truncated.
      header(type, from, length);
      if (length > end - from || length > in.length - from) {
        throw PictureRefusedException.corrupt("chunk " + type + " reaches beyond the end");
      }
      chunk(type, from, (int) length);
      at = from + (int) length + (int) (length & 1);
    }
    // Some encoders omit the last padding byte from the file or its declared size.
    if (end > in.length + (end & 1) || at > end + 1) {
      throw PictureRefusedException.corrupt("states " + end + " bytes, has " + in.length);
    }
    PictureSize size = frame;
    if (size == null || (canvas != null && !canvas.equals(size))) {
      throw PictureRefusedException.corrupt("no pixels, or not as many as stated");
    }
    byte[] clean = file(size, alpha, profile, pixels);
    Orientation turned = orientation == null ? Orientation.UPRIGHT : orientation;
    return new WebpPicture(
        size,
        turned,
        profile,
        clean,
        lossless,
        alpha,
        tableBytes(size),
        clean.length - pixels.size());
  }

  private long tableBytes(PictureSize size) throws PictureRefusedException {
    return codesFrom == 0
        ? 0
        : WebpCodeTables.bytes(in, codesFrom, codesTo, size, limits.allowance());
  }

  private void header(String type, int from, long length) throws PictureRefusedException {
    int left = in.length - from;
    switch (type) {
      case "VP8X" -> {
        if (length < 10 || left < 10) {
          throw PictureRefusedException.corrupt("a VP8X chunk of " + length + " bytes");
        }
        if ((in[from] & FLAG_ANIMATION) != 0) {
          throw PictureRefusedException.unsupported("an animated WebP");
        }
        alpha |= (in[from] & FLAG_ALPHA) != 0;
        canvas = size(1 + Bytes.u24Little(in, from + 4), 1 + Bytes.u24Little(in, from + 7));
      }
      case "VP8 " -> {
        if (length < 10
            || left < 10
            || (in[from] & 1) != 0
            || !Bytes.hasAt(in, from + 3, "\u009d\1*")) {
          throw PictureRefusedException.corrupt("not a VP8 key frame");
        }
        if (10 + (Bytes.u24Little(in, from) >> 5) > length) {
          throw PictureRefusedException.corrupt("a first partition beyond its chunk");
        }
        alpha = alphaChunk;
        frame(Bytes.u16Little(in, from + 6) & 0x3fff, Bytes.u16Little(in, from + 8) & 0x3fff);
      }
      case "VP8L" -> {
        if (length < 5 || left < 5 || in[from] != 0x2f || (in[from + 4] & 0xe0) != 0) {
          throw PictureRefusedException.corrupt("not a VP8L picture");
        }
        long packed = Bytes.u32Little(in, from + 1);
        lossless = true;
        alpha = (packed >> 28 & 1) != 0;
        frame(1 + (int) (packed & 0x3fff), 1 + (int) (packed >> 14 & 0x3fff));
      }
      case "ANIM", "ANMF" -> throw PictureRefusedException.unsupported("an animated WebP");
      default -> {}
    }
  }

  private void frame(int width, int height) throws PictureRefusedException {
    if (frame != null) {
      throw PictureRefusedException.corrupt("two pictures in one");
    }
    frame = size(width, height);
  }

  private PictureSize size(int width, int height) throws PictureRefusedException {
    limits.checkPicture(width, height);
    return new PictureSize(width, height);
  }

  private void chunk(String type, int from, int length) {
    switch (type) {
      case "ICCP" -> profile = IccProfile.of(Arrays.copyOfRange(in, from, from + length));
      case "EXIF" -> {
        // The label of a JPEG segment does not belong here, but some writers add it.
        int tiff = Bytes.hasAt(in, from, "Exif\0\0") ? from + 6 : from;
        orientation =
            orientation == null ? Orientation.ofTiff(in, tiff, from + length) : orientation;
      }
      case "ALPH" -> {
        if (frame == null && !alphaChunk) {
          alphaChunk = true;
          if (length > 0 && (in[from] & ALPHA_COMPRESSION) == 1) {
            codes(from + ALPHA_HEADER_BYTES, from + length);
          }
          append(pixels, type, in, from, length);
        }
      }
      case "VP8 " -> append(pixels, type, in, from, length);
      case "VP8L" -> {
        codes(from + LOSSLESS_HEADER_BYTES, from + length);
        append(pixels, type, in, from, length);
      }
      default -> {}
    }
  }

  private void codes(int from, int to) {
    codesFrom = from;
    codesTo = to;
  }

  private static void append(ByteSink out, String type, byte[] from, int at, int length) {
    out.text(type).u32Little(length).range(from, at, at + length);
    if ((length & 1) != 0) {
      out.u8(0);
    }
  }

  /** A file of these pixels, in the simple format if possible. */
  public static byte[] file(
      PictureSize size, boolean alpha, Optional<IccProfile> profile, byte[] pixels) {
    return file(size, alpha, profile, new ByteSink(pixels.length).all(pixels));
  }

  private static byte[] file(
      PictureSize size, boolean alpha, Optional<IccProfile> profile, ByteSink pixels) {
    ByteSink head = new ByteSink(64);
    if (profile.isPresent() || pixels.startsWith("ALPH")) {
      int flags = (alpha ? FLAG_ALPHA : 0) | (profile.isPresent() ? FLAG_PROFILE : 0);
      head.text("VP8X")
          .u32Little(10)
          .u32Little(flags)
          .u24Little(size.width() - 1)
          .u24Little(size.height() - 1);
    }
    profile.ifPresent(icc -> append(head, "ICCP", icc.bytes(), 0, icc.bytes().length));
    int length = 4 + head.size() + pixels.size();
    return new ByteSink(8 + length)
        .text("RIFF")
        .u32Little(length)
        .text("WEBP")
        .all(head)
        .all(pixels)
        .toByteArray();
  }
}

package org.pinacotheca.persistence.imaging;

import static org.bytedeco.leptonica.global.leptonica.*;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.leptonica.PIX;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.domain.picture.Rendition;

/**
 * The native codec: leptonica with the libraries bundled in its jar. A JPEG that stands upright is
 * decoded once, at the smallest scale that still feeds the biggest rendition; all of its data is
 * read and judged at any scale.
 *
 * <p>Safe for use by many threads; calls are native, so a virtual thread would hold its carrier.
 */
final class LeptonicaCodec implements PictureCodec {
  /** Above this factor leptonica leaves area mapping for interpolation. */
  private static final double AREA_FACTOR_MAX = 0.7;

  private static final int NO_PROGRESSION = 0;
  private static final int ALPHA_SAMPLES = 4;
  private final String name;

  LeptonicaCodec(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Map<Rendition, byte[]> render(CheckedPicture picture) throws PictureRefusedException {
    Map<Rendition, byte[]> files = new EnumMap<>(Rendition.class);
    try (Picture upright = upright(picture)) {
      if (picture.orientation() != Orientation.UPRIGHT) {
        files.put(Rendition.ORIGINAL, original(upright, picture));
      }
      try (Picture flat = flattened(upright)) {
        renditions(flat, picture.size().turned(picture.orientation()), files);
      }
    }
    return files;
  }

  private static Picture upright(CheckedPicture picture) throws PictureRefusedException {
    if (picture.orientation() == Orientation.UPRIGHT) {
      return decoded(picture);
    }
    try (Picture decoded = decoded(picture)) {
      return turned(decoded, picture.orientation());
    }
  }

  private static void renditions(Picture flat, PictureSize size, Map<Rendition, byte[]> files) {
    try (Picture big = scaled(flat, within(size, Rendition.BIG));
        Picture thumb = scaled(big, within(size, Rendition.THUMB));
        Picture small = scaled(thumb, within(size, Rendition.SMALL));
        Picture cells = scaled(small, PictureCodec.maskCells(size));
        Picture masked = blended(cells, within(size, Rendition.MASKED))) {
      files.put(Rendition.BIG, jpeg(big, BIG_QUALITY));
      files.put(Rendition.THUMB, jpeg(thumb, SMALL_QUALITY));
      files.put(Rendition.SMALL, jpeg(small, SMALL_QUALITY));
      files.put(Rendition.MASKED, jpeg(masked, MASKED_QUALITY));
    }
  }

  private static PictureSize within(PictureSize size, Rendition rendition) {
    return size.within(rendition.longerEdgeMax().orElseThrow());
  }

  private static Picture decoded(CheckedPicture picture) throws PictureRefusedException {
    switch (picture) {
      case JpegPicture jpeg -> {
        return decodedJpeg(jpeg);
      }
      case PngPicture png -> {
        if (png.animated()) {
          PngDecoder.checkFrames(png);
        }
        // libpng's expansions of rarer pixels through leptonica lose transparent colours.
        if (png.keyed() || png.depth() != 8 || png.colourType() == 3 || png.colourType() == 4) {
          return Picture.of(PngDecoder.decode(png));
        }
        try (BytePointer bytes = copied(png.clean())) {
          return decoded(pixReadMemPng(bytes, png.clean().length), png.size());
        }
      }
      case GifPicture gif -> {
        return Picture.of(GifDecoder.decode(gif));
      }
      case WebpPicture webp -> {
        try (BytePointer bytes = copied(webp.plain())) {
          return decoded(pixReadMemWebP(bytes, bytes.capacity()), webp.size());
        }
      }
    }
  }

  private static Picture decodedJpeg(JpegPicture jpeg) throws PictureRefusedException {
    boolean upright = jpeg.orientation() == Orientation.UPRIGHT;
    int reduction = upright ? reduction(jpeg.size().longerEdge()) : 1;
    PictureSize expected =
        new PictureSize(
            Math.ceilDiv(jpeg.size().width(), reduction),
            Math.ceilDiv(jpeg.size().height(), reduction));
    try (BytePointer bytes = copied(jpeg.clean());
        IntPointer warnings = new IntPointer(1)) {
      // Without the flag that allows bad data, any warning of libjpeg about it fails the call.
      return decoded(
          pixReadMemJpeg(bytes, jpeg.clean().length, 0, reduction, warnings, 0), expected);
    }
  }

  private static int reduction(int longerEdge) {
    int needed = (int) Math.ceil(Rendition.BIG.longerEdgeMax().orElseThrow() / AREA_FACTOR_MAX);
    int reduction = 8;
    while (reduction > 1 && longerEdge / reduction < needed) {
      reduction /= 2;
    }
    return reduction;
  }

  private static Picture decoded(@Nullable PIX pix, PictureSize expected)
      throws PictureRefusedException {
    if (pix == null) {
      throw PictureRefusedException.corrupt("pixels are damaged or missing");
    }
    Picture picture = new Picture(pix);
    if (!picture.size().equals(expected)) {
      picture.close();
      throw PictureRefusedException.corrupt("decodes to " + picture.size() + ", not " + expected);
    }
    return picture;
  }

  private static Picture flattened(Picture picture) {
    return pixGetSpp(picture.pix()) == ALPHA_SAMPLES
        ? new Picture(made(pixRemoveAlpha(picture.pix()), "alpha"))
        : picture.again();
  }

  private static Picture turned(Picture picture, Orientation orientation) {
    PIX pix = picture.pix();
    return switch (orientation) {
      case UPRIGHT -> picture.again();
      case MIRRORED -> new Picture(made(pixFlipLR(null, pix), "flip"));
      case UPSIDE_DOWN -> new Picture(made(pixRotate180(null, pix), "turn"));
      case MIRRORED_UPSIDE_DOWN -> new Picture(made(pixFlipTB(null, pix), "flip"));
      case TURN_RIGHT -> new Picture(made(pixRotate90(pix, 1), "turn"));
      case TURN_LEFT -> new Picture(made(pixRotate90(pix, -1), "turn"));
      case TRANSPOSED -> {
        Picture right = new Picture(made(pixRotate90(pix, 1), "turn"));
        made(pixFlipLR(right.pix(), right.pix()), "flip");
        yield right;
      }
      case TRANSVERSED -> {
        Picture right = new Picture(made(pixRotate90(pix, 1), "turn"));
        made(pixFlipTB(right.pix(), right.pix()), "flip");
        yield right;
      }
    };
  }

  private static Picture scaled(Picture picture, PictureSize size) {
    PictureSize from = picture.size();
    if (from.equals(size)) {
      return picture.again();
    }
    double across = (double) size.width() / from.width();
    double down = (double) size.height() / from.height();
    if (Math.max(across, down) >= AREA_FACTOR_MAX) {
      return Picture.of(AreaScaler.shrink(picture.pixels(), size));
    }
    Picture scaled =
        new Picture(
            made(pixScaleAreaMapToSize(picture.pix(), size.width(), size.height()), "scale"));
    if (scaled.size().equals(size)) {
      return scaled;
    }
    // Its factors are single precision floats; very long pictures come out a pixel off.
    scaled.close();
    return Picture.of(AreaScaler.shrink(picture.pixels(), size));
  }

  private static Picture blended(Picture cells, PictureSize size) {
    return Picture.of(AreaScaler.blend(cells.pixels(), size));
  }

  private static byte[] original(Picture turned, CheckedPicture picture) {
    return switch (picture) {
      case JpegPicture jpeg -> {
        if (!jpeg.halvedChroma()) {
          pixSetChromaSampling(turned.pix(), 0);
        }
        yield jpeg(turned, TURNED_QUALITY);
      }
      case PngPicture _ -> written((data, size) -> pixWriteMemPng(data, size, turned.pix(), 0));
      case WebpPicture webp -> {
        int lossless = webp.lossless() ? 1 : 0;
        yield written(
            (data, size) -> pixWriteMemWebP(data, size, turned.pix(), TURNED_QUALITY, lossless));
      }
      case GifPicture _ -> throw new IllegalStateException("a GIF has no orientation");
    };
  }

  private static byte[] jpeg(Picture picture, int quality) {
    return written(
        (data, size) -> pixWriteMemJpeg(data, size, picture.pix(), quality, NO_PROGRESSION));
  }

  private interface Writer {
    int write(PointerPointer<BytePointer> data, SizeTPointer size);
  }

  private static byte[] written(Writer writer) {
    try (PointerPointer<BytePointer> data = new PointerPointer<>(1);
        SizeTPointer size = new SizeTPointer(1)) {
      data.put(0, (BytePointer) null);
      size.put(0);
      int result = writer.write(data, size);
      Optional<BytePointer> bytes = Optional.ofNullable(data.get(BytePointer.class, 0));
      try {
        if (result != 0 || bytes.isEmpty()) {
          throw new IllegalStateException("leptonica did not encode a picture: " + result);
        }
        byte[] file = new byte[Math.toIntExact(size.get())];
        bytes.get().get(file);
        return file;
      } finally {
        bytes.ifPresent(pointer -> lept_free(pointer));
      }
    }
  }

  private static BytePointer copied(byte[] bytes) {
    BytePointer pointer = new BytePointer(bytes.length);
    pointer.put(bytes, 0, bytes.length);
    return pointer;
  }

  private static PIX made(@Nullable PIX pix, String step) {
    if (pix == null) {
      throw new IllegalStateException(
          "leptonica failed in step " + step + ", most likely for want of memory");
    }
    return pix;
  }

  /** Owns one PIX of 8 or 32 bits and frees it once. */
  private static final class Picture implements AutoCloseable {
    private @Nullable PIX pix;

    Picture(PIX pix) {
      this.pix = pix;
    }

    static Picture of(Pixels pixels) {
      boolean grey = pixels.channels() == 1;
      PictureSize size = pixels.size();
      PIX pix = made(pixCreateNoInit(size.width(), size.height(), grey ? 8 : 32), "create");
      Picture picture = new Picture(pix);
      int words = pixGetWpl(pix);
      int[] row = new int[words];
      IntPointer data = pixGetData(pix);
      for (int y = 0; y < size.height(); y++) {
        pack(pixels, y * size.width() * pixels.channels(), row);
        data.position((long) y * words).put(row, 0, words);
      }
      pixSetSpp(pix, pixels.channels());
      return picture;
    }

    /** The first sample of a word is its most significant byte, whatever the machine's order. */
    private static void pack(Pixels pixels, int from, int[] row) {
      byte[] samples = pixels.samples();
      int channels = pixels.channels();
      if (channels == 1) {
        Arrays.fill(row, 0);
        for (int x = 0; x < pixels.width(); x++) {
          row[x >> 2] |= (samples[from + x] & 0xff) << (24 - 8 * (x & 3));
        }
        return;
      }
      for (int x = 0, at = from; x < pixels.width(); x++, at += channels) {
        int alpha = channels == ALPHA_SAMPLES ? samples[at + 3] & 0xff : 0;
        row[x] = Bytes.u16(samples, at) << 16 | (samples[at + 2] & 0xff) << 8 | alpha;
      }
    }

    /**
     * The same pixels once more, which live until both are closed. Leptonica counts who holds them;
     * but JavaCPP gives the very object back that went into the call, which forgets its address
     * when it is first closed, and the pixels would never be freed.
     */
    Picture again() {
      return new Picture(new PIX(made(pixClone(pix()), "clone")));
    }

    PIX pix() {
      PIX held = pix;
      if (held == null) {
        throw new IllegalStateException("the picture is closed");
      }
      return held;
    }

    PictureSize size() {
      return new PictureSize(pixGetWidth(pix()), pixGetHeight(pix()));
    }

    /** A copy without alpha. */
    Pixels pixels() {
      PictureSize size = size();
      int channels = pixGetDepth(pix()) == 8 ? 1 : 3;
      Pixels pixels = Pixels.blank(size, channels);
      byte[] samples = pixels.samples();
      int words = pixGetWpl(pix());
      int[] row = new int[words];
      IntPointer data = pixGetData(pix());
      for (int y = 0, to = 0; y < size.height(); y++) {
        data.position((long) y * words).get(row, 0, words);
        for (int x = 0; x < size.width(); x++, to += channels) {
          if (channels == 1) {
            samples[to] = (byte) (row[x >> 2] >> (24 - 8 * (x & 3)));
          } else {
            samples[to] = (byte) (row[x] >> 24);
            samples[to + 1] = (byte) (row[x] >> 16);
            samples[to + 2] = (byte) (row[x] >> 8);
          }
        }
      }
      return pixels;
    }

    @Override
    public void close() {
      PIX held = pix;
      pix = null;
      if (held != null) {
        pixDestroy(held);
      }
    }
  }
}

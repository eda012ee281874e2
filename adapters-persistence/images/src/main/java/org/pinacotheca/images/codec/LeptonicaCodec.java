package org.pinacotheca.images.codec;

import static org.bytedeco.leptonica.global.leptonica.*;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.leptonica.PIX;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.images.gif.GifDecoder;
import org.pinacotheca.images.picture.Allowance;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.CheckedPicture;
import org.pinacotheca.images.picture.GifPicture;
import org.pinacotheca.images.picture.JpegPicture;
import org.pinacotheca.images.picture.Orientation;
import org.pinacotheca.images.picture.PictureRefusedException;
import org.pinacotheca.images.picture.PictureSize;
import org.pinacotheca.images.picture.PixelSink;
import org.pinacotheca.images.picture.PngPicture;
import org.pinacotheca.images.picture.WebpPicture;
import org.pinacotheca.images.png.PngDecoder;

/**
 * Decodes a checked picture completely and encodes its renditions with leptonica, whose libraries
 * are bundled in its jar. An upright JPEG is decoded once, at the smallest scale sufficient for the
 * biggest rendition; all of its data is read and checked at any scale.
 *
 * <p>Thread-safe; calls are native, so a virtual thread would pin its carrier.
 */
public final class LeptonicaCodec {
  /** Quality of a rotated JPEG or WebP, from 1 to 100: high, because it replaces the upload. */
  private static final int TURNED_QUALITY = 95;

  private static final int BIG_QUALITY = 85;
  private static final int SMALL_QUALITY = 82;
  private static final int MASKED_QUALITY = 70;

  /** The most cells of a mask's edge. The contract allows 16; 12 show colours and no faces. */
  private static final int MASK_CELLS_MAX = 12;

  /** Above this factor leptonica uses interpolation instead of area mapping. */
  private static final double AREA_FACTOR_MAX = 0.7;

  private static final int NO_PROGRESSION = 0;
  private static final int ALPHA_SAMPLES = 4;
  private final String name;

  LeptonicaCodec(String name) {
    this.name = name;
  }

  /** The library with its version, for health reports. */
  public String name() {
    return name;
  }

  /**
   * Renders the files of the picture: every rendition, but the original only if it had to be
   * rotated. Colour profiles are added later.
   *
   * @param allowance counts steps of work of uncertain duration
   * @throws PictureRefusedException when the pixels are damaged or incomplete
   */
  public Map<Rendition, byte[]> render(CheckedPicture picture, Allowance allowance)
      throws PictureRefusedException {
    Map<Rendition, byte[]> files = new EnumMap<>(Rendition.class);
    try (Picture upright = upright(picture, allowance)) {
      if (picture.orientation() != Orientation.UPRIGHT) {
        files.put(Rendition.ORIGINAL, original(upright, picture));
      }
      try (Picture flat = flattened(upright)) {
        renditions(flat, picture.size().turned(picture.orientation()), files);
      }
    }
    return files;
  }

  private static Picture upright(CheckedPicture picture, Allowance allowance)
      throws PictureRefusedException {
    if (picture.orientation() == Orientation.UPRIGHT) {
      return decoded(picture, allowance);
    }
    try (Picture decoded = decoded(picture, allowance)) {
      return turned(decoded, picture.orientation());
    }
  }

  private static void renditions(Picture flat, PictureSize size, Map<Rendition, byte[]> files)
      throws PictureRefusedException {
    try (Picture big = scaled(flat, within(size, Rendition.BIG));
        Picture thumb = scaled(big, within(size, Rendition.THUMB));
        Picture small = scaled(thumb, within(size, Rendition.SMALL));
        Picture cells = scaled(small, maskCells(size));
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

  /** The size of a mask in cells; one cell when even a few would show the picture. */
  private static PictureSize maskCells(PictureSize size) {
    return size.within(Math.clamp(size.longerEdge() / 8, 1, MASK_CELLS_MAX));
  }

  private static Picture decoded(CheckedPicture picture, Allowance allowance)
      throws PictureRefusedException {
    switch (picture) {
      case JpegPicture jpeg -> {
        return decodedJpeg(jpeg);
      }
      case PngPicture png -> {
        if (png.animated()) {
          PngDecoder.checkFrames(png, allowance);
        }
        // Through leptonica, libpng's expansion of rarer pixel formats loses transparent colours.
        if (!readsItself(png)) {
          return decodedOurselves(png, allowance);
        }
        try (BytePointer bytes = copied(png.clean())) {
          return decoded(pixReadMemPng(bytes, png.clean().length), png.size());
        }
      }
      case GifPicture gif -> {
        return decodedOurselves(gif, allowance);
      }
      case WebpPicture webp -> {
        try (BytePointer bytes = copied(webp.clean())) {
          return decoded(pixReadMemWebP(bytes, bytes.capacity()), webp.size());
        }
      }
    }
  }

  private static Picture decodedOurselves(PngPicture png, Allowance allowance)
      throws PictureRefusedException {
    Picture[] made = new Picture[1];
    try {
      return PngDecoder.decode(
          png, allowance, channels -> made[0] = Picture.blank(png.size(), channels));
    } catch (PictureRefusedException | RuntimeException e) {
      if (made[0] != null) {
        made[0].close();
      }
      throw e;
    }
  }

  private static Picture decodedOurselves(GifPicture gif, Allowance allowance)
      throws PictureRefusedException {
    Picture canvas = Picture.blank(gif.size(), ALPHA_SAMPLES);
    try {
      GifDecoder.decode(gif, allowance, canvas);
      return canvas;
    } catch (PictureRefusedException | RuntimeException e) {
      canvas.close();
      throw e;
    }
  }

  /** Whether leptonica decodes this PNG, rather than our own decoder. */
  static boolean readsItself(PngPicture png) {
    return !png.keyed() && png.depth() == 8 && png.colourType() != 3 && png.colourType() != 4;
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

  /** The denominator of the scale at which a JPEG is decoded. */
  static int reduction(int longerEdge) {
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

  /** Blends with white, in place: leptonica's own function needs two more pictures of the size. */
  private static Picture flattened(Picture picture) {
    if (pixGetSpp(picture.pix()) == ALPHA_SAMPLES) {
      picture.flatten();
    }
    return picture.again();
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
    if (!isInterpolated(from, size)) {
      return averaged(picture, size);
    }
    try (Picture twice = new Picture(made(pixExpandReplicate(picture.pix(), 2), "enlarge"))) {
      return averaged(twice, size);
    }
  }

  /** Whether leptonica would interpolate, unless the source is doubled first. */
  static boolean isInterpolated(PictureSize from, PictureSize to) {
    double across = (double) to.width() / from.width();
    double down = (double) to.height() / from.height();
    return !from.equals(to) && Math.max(across, down) >= AREA_FACTOR_MAX;
  }

  /** Scales down: every pixel of the result is the mean of the area it covers. */
  private static Picture averaged(Picture picture, PictureSize size) {
    Picture scaled =
        new Picture(
            made(pixScaleAreaMapToSize(picture.pix(), size.width(), size.height()), "scale"));
    if (scaled.size().equals(size)) {
      return scaled;
    }
    // Its factors are single-precision floats; very long pictures can be off by a pixel.
    try (scaled) {
      return new Picture(
          made(pixResizeToMatch(scaled.pix(), null, size.width(), size.height()), "resize"));
    }
  }

  /** Scales up. Boxes blurred by the size of one are interpolated between their centres. */
  private static Picture blended(Picture cells, PictureSize size) {
    PictureSize from = cells.size();
    try (Picture boxes =
        new Picture(
            made(pixScaleBySamplingToSize(cells.pix(), size.width(), size.height()), "enlarge"))) {
      int halfAcross = size.width() / from.width() / 2;
      int halfDown = size.height() / from.height() / 2;
      return new Picture(made(pixBlockconv(boxes.pix(), halfAcross, halfDown), "blur"));
    }
  }

  private static byte[] original(Picture turned, CheckedPicture picture)
      throws PictureRefusedException {
    long bytesMax = PictureCost.turnedBytesMax(picture);
    return switch (picture) {
      case JpegPicture jpeg -> {
        if (!jpeg.halvedChroma()) {
          pixSetChromaSampling(turned.pix(), 0);
        }
        yield written(
            bytesMax,
            (data, size) ->
                pixWriteMemJpeg(data, size, turned.pix(), TURNED_QUALITY, NO_PROGRESSION));
      }
      case PngPicture _ ->
          written(bytesMax, (data, size) -> pixWriteMemPng(data, size, turned.pix(), 0));
      case WebpPicture webp -> {
        int lossless = webp.lossless() ? 1 : 0;
        yield written(
            bytesMax,
            (data, size) -> pixWriteMemWebP(data, size, turned.pix(), TURNED_QUALITY, lossless));
      }
      case GifPicture _ -> throw new IllegalStateException("a GIF has no orientation");
    };
  }

  private static byte[] jpeg(Picture picture, int quality) throws PictureRefusedException {
    return written(
        Integer.MAX_VALUE,
        (data, size) -> pixWriteMemJpeg(data, size, picture.pix(), quality, NO_PROGRESSION));
  }

  private interface Writer {
    int write(PointerPointer<BytePointer> data, SizeTPointer size);
  }

  private static byte[] written(long bytesMax, Writer writer) throws PictureRefusedException {
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
        if (size.get() > bytesMax) {
          throw new PictureRefusedException(
              ImageFault.TOO_DEMANDING, "turned it has more than " + bytesMax + " bytes");
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

  /** Owns a PIX of 8 or 32 bits and frees it once. */
  private static final class Picture implements PixelSink, AutoCloseable {
    private @Nullable PIX pix;
    private int[] row = {};

    Picture(PIX pix) {
      this.pix = pix;
    }

    /** Fully transparent, or black without alpha. */
    static Picture blank(PictureSize size, int channels) {
      PIX pix = made(pixCreate(size.width(), size.height(), channels == 1 ? 8 : 32), "create");
      pixSetSpp(pix, channels);
      return new Picture(pix);
    }

    /** The first sample of a word is its most significant byte, on any machine. */
    @Override
    public void put(int x, int y, int step, byte[] samples, int count) {
      int channels = pixGetSpp(pix());
      int words = pixGetWpl(pix());
      row = row.length == words ? row : new int[words];
      IntPointer data = pixGetData(pix()).position((long) y * words);
      data.get(row, 0, words);
      for (int i = 0, from = 0, to = x; i < count; i++, from += channels, to += step) {
        if (channels == 1) {
          int shift = 24 - 8 * (to & 3);
          row[to >> 2] = row[to >> 2] & ~(255 << shift) | (samples[from] & 255) << shift;
        } else {
          int alpha = channels == ALPHA_SAMPLES ? samples[from + 3] & 255 : 0;
          row[to] = Bytes.u16(samples, from) << 16 | (samples[from + 2] & 255) << 8 | alpha;
        }
      }
      data.put(row, 0, words);
    }

    /**
     * A second reference to the same pixels, which live until both are closed. Leptonica counts
     * references, but JavaCPP returns the same object, which loses its address on the first close,
     * so the pixels would never be freed.
     */
    Picture again() {
      return new Picture(new PIX(made(pixClone(pix()), "clone")));
    }

    private void flatten() {
      int words = pixGetWpl(pix());
      int[] row = new int[words];
      IntPointer data = pixGetData(pix());
      for (int y = 0; y < size().height(); y++) {
        data.position((long) y * words).get(row, 0, words);
        for (int x = 0; x < words; x++) {
          row[x] = onWhite(row[x]);
        }
        data.position((long) y * words).put(row, 0, words);
      }
      pixSetSpp(pix(), ALPHA_SAMPLES - 1);
    }

    private static int onWhite(int sample) {
      int alpha = sample & 255;
      if (alpha == 255) {
        return sample;
      }
      int result = 0;
      for (int shift = 24; shift > 0; shift -= 8) {
        int value = (sample >>> shift & 255) * alpha + 255 * (255 - alpha);
        result |= (value + 127) / 255 << shift;
      }
      return result;
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

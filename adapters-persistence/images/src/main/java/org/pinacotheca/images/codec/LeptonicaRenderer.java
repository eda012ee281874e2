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
public final class LeptonicaRenderer {
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
  private final String name;

  LeptonicaRenderer(String name) {
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
    try (NativePicture upright = upright(picture, allowance)) {
      if (picture.orientation() != Orientation.UPRIGHT) {
        files.put(Rendition.ORIGINAL, original(upright, picture));
      }
      upright.flatten();
      renditions(upright, picture.size().turned(picture.orientation()), files);
    }
    return files;
  }

  private static NativePicture upright(CheckedPicture picture, Allowance allowance)
      throws PictureRefusedException {
    if (picture.orientation() == Orientation.UPRIGHT) {
      return decoded(picture, allowance);
    }
    try (NativePicture decoded = decoded(picture, allowance)) {
      return turned(decoded, picture.orientation());
    }
  }

  private static void renditions(NativePicture flat, PictureSize size, Map<Rendition, byte[]> files)
      throws PictureRefusedException {
    try (NativePicture big = scaled(flat, within(size, Rendition.BIG));
        NativePicture thumb = scaled(big, within(size, Rendition.THUMB));
        NativePicture small = scaled(thumb, within(size, Rendition.SMALL));
        NativePicture cells = scaled(small, maskCells(size));
        NativePicture masked = blended(cells, within(size, Rendition.MASKED))) {
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

  private static NativePicture decoded(CheckedPicture picture, Allowance allowance)
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
          return drawn(
              png.size(),
              PngDecoder.channels(png),
              canvas -> PngDecoder.decode(png, allowance, canvas));
        }
        try (BytePointer bytes = copied(png.clean())) {
          return decoded(pixReadMemPng(bytes, png.clean().length), png.size());
        }
      }
      case GifPicture gif -> {
        return drawn(
            gif.size(),
            NativePicture.ALPHA_SAMPLES,
            canvas -> GifDecoder.decode(gif, allowance, canvas));
      }
      case WebpPicture webp -> {
        try (BytePointer bytes = copied(webp.clean())) {
          return decoded(pixReadMemWebP(bytes, bytes.capacity()), webp.size());
        }
      }
    }
  }

  private interface Decoder {
    void decode(PixelSink canvas) throws PictureRefusedException;
  }

  private static NativePicture drawn(PictureSize size, int channels, Decoder decoder)
      throws PictureRefusedException {
    NativePicture canvas = NativePicture.blank(size, channels);
    try {
      decoder.decode(canvas);
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

  private static NativePicture decodedJpeg(JpegPicture jpeg) throws PictureRefusedException {
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

  private static NativePicture decoded(@Nullable PIX pix, PictureSize expected)
      throws PictureRefusedException {
    if (pix == null) {
      throw PictureRefusedException.corrupt("pixels are damaged or missing");
    }
    NativePicture picture = new NativePicture(pix);
    PictureSize size = picture.size();
    if (!size.equals(expected)) {
      picture.close();
      throw PictureRefusedException.corrupt("decodes to " + size + ", not " + expected);
    }
    return picture;
  }

  private static NativePicture turned(NativePicture picture, Orientation orientation) {
    PIX pix = picture.pix();
    return switch (orientation) {
      case UPRIGHT -> picture.again();
      case MIRRORED -> NativePicture.of(pixFlipLR(null, pix), "flip");
      case UPSIDE_DOWN -> NativePicture.of(pixRotate180(null, pix), "turn");
      case MIRRORED_UPSIDE_DOWN -> NativePicture.of(pixFlipTB(null, pix), "flip");
      case TURN_RIGHT -> NativePicture.of(pixRotate90(pix, 1), "turn");
      case TURN_LEFT -> NativePicture.of(pixRotate90(pix, -1), "turn");
      case TRANSPOSED -> {
        NativePicture right = turned(picture, Orientation.TURN_RIGHT);
        NativePicture.made(pixFlipLR(right.pix(), right.pix()), "flip");
        yield right;
      }
      case TRANSVERSED -> {
        NativePicture right = turned(picture, Orientation.TURN_RIGHT);
        NativePicture.made(pixFlipTB(right.pix(), right.pix()), "flip");
        yield right;
      }
    };
  }

  private static NativePicture scaled(NativePicture picture, PictureSize size) {
    PictureSize from = picture.size();
    if (from.equals(size)) {
      return picture.again();
    }
    if (!isInterpolated(from, size)) {
      return averaged(picture, size);
    }
    try (NativePicture twice = NativePicture.of(pixExpandReplicate(picture.pix(), 2), "enlarge")) {
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
  private static NativePicture averaged(NativePicture picture, PictureSize size) {
    NativePicture scaled =
        NativePicture.of(
            pixScaleAreaMapToSize(picture.pix(), size.width(), size.height()), "scale");
    return resized(scaled, size);
  }

  /** Leptonica's factors are single-precision floats; very long pictures can be off by a pixel. */
  private static NativePicture resized(NativePicture scaled, PictureSize size) {
    if (scaled.size().equals(size)) {
      return scaled;
    }
    try (scaled) {
      return NativePicture.of(
          pixResizeToMatch(scaled.pix(), null, size.width(), size.height()), "resize");
    }
  }

  /**
   * Scales up. Boxes blurred by the size of one are interpolated between their centres; at a
   * quarter of the size, which shows no difference and takes less time.
   */
  private static NativePicture blended(NativePicture cells, PictureSize size) {
    PictureSize from = cells.size();
    int width = Math.max(from.width(), size.width() / 4);
    int height = Math.max(from.height(), size.height() / 4);
    int halfAcross = width / from.width() / 2;
    int halfDown = height / from.height() / 2;
    try (NativePicture boxes =
            NativePicture.of(pixScaleBySamplingToSize(cells.pix(), width, height), "enlarge");
        NativePicture blurred =
            NativePicture.of(pixBlockconv(boxes.pix(), halfAcross, halfDown), "blur")) {
      return interpolated(blurred, size);
    }
  }

  private static NativePicture interpolated(NativePicture picture, PictureSize size) {
    PictureSize from = picture.size();
    if (from.equals(size)) {
      return picture.again();
    }
    float across = (float) size.width() / from.width();
    float down = (float) size.height() / from.height();
    NativePicture scaled = NativePicture.of(pixScaleLI(picture.pix(), across, down), "enlarge");
    return resized(scaled, size);
  }

  private static byte[] original(NativePicture turned, CheckedPicture picture)
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

  private static byte[] jpeg(NativePicture picture, int quality) throws PictureRefusedException {
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
}

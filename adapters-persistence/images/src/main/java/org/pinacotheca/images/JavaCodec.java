package org.pinacotheca.images;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIOServiceProvider;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.images.admission.Requirement;

/**
 * The fallback codec when the native library does not load: the JDK's JPEG codec, own decoders for
 * PNG and GIF, TwelveMonkeys for WebP, own scaling. Decodes at full size, so a picture needs about
 * eight bytes of heap per pixel. Thread-safe.
 */
final class JavaCodec implements PictureCodec {
  private static final int PADDING = 64;

  private final String name;

  JavaCodec(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Requirement need(CheckedPicture picture) {
    return PictureCost.inJava(picture);
  }

  @Override
  public Map<Rendition, byte[]> render(CheckedPicture picture, Allowance allowance)
      throws PictureRefusedException {
    Map<Rendition, byte[]> files = new EnumMap<>(Rendition.class);
    Pixels upright = decoded(picture, allowance).turned(picture.orientation());
    if (picture.orientation() != Orientation.UPRIGHT) {
      files.put(Rendition.ORIGINAL, original(upright, picture));
    }
    PictureSize size = upright.size();
    Pixels big = AreaScaler.shrink(upright.flattened(), within(size, Rendition.BIG));
    Pixels thumb = AreaScaler.shrink(big, within(size, Rendition.THUMB));
    Pixels small = AreaScaler.shrink(thumb, within(size, Rendition.SMALL));
    Pixels cells = AreaScaler.shrink(small, PictureCodec.maskCells(size));
    Pixels masked = AreaScaler.blend(cells, within(size, Rendition.MASKED));
    files.put(Rendition.BIG, jpeg(big, BIG_QUALITY));
    files.put(Rendition.THUMB, jpeg(thumb, SMALL_QUALITY));
    files.put(Rendition.SMALL, jpeg(small, SMALL_QUALITY));
    files.put(Rendition.MASKED, jpeg(masked, MASKED_QUALITY));
    return files;
  }

  private static PictureSize within(PictureSize size, Rendition rendition) {
    return size.within(rendition.longerEdgeMax().orElseThrow());
  }

  private static Pixels decoded(CheckedPicture picture, Allowance allowance)
      throws PictureRefusedException {
    return switch (picture) {
      case JpegPicture jpeg -> decodedJpeg(jpeg);
      case PngPicture png -> {
        if (png.animated()) {
          PngDecoder.checkFrames(png, allowance);
        }
        yield PngDecoder.decode(png, allowance, channels -> Pixels.blank(png.size(), channels));
      }
      case GifPicture gif -> {
        Pixels canvas = Pixels.blank(gif.size(), 4);
        GifDecoder.decode(gif, allowance, canvas);
        yield canvas;
      }
      case WebpPicture webp -> decodedWebp(webp);
    };
  }

  private static Pixels decodedJpeg(JpegPicture jpeg) throws PictureRefusedException {
    ImageReader reader = jdk(ImageIO.getImageReadersByFormatName("jpeg"));
    boolean[] warned = {false};
    try (var in =
        new MemoryCacheImageInputStream(
            new ByteArrayInputStream(JpegColours.unconverted(jpeg.clean())))) {
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener((_, _) -> warned[0] = true);
      Raster raster = reader.readRaster(0, null);
      if (warned[0]
          || raster.getWidth() != jpeg.size().width()
          || raster.getHeight() != jpeg.size().height()) {
        throw PictureRefusedException.corrupt("pixels are damaged or missing");
      }
      return JpegColours.converted(samples(raster), jpeg);
    } catch (IOException | RuntimeException e) {
      throw PictureRefusedException.corrupt("pixels are damaged: " + e.getClass().getSimpleName());
    } finally {
      reader.dispose();
    }
  }

  private static Pixels decodedWebp(WebpPicture webp) throws PictureRefusedException {
    ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
    boolean[] warned = {false};
    byte[] padded = webp.lossless() ? padded(webp) : webp.plain();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(padded))) {
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener((_, _) -> warned[0] = true);
      BufferedImage image = reader.read(0);
      Raster raster = image.getRaster();
      int channels = raster.getNumBands();
      boolean overrun = webp.lossless() && in.getStreamPosition() > padded.length - PADDING;
      if (warned[0] || overrun || (channels != 3 && channels != 4)) {
        throw PictureRefusedException.corrupt("pixels are damaged or missing");
      }
      return new Pixels(webp.size(), channels, samples(raster));
    } catch (IOException | RuntimeException e) {
      throw PictureRefusedException.corrupt("pixels are damaged: " + e.getClass().getSimpleName());
    } finally {
      reader.dispose();
    }
  }

  /**
   * The lossless decoder reads missing data as zeros; explicit zeros after the data show how far it
   * read.
   */
  private static byte[] padded(WebpPicture webp) {
    byte[] chunk = webp.pixels();
    int length = (int) Bytes.u32Little(chunk, 4);
    ByteSink longer =
        new ByteSink(chunk.length + PADDING).range(chunk, 0, 4).u32Little(length + PADDING);
    longer.range(chunk, 8, 8 + length).all(new byte[PADDING + (length & 1)]);
    return WebpSanitizer.file(webp.size(), webp.alpha(), Optional.empty(), longer.toByteArray());
  }

  /** The samples in band order; the raster's own array if it already has that order. */
  private static byte[] samples(Raster raster) {
    int bands = raster.getNumBands();
    int width = raster.getWidth();
    byte[] samples = new byte[width * raster.getHeight() * bands];
    if (raster.getDataBuffer() instanceof DataBufferByte buffer
        && raster.getSampleModel() instanceof ComponentSampleModel model
        && model.getPixelStride() == bands
        && model.getScanlineStride() == width * bands
        && ascending(model.getBandOffsets())
        && buffer.getData().length == samples.length) {
      return buffer.getData();
    }
    int[] row = new int[width * bands];
    for (int y = 0, to = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int value : row) {
        samples[to++] = (byte) value;
      }
    }
    return samples;
  }

  private static boolean ascending(int[] offsets) {
    for (int i = 0; i < offsets.length; i++) {
      if (offsets[i] != i) {
        return false;
      }
    }
    return true;
  }

  private static byte[] original(Pixels upright, CheckedPicture picture) {
    return switch (picture) {
      case JpegPicture _ -> jpeg(upright, TURNED_QUALITY);
      case PngPicture _ -> encoded("png", upright, -1);
      case WebpPicture _ -> WebpEncoder.encode(upright);
      case GifPicture _ -> throw new IllegalStateException("a GIF has no orientation");
    };
  }

  private static byte[] jpeg(Pixels pixels, int quality) {
    return encoded("jpeg", pixels, quality);
  }

  private static byte[] encoded(String format, Pixels pixels, int quality) {
    ImageWriter writer = jdk(ImageIO.getImageWritersByFormatName(format));
    ByteSink bytes = new ByteSink(pixels.samples().length / 8);
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (quality >= 0) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality / 100f);
      }
      BufferedImage image = image(pixels);
      var metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), parameters);
      writer.write(null, new IIOImage(image, null, metadata), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode into memory", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static BufferedImage image(Pixels pixels) {
    int channels = pixels.channels();
    int[] offsets = new int[channels];
    for (int i = 0; i < channels; i++) {
      offsets[i] = i;
    }
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(pixels.samples(), pixels.samples().length),
            pixels.width(),
            pixels.height(),
            pixels.width() * channels,
            channels,
            offsets,
            null);
    ColorSpace space =
        ColorSpace.getInstance(channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
    boolean alpha = channels == 4;
    int transparency = alpha ? ColorModel.TRANSLUCENT : ColorModel.OPAQUE;
    ColorModel model =
        new ComponentColorModel(space, alpha, false, transparency, DataBuffer.TYPE_BYTE);
    return new BufferedImage(model, raster, false, null);
  }

  /** The JDK's own codec, even if others are on the class path. */
  private static <C> C jdk(Iterator<C> codecs) {
    while (codecs.hasNext()) {
      C codec = codecs.next();
      IIOServiceProvider provider =
          switch (codec) {
            case ImageReader reader -> reader.getOriginatingProvider();
            case ImageWriter writer -> writer.getOriginatingProvider();
            default -> throw new IllegalStateException("neither reader nor writer: " + codec);
          };
      if (provider.getClass().getModule() == ImageIO.class.getModule()) {
        return codec;
      }
    }
    throw new IllegalStateException("the JDK has lost one of its image codecs");
  }
}

package org.pinacotheca.images;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.images.gif.GifSanitizer;
import org.pinacotheca.images.jpeg.JpegSanitizer;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.CheckedPicture;
import org.pinacotheca.images.picture.PictureRefusedException;
import org.pinacotheca.images.picture.PixelLimits;
import org.pinacotheca.images.png.PngSanitizer;
import org.pinacotheca.images.webp.WebpSanitizer;

/** Detects the type of a file by its content and runs the sanitizer of that type. Thread-safe. */
final class PictureInspector {
  private static final Set<String> OTHER_PICTURES =
      Set.of(
          "BM",
          "II*\0",
          "MM\0*",
          "II+\0",
          "MM\0+",
          "8BPS",
          "\0\0\1\0",
          "\0\0\2\0",
          "qoif",
          "\u00ff\n",
          "gimp xcf",
          "\0\0\0\fJXL ",
          "\0\0\0\fjP  ",
          "<svg",
          "P1\n",
          "P2\n",
          "P3\n",
          "P4\n",
          "P5\n",
          "P6\n",
          "P7\n");
  private static final Set<String> HEIF_BRANDS =
      Set.of(
          "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "mif2", "msf1",
          "miaf", "avif", "avis");
  private static final String RAW_BRAND = "crx ";
  private static final int BRANDS_MAX = 64;

  private final PixelLimits limits;

  PictureInspector(PixelLimits limits) {
    this.limits = limits;
  }

  CheckedPicture inspect(byte[] in) throws PictureRefusedException {
    if (Bytes.hasAt(in, 0, "\u00ff\u00d8\u00ff")) {
      return JpegSanitizer.read(in, limits);
    }
    if (Bytes.hasAt(in, 0, PngSanitizer.SIGNATURE)) {
      return PngSanitizer.read(in, limits);
    }
    if (Bytes.hasAt(in, 0, "GIF87a") || Bytes.hasAt(in, 0, "GIF89a")) {
      return GifSanitizer.read(in, limits);
    }
    if (Bytes.hasAt(in, 0, "RIFF") && Bytes.hasAt(in, 8, "WEBP")) {
      return WebpSanitizer.read(in, limits);
    }
    if (isHeif(in)) {
      throw new PictureRefusedException(ImageFault.HEIF, "HEIC or AVIF");
    }
    if (isOtherPicture(in)) {
      throw PictureRefusedException.unsupported("another kind of picture");
    }
    throw new PictureRefusedException(ImageFault.NOT_AN_IMAGE, "no known signature");
  }

  /** Whether the file type box names a HEIF brand, as major or compatible brand. */
  private static boolean isHeif(byte[] in) {
    if (!Bytes.hasAt(in, 4, "ftyp")) {
      return false;
    }
    long end = Math.min(Math.min(in.length, Bytes.u32(in, 0)), 8 + 4L * BRANDS_MAX);
    for (int at = 8; at + 4 <= end; at += 4) {
      // The major brand is followed by its version.
      if (at != 12 && HEIF_BRANDS.contains(new String(in, at, 4, StandardCharsets.ISO_8859_1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOtherPicture(byte[] in) {
    for (String signature : OTHER_PICTURES) {
      if (Bytes.hasAt(in, 0, signature)) {
        return true;
      }
    }
    if (Bytes.hasAt(in, 4, "ftyp" + RAW_BRAND)) {
      return true;
    }
    String start = new String(in, 0, Math.min(in.length, 512), StandardCharsets.ISO_8859_1);
    return start.stripLeading().startsWith("<?xml") && start.contains("<svg");
  }
}

package org.pinacotheca.persistence.imaging;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.pinacotheca.domain.picture.ImageFault;

/**
 * Decides by content what a file is, and has the reader of that kind walk it. Safe for use by many
 * threads.
 */
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
  private static final Set<String> MEDIA_BRANDS =
      Set.of(
          "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "avif", "avis", "crx ");

  private final PictureLimits limits;

  PictureInspector(PictureLimits limits) {
    this.limits = limits;
  }

  CheckedPicture inspect(byte[] in) throws PictureRefusedException {
    if (Bytes.hasAt(in, 0, "\u00ff\u00d8\u00ff")) {
      return JpegReader.read(in, limits);
    }
    if (Bytes.hasAt(in, 0, PngReader.SIGNATURE)) {
      return PngReader.read(in, limits);
    }
    if (Bytes.hasAt(in, 0, "GIF87a") || Bytes.hasAt(in, 0, "GIF89a")) {
      return GifReader.read(in, limits);
    }
    if (Bytes.hasAt(in, 0, "RIFF") && Bytes.hasAt(in, 8, "WEBP")) {
      return WebpReader.read(in, limits);
    }
    if (isOtherPicture(in)) {
      throw PictureRefusedException.unsupported("another kind of picture");
    }
    throw new PictureRefusedException(ImageFault.NOT_AN_IMAGE, "no known signature");
  }

  private static boolean isOtherPicture(byte[] in) {
    for (String signature : OTHER_PICTURES) {
      if (Bytes.hasAt(in, 0, signature)) {
        return true;
      }
    }
    if (Bytes.hasAt(in, 4, "ftyp") && in.length >= 12) {
      return MEDIA_BRANDS.contains(new String(in, 8, 4, StandardCharsets.ISO_8859_1));
    }
    String start = new String(in, 0, Math.min(in.length, 512), StandardCharsets.ISO_8859_1);
    return start.stripLeading().startsWith("<?xml") && start.contains("<svg");
  }
}

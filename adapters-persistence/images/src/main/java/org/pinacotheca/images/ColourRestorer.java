package org.pinacotheca.images;

import java.util.Set;
import org.pinacotheca.images.jpeg.JpegProfile;
import org.pinacotheca.images.picture.ByteSink;
import org.pinacotheca.images.picture.CheckedPicture;
import org.pinacotheca.images.picture.GifPicture;
import org.pinacotheca.images.picture.JpegPicture;
import org.pinacotheca.images.picture.PictureRefusedException;
import org.pinacotheca.images.picture.PixelLimits;
import org.pinacotheca.images.picture.PngPicture;
import org.pinacotheca.images.picture.WebpPicture;
import org.pinacotheca.images.png.PngSanitizer;
import org.pinacotheca.images.webp.WebpSanitizer;

/** Restores the colour information of a re-encoded original. */
final class ColourRestorer {
  private static final Set<String> COLOUR_CHUNKS = Set.of("gAMA", "cHRM", "sRGB", "cICP", "iCCP");
  private static final int PNG_HEADER_END = PngSanitizer.SIGNATURE.length() + 12 + 13;

  private ColourRestorer() {}

  /** The encoded file with the colour profile or PNG colour chunks of its source picture. */
  static byte[] restored(byte[] encoded, CheckedPicture from) throws PictureRefusedException {
    return switch (from) {
      case JpegPicture jpeg ->
          jpeg.profile().map(profile -> JpegProfile.inserted(profile, encoded)).orElse(encoded);
      case PngPicture png -> png(cleaned(encoded), png);
      case WebpPicture webp -> {
        WebpPicture made = WebpSanitizer.read(encoded, PixelLimits.of(Integer.MAX_VALUE));
        yield WebpSanitizer.file(made.size(), made.alpha(), webp.profile(), made.pixels());
      }
      case GifPicture _ -> encoded;
    };
  }

  /** Drops the resolution or time that an encoder may add. */
  private static byte[] cleaned(byte[] png) throws PictureRefusedException {
    return PngSanitizer.read(png, PixelLimits.of(Integer.MAX_VALUE)).clean();
  }

  private static byte[] png(byte[] encoded, PngPicture from) {
    ByteSink out = new ByteSink(encoded.length + 4096).range(encoded, 0, PNG_HEADER_END);
    boolean grey = from.colourType() == 0 || from.colourType() == 4;
    for (PngPicture.Chunk chunk : from.chunks()) {
      boolean fits =
          !chunk.type().equals("iCCP")
              || from.profile().filter(icc -> icc.fits(grey ? 1 : 3)).isPresent();
      if (COLOUR_CHUNKS.contains(chunk.type()) && fits) {
        out.range(from.clean(), chunk.from() - 8, chunk.from() + chunk.length() + 4);
      }
    }
    return out.range(encoded, PNG_HEADER_END, encoded.length).toByteArray();
  }
}

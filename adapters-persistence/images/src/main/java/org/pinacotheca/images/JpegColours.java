package org.pinacotheca.images;

/** Converts a JPEG's components to grey or RGB, for a decoder whose own conversion is disabled. */
final class JpegColours {
  private JpegColours() {}

  /**
   * The JPEG without application segments, marked so that a decoder does not convert its
   * components.
   */
  static byte[] unconverted(byte[] clean) {
    ByteSink out = new ByteSink(clean.length + 16).range(clean, 0, 2);
    out.u16(0xffee).u16(14).text("Adobe").u16(100).u16(0).u16(0).u8(0);
    int at = 2;
    while (clean[at + 1] != (byte) 0xda) {
      int end = at + 2 + Bytes.u16(clean, at + 2);
      int marker = clean[at + 1] & 0xff;
      if (marker < 0xe0 || marker > 0xef) {
        out.range(clean, at, end);
      }
      at = end;
    }
    return out.range(clean, at, clean.length).toByteArray();
  }

  static Pixels converted(byte[] components, JpegPicture jpeg) {
    return switch (jpeg.colours()) {
      case GREY -> new Pixels(jpeg.size(), 1, components);
      case RGB -> new Pixels(jpeg.size(), 3, components);
      case YCC -> {
        luminance(components, 3);
        yield new Pixels(jpeg.size(), 3, components);
      }
      case CMYK -> inks(components, jpeg);
      case YCCK -> {
        luminance(components, 4);
        // The conversion inverts the three colours and does not change black.
        for (int i = 0; i < components.length; i++) {
          components[i] = (byte) (i % 4 == 3 ? components[i] : ~components[i]);
        }
        yield inks(components, jpeg);
      }
    };
  }

  private static void luminance(byte[] components, int step) {
    for (int i = 0; i < components.length; i += step) {
      int y = (components[i] & 0xff) << 16;
      int cb = (components[i + 1] & 0xff) - 128;
      int cr = (components[i + 2] & 0xff) - 128;
      components[i] = clamped(y + 91_881 * cr);
      components[i + 1] = clamped(y - 22_554 * cb - 46_802 * cr);
      components[i + 2] = clamped(y + 116_130 * cb);
    }
  }

  private static byte clamped(int fixed) {
    return (byte) Math.clamp((fixed + 32_768) >> 16, 0, 255);
  }

  private static Pixels inks(byte[] components, JpegPicture jpeg) {
    Pixels result = Pixels.blank(jpeg.size(), 3);
    byte[] to = result.samples();
    for (int from = 0, at = 0; from < components.length; from += 4, at += 3) {
      int paper = components[from + 3] & 0xff;
      for (int c = 0; c < 3; c++) {
        to[at + c] = (byte) (paper * (components[from + c] & 0xff) / 255);
      }
    }
    return result;
  }
}

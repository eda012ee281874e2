package org.pinacotheca.persistence.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks a JPEG from SOI to EOI, judges its frame header, and copies what the pixels need. Used
 * once, by one thread.
 */
final class JpegReader {
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int DNL = 0xdc;
  private static final int COM = 0xfe;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;
  private static final int APP14 = 0xee;
  private static final String EXIF_LABEL = "Exif\0\0";

  /**
   * Encoders write about ten; thousands of scans over a large frame are an attack on the decoder's
   * time.
   */
  private static final int SCANS_MAX = 100;

  private final byte[] in;
  private final PictureLimits limits;
  private final ByteSink out;
  private final List<byte[]> profileParts = new ArrayList<>();
  private final boolean[] scanned = new boolean[256];
  private int at = 2;
  private int scans;
  private @Nullable Frame frame;
  private @Nullable Orientation orientation;
  private boolean jfif;
  private int adobeTransform = -1;

  /** The frame header (SOF). */
  private record Frame(PictureSize size, int[] ids, int[] samplings) {}

  private JpegReader(byte[] in, PictureLimits limits) {
    this.in = in;
    this.limits = limits;
    this.out = new ByteSink(in.length);
  }

  static JpegPicture read(byte[] in, PictureLimits limits) throws PictureRefusedException {
    return new JpegReader(in, limits).walk();
  }

  /** The number of components of a JPEG made here. */
  static int componentsOf(byte[] jpeg) {
    int at = 2;
    while (!isFrame(Bytes.u8(jpeg, at + 1))) {
      at += 2 + Bytes.u16(jpeg, at + 2);
    }
    return Bytes.u8(jpeg, at + 9);
  }

  private JpegPicture walk() throws PictureRefusedException {
    out.u16(0xff00 | SOI);
    for (int marker = nextMarker(); marker != EOI; marker = nextMarker()) {
      if (marker == SOI || marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd7)) {
        throw PictureRefusedException.corrupt(
            "marker " + Integer.toHexString(marker) + " out of place");
      }
      if (in.length - at < 2 || Bytes.u16(in, at) < 2 || in.length - at < Bytes.u16(in, at)) {
        throw PictureRefusedException.corrupt("a segment reaches beyond the end of the file");
      }
      int end = at + Bytes.u16(in, at);
      segment(marker, at + 2, end);
      at = end;
      if (marker == SOS) {
        entropyCoded();
      }
    }
    out.u16(0xff00 | EOI);
    Frame known = frame;
    if (known == null || scans == 0) {
      throw PictureRefusedException.corrupt("no frame or no scan");
    }
    for (int id : known.ids()) {
      if (!scanned[id]) {
        throw PictureRefusedException.corrupt("component " + id + " is in no scan");
      }
    }
    return new JpegPicture(
        known.size(),
        orientation == null ? Orientation.UPRIGHT : orientation,
        profile(),
        out.toByteArray(),
        colours(known),
        known.samplings().length == 3 && known.samplings()[0] == 0x22);
  }

  private int nextMarker() throws PictureRefusedException {
    if (at >= in.length || in[at] != (byte) 0xff) {
      throw PictureRefusedException.corrupt("no marker at byte " + at);
    }
    while (at < in.length && in[at] == (byte) 0xff) {
      at++;
    }
    if (at >= in.length) {
      throw PictureRefusedException.corrupt("ends inside a marker");
    }
    return Bytes.u8(in, at++);
  }

  private void segment(int marker, int from, int to) throws PictureRefusedException {
    switch (marker) {
      case APP0 -> jfif(from, to);
      case APP1 -> exif(from, to);
      case APP2 -> profilePart(from, to);
      case APP14 -> adobe(from, to);
      case SOS -> {
        scan(from, to);
        copy(marker, from, to);
      }
      case DNL, COM -> {}
      default -> {
        if (isFrame(marker)) {
          frame(marker, from, to);
        }
        if (marker < APP0) {
          copy(marker, from, to);
        }
      }
    }
  }

  private void copy(int marker, int from, int to) {
    out.u16(0xff00 | marker).u16(to - from + 2).range(in, from, to);
  }

  /** Only the fixed part: behind it a thumbnail may follow. */
  private void jfif(int from, int to) {
    if (!jfif && to - from >= 14 && Bytes.hasAt(in, from, "JFIF\0") && in[from + 5] == 1) {
      jfif = true;
      out.u16(0xff00 | APP0).u16(16).range(in, from, from + 12).u16(0);
    }
  }

  private void exif(int from, int to) {
    if (orientation == null && to - from > 6 && Bytes.hasAt(in, from, EXIF_LABEL)) {
      orientation = Orientation.ofTiff(in, from + EXIF_LABEL.length(), to);
    }
  }

  private void profilePart(int from, int to) {
    if (to - from > 14 && Bytes.hasAt(in, from, IccProfile.JPEG_LABEL)) {
      ByteSink part = new ByteSink(to - from).range(in, from + IccProfile.JPEG_LABEL.length(), to);
      profileParts.add(part.toByteArray());
      copy(APP2, from, to);
    }
  }

  private void adobe(int from, int to) {
    if (adobeTransform < 0 && to - from >= 12 && Bytes.hasAt(in, from, "Adobe")) {
      // Decoders take an unknown code for YCC, or YCCK, and complain; said plainly they do not.
      adobeTransform = Math.min(Bytes.u8(in, from + 11), 2);
      out.u16(0xff00 | APP14).u16(14).range(in, from, from + 11).u8(adobeTransform);
    }
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private void frame(int marker, int from, int to) throws PictureRefusedException {
    if (frame != null) {
      throw PictureRefusedException.corrupt("two frames");
    }
    if (to - from < 6) {
      throw PictureRefusedException.corrupt("a frame header of " + (to - from) + " bytes");
    }
    int components = Bytes.u8(in, from + 5);
    if (marker > 0xc2 || in[from] != 8 || (components != 1 && components != 3 && components != 4)) {
      throw PictureRefusedException.unsupported(
          "JPEG process "
              + Integer.toHexString(marker)
              + ", "
              + in[from]
              + " bits, "
              + components
              + " components");
    }
    PictureSize size = size(Bytes.u16(in, from + 3), Bytes.u16(in, from + 1));
    if (to - from != 6 + 3 * components) {
      throw PictureRefusedException.corrupt("a frame header of " + (to - from) + " bytes");
    }
    int[] ids = new int[components];
    int[] samplings = new int[components];
    for (int i = 0; i < components; i++) {
      ids[i] = Bytes.u8(in, from + 6 + 3 * i);
      samplings[i] = Bytes.u8(in, from + 7 + 3 * i);
    }
    frame = new Frame(size, ids, samplings);
  }

  private PictureSize size(int width, int height) throws PictureRefusedException {
    limits.checkPicture(width, height);
    return new PictureSize(width, height);
  }

  private void scan(int from, int to) throws PictureRefusedException {
    if (frame == null || to - from < 6 || to - from != 4 + 2 * in[from]) {
      throw PictureRefusedException.corrupt("a scan without frame or of wrong length");
    }
    if (++scans > SCANS_MAX) {
      throw PictureRefusedException.unsupported("more than " + SCANS_MAX + " scans");
    }
    for (int i = 0; i < in[from]; i++) {
      scanned[Bytes.u8(in, from + 1 + 2 * i)] = true;
    }
  }

  /**
   * Copies entropy-coded data up to the next marker that is neither a stuffed byte nor a restart.
   */
  private void entropyCoded() throws PictureRefusedException {
    int from = at;
    int i = at;
    int last = in.length - 1;
    while (true) {
      while (i < last && in[i] != (byte) 0xff) {
        i++;
      }
      if (i >= last) {
        throw PictureRefusedException.corrupt("ends inside a scan");
      }
      int next = in[i + 1] & 0xff;
      if (next == 0 || (next >= 0xd0 && next <= 0xd7)) {
        i += 2;
      } else if (next == 0xff) {
        i++;
      } else {
        break;
      }
    }
    out.range(in, from, i);
    at = i;
  }

  private Optional<IccProfile> profile() {
    byte[][] ordered = new byte[profileParts.size()][];
    int length = 0;
    for (byte[] part : profileParts) {
      int number = Bytes.u8(part, 0);
      if (number < 1
          || number > ordered.length
          || Bytes.u8(part, 1) != ordered.length
          || ordered[number - 1] != null) {
        return Optional.empty();
      }
      ordered[number - 1] = part;
      length += part.length - 2;
    }
    ByteSink joined = new ByteSink(length);
    for (byte[] part : ordered) {
      joined.range(part, 2, part.length);
    }
    return IccProfile.of(joined.toByteArray());
  }

  /**
   * The rules every decoder shares: JFIF first, then Adobe's marker, then the components' names.
   */
  private JpegPicture.Colours colours(Frame known) {
    int[] ids = known.ids();
    return switch (ids.length) {
      case 1 -> JpegPicture.Colours.GREY;
      case 3 -> {
        boolean named = ids[0] == 'R' && ids[1] == 'G' && ids[2] == 'B';
        boolean rgb = !jfif && (adobeTransform == 0 || (adobeTransform < 0 && named));
        yield rgb ? JpegPicture.Colours.RGB : JpegPicture.Colours.YCC;
      }
      default ->
          switch (adobeTransform) {
            case -1 -> JpegPicture.Colours.CMYK;
            case 0 -> JpegPicture.Colours.CMYK_INVERTED;
            default -> JpegPicture.Colours.YCCK_INVERTED;
          };
    };
  }
}

package org.pinacotheca.images.jpeg;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.images.picture.ByteSink;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.JpegPicture;
import org.pinacotheca.images.picture.Orientation;
import org.pinacotheca.images.picture.PictureRefusedException;
import org.pinacotheca.images.picture.PictureSize;
import org.pinacotheca.images.picture.PixelLimits;

/**
 * Parses a JPEG from SOI to EOI, checks its frame header, and copies what the pixels need. A JPEG
 * without a proper end is parsed again, code by code, and completed if all of its pixels are
 * present. Used once, by one thread.
 */
public final class JpegSanitizer {
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int PROGRESSIVE = 0xc2;
  private static final int TEM = 0x01;
  private static final int RST0 = 0xd0;
  private static final int RST7 = 0xd7;
  private static final int DHT = 0xc4;
  private static final int DNL = 0xdc;
  private static final int DRI = 0xdd;
  private static final int COM = 0xfe;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;
  private static final int APP14 = 0xee;
  private static final String JFIF_LABEL = "JFIF\0";
  private static final int JFIF_VERSION = 0x0102;
  private static final String EXIF_LABEL = "Exif\0\0";

  /**
   * Encoders write about ten scans; thousands over a large frame are a denial-of-service attack.
   */
  private static final int SCANS_MAX = 100;

  /** The components of CMYK. */
  private static final int INKS = 4;

  private final byte[] in;
  private final PixelLimits limits;
  private final ByteSink out;
  private final JpegProfile profile = new JpegProfile();
  private final boolean[] scanned = new boolean[256];
  private int at = 2;
  private int scans;
  private long scannedBlocks;

  /** Whether one scan has all components, so that no coefficients are held. */
  private boolean inOneScan;

  private @Nullable JpegFrame frame;
  private @Nullable Orientation orientation;
  private boolean jfif;
  private int adobeTransform = -1;

  /** Whether to read scans code by code. */
  private final boolean exact;

  private final HuffmanTables tables = new HuffmanTables();
  private int restartInterval;
  private @Nullable JpegScanReader codes;

  /** Whether bytes that decoders warn about may follow the data of a scan. */
  private boolean doubtful;

  private JpegSanitizer(byte[] in, PixelLimits limits, boolean exact) {
    this.in = in;
    this.limits = limits;
    this.exact = exact;
    this.out = new ByteSink(in.length);
  }

  public static JpegPicture read(byte[] in, PixelLimits limits) throws PictureRefusedException {
    JpegSanitizer quick = new JpegSanitizer(in, limits, /* exact= */ false);
    @Nullable JpegPicture found = null;
    try {
      found = quick.walk();
      if (!quick.doubtful) {
        return found;
      }
    } catch (PictureRefusedException e) {
      if (e.fault() != ImageFault.CORRUPT || quick.scans == 0) {
        throw e;
      }
    }
    limits
        .allowance()
        .ask(JpegScanReader.cost(in, Objects.requireNonNull(quick.frame), scansIn(in)));
    try {
      return new JpegSanitizer(in, limits, /* exact= */ true).walk();
    } catch (PictureRefusedException e) {
      if (found == null) {
        throw e;
      }
      return found;
    }
  }

  /** At most the scans of a JPEG, wherever it is damaged. */
  private static int scansIn(byte[] in) {
    int scans = 0;
    for (int i = 0; i < in.length - 1; i++) {
      scans += in[i] == -1 && in[i + 1] == (byte) SOS ? 1 : 0;
    }
    return Math.min(scans, SCANS_MAX);
  }

  private JpegPicture walk() throws PictureRefusedException {
    out.u16(0xff00 | SOI);
    boolean ended = false;
    while (!ended) {
      int marker = nextMarker();
      ended = marker == EOI;
      if (!ended) {
        ended = take(marker);
      }
    }
    out.u16(0xff00 | EOI);
    JpegFrame known = frame;
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
        profile.joined(),
        out.toByteArray(),
        inOneScan ? 0 : known.coefficientBytes(),
        scannedBlocks,
        known.samplings().length == 3 && known.samplings()[0] == 0x22);
  }

  /** Skips bytes between segments, as decoders do, but only before the pixels. */
  private int nextMarker() throws PictureRefusedException {
    while (in.length - at >= 2) {
      int next = Bytes.u8(in, at + 1);
      boolean alone = next == TEM || (next >= RST0 && next <= RST7);
      if (in[at] == -1 && next != 0 && next != 0xff) {
        at += 2;
        if (!alone) {
          return next;
        }
      } else if (scans > 0 && in[at] != 0 && in[at] != -1) {
        throw PictureRefusedException.corrupt("no marker at byte " + at);
      } else {
        at++;
      }
    }
    throw PictureRefusedException.corrupt("ends without EOI");
  }

  /** Returns whether the picture is complete, whatever follows. */
  private boolean take(int marker) throws PictureRefusedException {
    if (marker == SOI || marker < 0xc0) {
      throw PictureRefusedException.corrupt(
          "marker " + Integer.toHexString(marker) + " out of place");
    }
    if (in.length - at < 2 || Bytes.u16(in, at) < 2 || in.length - at < Bytes.u16(in, at)) {
      throw PictureRefusedException.corrupt("a segment reaches beyond the end of the file");
    }
    int from = at + 2;
    at += Bytes.u16(in, at);
    segment(marker, from, at);
    if (marker != SOS) {
      return false;
    }
    JpegScanReader reader = codes;
    if (reader == null) {
      entropyCoded();
      return false;
    }
    at = reader.scan(from, at, restartInterval, out);
    return reader.complete() && ended(reader);
  }

  /** Whether the picture ends here; a file without EOI needs further checks. */
  private boolean ended(JpegScanReader reader) throws PictureRefusedException {
    int next = at;
    while (next < in.length - 1 && in[next] == 0) {
      next++;
    }
    boolean marked = next < in.length - 1 && in[next] == -1 && in[next + 1] == (byte) EOI;
    if (!marked && reader.endsInHole()) {
      throw PictureRefusedException.corrupt("zeros instead of pixels");
    }
    return true;
  }

  private void segment(int marker, int from, int to) throws PictureRefusedException {
    switch (marker) {
      case APP0 -> jfif(from, to);
      case APP1 -> exif(from, to);
      case APP2 -> {
        if (profile.add(in, from, to)) {
          copy(marker, from, to);
        }
      }
      case APP14 -> adobe(from, to);
      case SOS -> {
        scan(from, to);
        copy(marker, from, to);
      }
      case DHT -> {
        if (exact) {
          tables.read(in, from, to);
        }
        copy(marker, from, to);
      }
      case DRI -> {
        restartInterval = to - from < 2 ? 0 : Bytes.u16(in, from);
        copy(marker, from, to);
      }
      case DNL, COM -> {}
      default -> {
        if (JpegFrame.isFrame(marker)) {
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

  /** Only the fixed part; a thumbnail may follow it. */
  private void jfif(int from, int to) {
    if (!jfif && scans == 0 && to - from >= 14 && Bytes.hasAt(in, from, JFIF_LABEL)) {
      jfif = true;
      // Decoders accept any JFIF version but warn about unknown ones.
      out.u16(0xff00 | APP0).u16(16).text(JFIF_LABEL).u16(JFIF_VERSION);
      out.range(in, from + 7, from + 12).u16(0);
    }
  }

  private void exif(int from, int to) {
    if (orientation == null && to - from > 6 && Bytes.hasAt(in, from, EXIF_LABEL)) {
      orientation = Orientation.ofTiff(in, from + EXIF_LABEL.length(), to);
    }
  }

  private void adobe(int from, int to) {
    if (adobeTransform < 0 && scans == 0 && to - from >= 12 && Bytes.hasAt(in, from, "Adobe")) {
      adobeTransform = Bytes.u8(in, from + 11);
    }
  }

  /**
   * Writes Adobe's marker before the first scan, where its meaning is known. Decoders read an
   * unknown code as YCC or YCCK and warn. Browsers read CMYK as inverted, as Adobe does, even
   * without the marker; other viewers only with it.
   */
  private void markColours(JpegFrame known) {
    int components = known.components();
    if (components == INKS || (components == 3 && adobeTransform >= 0)) {
      int transform = adobeTransform <= 0 ? 0 : components == INKS ? 2 : 1;
      out.u16(0xff00 | APP14).u16(14).text("Adobe").u16(100).u32(0).u8(transform);
    }
  }

  private void frame(int marker, int from, int to) throws PictureRefusedException {
    if (frame != null) {
      throw PictureRefusedException.corrupt("two frames");
    }
    if (to - from < 6) {
      throw PictureRefusedException.corrupt("a frame header of " + (to - from) + " bytes");
    }
    int components = Bytes.u8(in, from + 5);
    if (marker > PROGRESSIVE
        || in[from] != 8
        || (components != 1 && components != 3 && components != 4)) {
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
    JpegFrame read = new JpegFrame(size, marker == PROGRESSIVE, ids, samplings);
    frame = read;
    codes = exact ? new JpegScanReader(in, read, tables, limits.allowance()) : null;
  }

  private PictureSize size(int width, int height) throws PictureRefusedException {
    limits.checkPicture(width, height);
    return new PictureSize(width, height);
  }

  private void scan(int from, int to) throws PictureRefusedException {
    JpegFrame known = frame;
    if (known == null || to - from < 6 || to - from != 4 + 2 * in[from]) {
      throw PictureRefusedException.corrupt("a scan without frame or of wrong length");
    }
    if (scans == 0) {
      markColours(known);
    }
    if (++scans > SCANS_MAX) {
      throw PictureRefusedException.unsupported("more than " + SCANS_MAX + " scans");
    }
    for (int i = 0; i < in[from]; i++) {
      int id = Bytes.u8(in, from + 1 + 2 * i);
      scanned[id] = true;
      scannedBlocks += inOneScan ? 0 : known.codedBlocks(known.indexOf(id));
    }
    inOneScan |= !known.progressive() && in[from] == known.components();
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
      if (next == 0 || (next >= RST0 && next <= RST7)) {
        i += 2;
      } else if (next == 0xff) {
        i++;
      } else {
        break;
      }
      doubtful |= next >= RST0 && next <= RST7 && endsInZero(from, i - 2);
    }
    doubtful |= endsInZero(from, i);
    out.range(in, from, i);
    at = i;
  }

  /** Data seldom end in a zero; the zero of a stuffed byte does not count. */
  private boolean endsInZero(int from, int to) {
    return to - from >= 2 && in[to - 1] == 0 && in[to - 2] != -1;
  }
}

package org.pinacotheca.persistence.imaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Walks the blocks of a GIF to its trailer and copies frames, their timing and the loop count.
 * Comments, plain text and applications' own data stay behind. Used once, by one thread.
 */
final class GifReader {
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int CONTROL = 0xf9;
  private static final int APPLICATION = 0xff;
  private static final int FRAMES_MAX = 20_000;
  private static final byte[] NONE = {};

  private final byte[] in;
  private final PictureLimits limits;
  private final ByteSink out;
  private final List<GifPicture.Frame> frames = new ArrayList<>();
  private int at;
  private int globalPalette;
  private int globalEntries;
  private byte[] control = NONE;
  private long framesPixels;

  private GifReader(byte[] in, PictureLimits limits) {
    this.in = in;
    this.limits = limits;
    this.out = new ByteSink(in.length);
  }

  static GifPicture read(byte[] in, PictureLimits limits) throws PictureRefusedException {
    return new GifReader(in, limits).walk();
  }

  private GifPicture walk() throws PictureRefusedException {
    need(13);
    int width = Bytes.u16Little(in, 6);
    int height = Bytes.u16Little(in, 8);
    limits.checkPicture(width, height);
    int flags = Bytes.u8(in, 10);
    copy(13);
    if ((flags & 0x80) != 0) {
      globalEntries = 2 << (flags & 7);
      globalPalette = out.size();
      copy(3 * globalEntries);
    }
    int block = next();
    while (block != TRAILER) {
      switch (block) {
        case EXTENSION -> extension();
        case IMAGE -> image();
        default -> throw PictureRefusedException.corrupt("block " + block + " at byte " + (at - 1));
      }
      block = next();
    }
    out.u8(TRAILER);
    if (frames.isEmpty()) {
      throw PictureRefusedException.corrupt("no frame");
    }
    return new GifPicture(new PictureSize(width, height), out.toByteArray(), List.copyOf(frames));
  }

  private void need(int bytes) throws PictureRefusedException {
    if (in.length - at < bytes) {
      throw PictureRefusedException.corrupt("ends at byte " + in.length);
    }
  }

  private int next() throws PictureRefusedException {
    need(1);
    return Bytes.u8(in, at++);
  }

  private void copy(int bytes) throws PictureRefusedException {
    need(bytes);
    out.range(in, at, at + bytes);
    at += bytes;
  }

  private void skipBlocks() throws PictureRefusedException {
    for (int length = next(); length > 0; length = next()) {
      need(length);
      at += length;
    }
  }

  private void extension() throws PictureRefusedException {
    int label = next();
    need(1);
    int length = Bytes.u8(in, at);
    need(1 + length);
    int from = at + 1;
    switch (label) {
      case CONTROL -> {
        if (length != 4) {
          throw PictureRefusedException.corrupt("a graphic control of " + length + " bytes");
        }
        control = Arrays.copyOfRange(in, from, from + 4);
      }
      case APPLICATION -> {
        boolean loops =
            Bytes.hasAt(in, from, "NETSCAPE2.0") || Bytes.hasAt(in, from, "ANIMEXTS1.0");
        int loop = from + length;
        if (length == 11 && loops && in.length - loop >= 4 && in[loop] == 3 && in[loop + 1] == 1) {
          out.u8(EXTENSION).u8(APPLICATION).range(in, at, loop + 4).u8(0);
        }
      }
      // A graphic control belongs to the next thing drawn, and text is drawn: it goes with the
      // text.
      case 0x01 -> control = NONE;
      default -> {}
    }
    skipBlocks();
  }

  private void image() throws PictureRefusedException {
    need(9);
    int width = Bytes.u16Little(in, at + 4);
    int height = Bytes.u16Little(in, at + 6);
    limits.checkPicture(width, height);
    framesPixels += (long) width * height;
    limits.checkFrames(framesPixels);
    if (frames.size() >= FRAMES_MAX) {
      throw PictureRefusedException.unsupported("more than " + FRAMES_MAX + " frames");
    }
    int left = Bytes.u16Little(in, at);
    int top = Bytes.u16Little(in, at + 2);
    int flags = Bytes.u8(in, at + 8);
    if (control.length > 0) {
      out.u8(EXTENSION).u8(CONTROL).u8(4).all(control).u8(0);
    }
    out.u8(IMAGE);
    copy(9);
    int palette = globalPalette;
    int entries = globalEntries;
    if ((flags & 0x80) != 0) {
      entries = 2 << (flags & 7);
      palette = out.size();
      copy(3 * entries);
    }
    int transparent = control.length > 0 && (control[0] & 1) != 0 ? control[3] & 0xff : -1;
    control = NONE;
    int data = out.size();
    copy(1);
    int length;
    do {
      need(1);
      length = Bytes.u8(in, at);
      copy(1 + length);
    } while (length > 0);
    PictureSize size = new PictureSize(width, height);
    frames.add(
        new GifPicture.Frame(
            left, top, size, (flags & 0x40) != 0, palette, entries, transparent, data));
  }
}

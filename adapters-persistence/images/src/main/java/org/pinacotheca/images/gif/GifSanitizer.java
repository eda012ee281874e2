package org.pinacotheca.images.gif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pinacotheca.images.picture.ByteSink;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.GifPicture;
import org.pinacotheca.images.picture.PictureRefusedException;
import org.pinacotheca.images.picture.PictureSize;
import org.pinacotheca.images.picture.PixelLimits;

/**
 * Parses the blocks of a GIF up to its trailer and copies frames, their timing and the loop count.
 * Drops comments, plain text and application data. As in browsers, the first frame may enlarge the
 * screen, and anything after the last frame is ignored. Used once, by one thread.
 */
public final class GifSanitizer {
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int CONTROL = 0xf9;
  private static final int APPLICATION = 0xff;
  private static final int COMMENT = 0xfe;
  private static final int FRAMES_MAX = 20_000;
  private static final byte[] NONE = {};
  private static final int SCREEN = 6;
  private static final int CONTROL_BYTES = 8;

  private final byte[] in;
  private final PixelLimits limits;
  private final ByteSink out;
  private final List<GifPicture.Frame> frames = new ArrayList<>();
  private int at;
  private int globalPalette;
  private int globalEntries;
  private byte[] control = NONE;
  private long framesPixels;
  private int width;
  private int height;

  private GifSanitizer(byte[] in, PixelLimits limits) {
    this.in = in;
    this.limits = limits;
    this.out = new ByteSink(in.length);
  }

  public static GifPicture read(byte[] in, PixelLimits limits) throws PictureRefusedException {
    return new GifSanitizer(in, limits).walk();
  }

  private GifPicture walk() throws PictureRefusedException {
    need(13);
    int flags = Bytes.u8(in, 10);
    width = Bytes.u16Little(in, SCREEN);
    height = Bytes.u16Little(in, SCREEN + 2);
    if (width > 0 && height > 0) {
      limits.checkPicture(width, height);
    }
    copy(13);
    if ((flags & 0x80) != 0) {
      globalEntries = 2 << (flags & 7);
      globalPalette = out.size();
      copy(3 * globalEntries);
    }
    while (!atEnd()) {
      if (next() == EXTENSION) {
        extension();
      } else {
        image();
      }
    }
    if (frames.isEmpty()) {
      throw PictureRefusedException.corrupt("no frame");
    }
    byte[] clean = out.u8(TRAILER).toByteArray();
    byte[] screen = new ByteSink(4).u16Little(width).u16Little(height).toByteArray();
    System.arraycopy(screen, 0, clean, SCREEN, screen.length);
    return new GifPicture(new PictureSize(width, height), clean, List.copyOf(frames));
  }

  /** Whether no frame follows; throws when one is announced or lies after damage. */
  private boolean atEnd() throws PictureRefusedException {
    int block = at < in.length ? Bytes.u8(in, at) : -1;
    if (block == EXTENSION || block == IMAGE) {
      return false;
    }
    if (block != TRAILER && (frames.isEmpty() || control.length > 0 || frameFollows())) {
      throw PictureRefusedException.corrupt("block " + block + " at byte " + at);
    }
    return true;
  }

  /** Whether the rest contains a graphic control followed by a frame. */
  private boolean frameFollows() {
    for (int i = at; i < in.length - CONTROL_BYTES; i++) {
      if (Bytes.u16(in, i) == 0x21f9
          && in[i + 2] == 4
          && Bytes.u16(in, i + CONTROL_BYTES - 1) == IMAGE) {
        return true;
      }
    }
    return false;
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

  /** The end of the file ends them too, because they contain no pixels. */
  private void skipBlocks() {
    while (at < in.length && in[at] != 0) {
      at += Math.min(1 + Bytes.u8(in, at), in.length - at);
    }
    at = Math.min(at + 1, in.length);
  }

  private void extension() throws PictureRefusedException {
    int label = at < in.length ? next() : COMMENT;
    int length = at < in.length ? Bytes.u8(in, at) : 0;
    int from = at + 1;
    switch (label) {
      case CONTROL -> {
        need(1 + length);
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
      // A graphic control belongs to the next block drawn; if that is text, both are dropped.
      case 0x01 -> control = NONE;
      default -> {}
    }
    skipBlocks();
  }

  private void image() throws PictureRefusedException {
    need(9);
    int left = Bytes.u16Little(in, at);
    int top = Bytes.u16Little(in, at + 2);
    int frameWidth = Bytes.u16Little(in, at + 4);
    int frameHeight = Bytes.u16Little(in, at + 6);
    if (frameWidth == 0 || frameHeight == 0) {
      skipEmptyFrame();
      return;
    }
    limits.checkPicture(frameWidth, frameHeight);
    framesPixels += (long) frameWidth * frameHeight;
    limits.checkFrames(framesPixels);
    if (frames.isEmpty()) {
      width = Math.max(width, left + frameWidth);
      height = Math.max(height, top + frameHeight);
      limits.checkPicture(width, height);
    }
    if (frames.size() >= FRAMES_MAX) {
      throw PictureRefusedException.unsupported("more than " + FRAMES_MAX + " frames");
    }
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
    blocks();
    PictureSize size = new PictureSize(frameWidth, frameHeight);
    frames.add(
        new GifPicture.Frame(
            left, top, size, (flags & 0x40) != 0, palette, entries, transparent, data));
  }

  /** The frame has no pixels. */
  private void skipEmptyFrame() {
    int flags = Bytes.u8(in, at + 8);
    at = Math.min(in.length, at + 9 + ((flags & 0x80) != 0 ? 3 * (2 << (flags & 7)) : 0) + 1);
    skipBlocks();
    control = NONE;
  }

  /** Copies the blocks of a frame. A decoder checks that they contain all of its pixels. */
  private void blocks() {
    int length = -1;
    while (length != 0) {
      int left = in.length - at - 1;
      length = left < 0 ? 0 : Math.min(Bytes.u8(in, at), left);
      out.u8(length).range(in, Math.min(at + 1, in.length), Math.min(at + 1, in.length) + length);
      at = Math.min(at + 1 + length, in.length);
    }
  }
}

package org.pinacotheca.images.jpeg;

import org.pinacotheca.images.picture.PictureRefusedException;
import org.pinacotheca.images.picture.PictureSize;

/**
 * The frame header (SOF) of a JPEG.
 *
 * @param ids the name of each component
 * @param samplings for each component, the blocks of a unit across (high four bits) and down (low
 *     four bits)
 */
public record JpegFrame(PictureSize size, boolean progressive, int[] ids, int[] samplings) {
  private static final int BLOCK = 8;
  private static final int COEFFICIENT_BYTES_PER_BLOCK = 128;

  /** Whether a segment with this marker is a frame header. */
  static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  int components() {
    return ids.length;
  }

  int indexOf(int id) throws PictureRefusedException {
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] == id) {
        return i;
      }
    }
    throw PictureRefusedException.corrupt("no component " + id);
  }

  /** Blocks of a component in a unit, across. */
  int across(int component) {
    return samplings[component] >> 4;
  }

  /** Blocks of a component in a unit, down. */
  int down(int component) {
    return samplings[component] & 15;
  }

  int unitsAcross() {
    return Math.ceilDiv(size.width(), BLOCK * acrossMax());
  }

  int unitsDown() {
    return Math.ceilDiv(size.height(), BLOCK * downMax());
  }

  /** Blocks that hold pixels of a component, across; a unit may have more. */
  int blocksAcross(int component) {
    return Math.ceilDiv(Math.ceilDiv(size.width() * across(component), acrossMax()), BLOCK);
  }

  /** Blocks that hold pixels of a component, down; a unit may have more. */
  int blocksDown(int component) {
    return Math.ceilDiv(Math.ceilDiv(size.height() * down(component), downMax()), BLOCK);
  }

  int blocks(int component) {
    return blocksAcross(component) * blocksDown(component);
  }

  /** The blocks of a component in all units. */
  long codedBlocks(int component) {
    return (long) unitsAcross() * unitsDown() * across(component) * down(component);
  }

  /** The bytes of all coefficients, which a decoder holds for a picture of several scans. */
  long coefficientBytes() {
    long blocks = 0;
    for (int i = 0; i < ids.length; i++) {
      blocks += codedBlocks(i);
    }
    return blocks * COEFFICIENT_BYTES_PER_BLOCK;
  }

  private int acrossMax() {
    int most = 1;
    for (int i = 0; i < ids.length; i++) {
      most = Math.max(most, across(i));
    }
    return most;
  }

  private int downMax() {
    int most = 1;
    for (int i = 0; i < ids.length; i++) {
      most = Math.max(most, down(i));
    }
    return most;
  }
}

package org.pinacotheca.persistence.imaging;

/**
 * Where a decoder puts pixels, row by row, so that it need not hold a whole picture itself. What is
 * not put stays transparent, or black without alpha.
 */
interface PixelSink {
  /**
   * Puts pixels of one row, which lie within the picture.
   *
   * @param x of the first
   * @param step from one to the next
   * @param samples interleaved, as many for each pixel as the picture has
   * @param count of the pixels
   */
  void put(int x, int y, int step, byte[] samples, int count);
}

package org.pinacotheca.images.picture;

/**
 * Receives pixels from a decoder row by row, so that it need not hold a whole picture. Missing
 * pixels stay transparent, or black without alpha.
 */
public interface PixelSink {
  /**
   * Writes pixels of one row, which must lie within the picture.
   *
   * @param x the position of the first pixel
   * @param step the distance between two pixels
   * @param samples interleaved, one per channel and pixel
   * @param count the number of pixels
   */
  void put(int x, int y, int step, byte[] samples, int count);
}

package org.pinacotheca.application.spi;

import java.util.Map;
import java.util.Objects;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.Rendition;

/**
 * A picture ready to be stored: upright, free of metadata, in every rendition.
 *
 * @param format the format of the original
 * @param width pixels of the upright original
 * @param height pixels of the upright original
 * @param files the bytes of every {@link Rendition}; not copied, so neither side may change them
 */
public record RenderedPicture(
    ImageFormat format, int width, int height, Map<Rendition, byte[]> files) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public RenderedPicture {
    files = Map.copyOf(files);
    if (files.size() != Rendition.values().length) {
      throw new IllegalArgumentException(
          "a rendered picture has every rendition, not only " + files.keySet());
    }
  }

  /** The bytes of one rendition. */
  public byte[] file(Rendition rendition) {
    return Objects.requireNonNull(files.get(rendition));
  }
}

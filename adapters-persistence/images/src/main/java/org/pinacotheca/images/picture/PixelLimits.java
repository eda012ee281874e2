package org.pinacotheca.images.picture;

import org.pinacotheca.domain.picture.ImageFault;

/**
 * The limits of a picture, checked before decoding.
 *
 * @param pixelsMax width times height of one picture
 * @param framesPixelsMax the sum over all frames of an animation
 * @param allowance to be asked before a sanitizer does more than to parse a file once
 */
public record PixelLimits(long pixelsMax, long framesPixelsMax, Allowance allowance) {
  /** All frames of an animation may have this many times the pixels of a still picture. */
  private static final int FRAMES_ALLOWANCE = 10;

  public static PixelLimits of(long pixelsMax) {
    return new PixelLimits(
        pixelsMax, Math.multiplyExact(pixelsMax, FRAMES_ALLOWANCE), Allowance.ANYTHING);
  }

  public PixelLimits with(Allowance asked) {
    return new PixelLimits(pixelsMax, framesPixelsMax, asked);
  }

  public void checkPicture(long width, long height) throws PictureRefusedException {
    if (width < 1 || height < 1) {
      throw PictureRefusedException.corrupt("a picture of " + width + " x " + height + " pixels");
    }
    if (width * height > pixelsMax) {
      throw new PictureRefusedException(
          ImageFault.TOO_MANY_PIXELS,
          width + " x " + height + " pixels are more than " + pixelsMax);
    }
  }

  public void checkFrames(long framesPixels) throws PictureRefusedException {
    if (framesPixels > framesPixelsMax) {
      throw new PictureRefusedException(
          ImageFault.TOO_MANY_PIXELS,
          framesPixels + " pixels in all frames are more than " + framesPixelsMax);
    }
  }
}

package org.pinacotheca.images.picture;

import org.pinacotheca.domain.picture.ImageFault;

/** A picture is refused. Without a stack trace, because it is an expected result. */
public final class PictureRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ImageFault fault;

  public PictureRefusedException(ImageFault fault, String reason) {
    super(reason, null, false, false);
    this.fault = fault;
  }

  public static PictureRefusedException corrupt(String reason) {
    return new PictureRefusedException(ImageFault.CORRUPT, reason);
  }

  public static PictureRefusedException unsupported(String reason) {
    return new PictureRefusedException(ImageFault.UNSUPPORTED_KIND, reason);
  }

  public ImageFault fault() {
    return fault;
  }
}

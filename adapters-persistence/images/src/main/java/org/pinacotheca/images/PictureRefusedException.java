package org.pinacotheca.images;

import org.pinacotheca.domain.picture.ImageFault;

/** A picture is refused. Without a stack trace, because it is an expected result. */
final class PictureRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ImageFault fault;

  PictureRefusedException(ImageFault fault, String reason) {
    super(reason, null, false, false);
    this.fault = fault;
  }

  static PictureRefusedException corrupt(String reason) {
    return new PictureRefusedException(ImageFault.CORRUPT, reason);
  }

  static PictureRefusedException unsupported(String reason) {
    return new PictureRefusedException(ImageFault.UNSUPPORTED_KIND, reason);
  }

  ImageFault fault() {
    return fault;
  }
}

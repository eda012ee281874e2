package org.pinacotheca.domain.picture;

/**
 * The formats of pictures that a gallery accepts. The format is determined by a file's content,
 * never by its name or declared type.
 */
public enum ImageFormat {
  JPEG("image/jpeg", "jpg"),
  PNG("image/png", "png"),
  GIF("image/gif", "gif"),
  WEBP("image/webp", "webp");

  private final String mediaType;
  private final String extension;

  ImageFormat(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  /** The registered media type, such as {@code image/jpeg}. */
  public String mediaType() {
    return mediaType;
  }

  /** The usual file name extension without a dot. */
  public String extension() {
    return extension;
  }
}

package org.pinacotheca.application.api.pictures;

import org.pinacotheca.domain.picture.Rendition;

/**
 * The addresses of one picture for one viewer. An address is itself the proof of access, so it is
 * never logged.
 */
public interface PictureLinks {
  /**
   * The path of a rendition below the service's public address, beginning with {@code /media/};
   * signed, and valid for at most the configured time. Where the viewer wants unsafe pictures
   * masked, it leads to the masked rendition instead.
   */
  String path(Rendition rendition);
}

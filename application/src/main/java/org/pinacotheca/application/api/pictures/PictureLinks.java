package org.pinacotheca.application.api.pictures;

import org.pinacotheca.domain.picture.Rendition;

/**
 * The addresses of one picture for one viewer. An address needs no other proof of access, so it
 * never reaches a log.
 */
public interface PictureLinks {
  /**
   * The path of a rendition below the service's public address, beginning with {@code /media/};
   * signed, and good for at most the time the service is set to. Where the viewer wants unsafe
   * pictures masked, it leads to the masked rendition instead.
   */
  String path(Rendition rendition);
}

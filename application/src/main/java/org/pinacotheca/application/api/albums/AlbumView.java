package org.pinacotheca.application.api.albums;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.api.pictures.PictureLinks;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.gallery.PictureId;

/**
 * An album as one viewer sees it.
 *
 * @param cover addresses of its first approved picture; empty when there is none or the viewer has
 *     no access
 * @param coverSafe whether that picture is safe
 * @param pictureIds the approved pictures, ascending; empty when they were not asked for
 */
public record AlbumView(
    Album album,
    Optional<PictureLinks> cover,
    boolean coverSafe,
    Optional<List<PictureId>> pictureIds) {
  public AlbumView {
    pictureIds = pictureIds.map(List::copyOf);
  }
}

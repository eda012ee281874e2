package org.pinacotheca.application.api.pictures;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.UserId;

/**
 * Finds pictures of any members by owners, album and ids, which narrow one another; empty ones set
 * no condition, but one must be given. Finds approved pictures, and the actor's own pending ones;
 * whom they act for makes no difference. Nobody is refused.
 *
 * @param owners at most 100
 * @param pictures at most 100
 */
public record FindPictures(
    List<UserId> owners, Optional<AlbumId> album, List<PictureId> pictures, PageRequest page) {
  private static final int NAMED_MAX = 100;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public FindPictures {
    owners = List.copyOf(owners);
    pictures = List.copyOf(pictures);
    if (owners.isEmpty() && album.isEmpty() && pictures.isEmpty()) {
      throw new IllegalArgumentException("pictures are found by owner, album or ids");
    }
    if (owners.size() > NAMED_MAX || pictures.size() > NAMED_MAX) {
      throw new IllegalArgumentException(
          "at most " + NAMED_MAX + " pictures and owners each are found at once");
    }
  }
}

package org.pinacotheca.application.api.pictures;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.UserId;

/**
 * Finds pictures of any members by owners, album and ids, which narrow one another; empty ones set
 * no condition, but one must be given. Finds approved pictures, and the actor's own pending ones;
 * whom they act for makes no difference.
 *
 * @param owners at most 100
 * @param pictures at most 100
 */
public record FindPictures(
    List<UserId> owners,
    Optional<AlbumId> album,
    List<PictureId> pictures,
    OptionalInt pageNumber,
    OptionalInt pageSize) {
  public FindPictures {
    owners = List.copyOf(owners);
    pictures = List.copyOf(pictures);
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits FindPictures.Found, InvalidFields {}

  /** The page, by id. */
  public record Found(Page<PictureView> pictures) implements Outcome {}
}

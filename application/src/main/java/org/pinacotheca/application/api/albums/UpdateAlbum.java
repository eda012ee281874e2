package org.pinacotheca.application.api.albums;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.domain.album.AlbumChange;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Changes an album's description, lock and position. Viewers who have unlocked the album keep
 * access, however PIN and price change. A PIN alone, or a price alone, is a fault for an album
 * without a lock. Needs {@link org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 *
 * @param album empty when the caller named none, which is a fault
 * @param sequence the album's new position, 0 the first, and the others make room; a position
 *     behind the last becomes the last; empty keeps it
 */
public record UpdateAlbum(Optional<AlbumId> album, AlbumChange change, OptionalInt sequence)
    implements Request {
  @Override
  public List<FieldFault> faults() {
    return Form.all(
        List.of(
            Form.required(album, Field.ALBUM, "the id of one of the member's albums."),
            sequence.orElse(0) < 0
                ? List.of(FieldFault.of(Field.SEQUENCE, "must be 0, the first place, or more."))
                : List.of(),
            change.check().faults()));
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits UpdateAlbum.Updated, CommonRefusal, AlbumNotFound {}

  /** The album was changed. */
  public record Updated(AlbumView album) implements Outcome {}
}

package org.pinacotheca.application.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.input.Field;
import org.pinacotheca.domain.input.FieldFault;

/**
 * Replaces what the subject says about an album; a draft without PIN and price removes them. Needs
 * {@link org.pinacotheca.domain.client.Scope#PROFILE_GALLERY}.
 *
 * @param album empty when the caller named none, which is a fault
 * @param sequence the album's new place in the order; empty leaves it
 */
public record UpdateAlbum(Optional<AlbumId> album, AlbumDraft draft, OptionalInt sequence)
    implements Request {
  @Override
  public List<FieldFault> faults() {
    return Form.all(
        List.of(
            Form.required(album, Field.ALBUM, "the id of one of the member's albums."),
            sequence.orElse(0) < 0 || sequence.orElse(0) > Album.SEQUENCE_MAX
                ? List.of(
                    FieldFault.of(
                        Field.SEQUENCE,
                        "must be between 0 and "
                            + Album.SEQUENCE_MAX
                            + ", not "
                            + sequence.orElse(0)
                            + "."))
                : List.of(),
            draft.check().faults()));
  }

  /** What came of it. */
  public sealed interface Outcome permits UpdateAlbum.Updated, CommonRefusal, AlbumNotFound {}

  /** The album was replaced. */
  public record Updated(AlbumView album) implements Outcome {}
}

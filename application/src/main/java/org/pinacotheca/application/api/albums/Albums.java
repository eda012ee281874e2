package org.pinacotheca.application.api.albums;

import java.util.List;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.domain.album.AlbumDetails;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.validation.Checked;

/** Albums of members. Thread-safe; every call may wait for storage. */
public interface Albums {
  /**
   * Creates an album behind the subject's others.
   *
   * @return the album, or {@link TooManyAlbums} for a subject with 1000
   */
  CreateAlbum.Outcome create(Caller caller, CreateAlbum command);

  /** Checks the draft and creates its album; a faulty draft is {@link InvalidFields}. */
  default CreateAlbum.Outcome create(Caller caller, AlbumDraft draft) {
    return switch (draft.check()) {
      case Checked.Valid<AlbumDetails>(var details) -> create(caller, new CreateAlbum(details));
      case Checked.Invalid<AlbumDetails>(var faults) -> new InvalidFields(faults);
    };
  }

  /**
   * Changes description, lock and position of an album of the subject; what is not named stays.
   *
   * @return the album as it is now, or the refusal: no such album, a PIN or a price alone for an
   *     album without a lock
   */
  UpdateAlbum.Outcome update(Caller caller, UpdateAlbum command);

  /**
   * Removes an album of the subject, with its pictures or without them.
   *
   * @return the refusal, if any: no such album, or {@link GalleryFull} when pictures that stay
   *     would have no room outside of albums
   */
  RemoveAlbum.Outcome remove(Caller caller, RemoveAlbum command);

  /**
   * Lists the albums of a member, at most 1000, by sequence, then id.
   *
   * @return the albums, or {@link org.pinacotheca.application.api.accounts.MemberNotFound}, also
   *     for a suspended member
   */
  ListAlbums.Outcome list(Caller caller, ListAlbums query);

  /** The albums by owner, then sequence, then id. */
  List<AlbumView> find(Caller caller, FindAlbums query);
}

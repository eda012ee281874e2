package org.pinacotheca.application.api.albums;

import java.util.List;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.domain.album.AlbumDetails;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.validation.Checked;

/** Albums of members. Thread-safe; every call may wait for storage. */
public interface Albums {
  CreateAlbum.Outcome create(Caller caller, CreateAlbum command);

  /** Checks the draft and creates its album; a faulty draft is {@link InvalidFields}. */
  default CreateAlbum.Outcome create(Caller caller, AlbumDraft draft) {
    return switch (draft.check()) {
      case Checked.Valid<AlbumDetails>(var details) -> create(caller, new CreateAlbum(details));
      case Checked.Invalid<AlbumDetails>(var faults) -> new InvalidFields(faults);
    };
  }

  UpdateAlbum.Outcome update(Caller caller, UpdateAlbum command);

  RemoveAlbum.Outcome remove(Caller caller, RemoveAlbum command);

  ListAlbums.Outcome list(Caller caller, ListAlbums query);

  /** The albums by owner, then sequence, then id. */
  List<AlbumView> find(Caller caller, FindAlbums query);
}

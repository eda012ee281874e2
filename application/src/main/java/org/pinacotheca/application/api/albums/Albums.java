package org.pinacotheca.application.api.albums;

import java.util.List;
import org.pinacotheca.domain.identity.Caller;

/** Albums of members. Thread-safe; every call may wait for storage. */
public interface Albums {
  CreateAlbum.Outcome create(Caller caller, CreateAlbum command);

  UpdateAlbum.Outcome update(Caller caller, UpdateAlbum command);

  RemoveAlbum.Outcome remove(Caller caller, RemoveAlbum command);

  ListAlbums.Outcome list(Caller caller, ListAlbums query);

  /** The albums by owner, then sequence, then id. */
  List<AlbumView> find(Caller caller, FindAlbums query);
}

package org.pinacotheca.application.api.sharing;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.sharing.ShareLink;

/**
 * Lists the subject's share links by id, ended ones included. Needs {@link
 * org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 *
 * @param album whose links; empty means those of all albums
 */
public record GetShareLinks(Optional<AlbumId> album) {
  /** The possible outcomes. */
  public sealed interface Outcome permits GetShareLinks.Listed, CommonRefusal, AlbumNotFound {}

  /** The links. */
  public record Listed(List<ShareLink> links) implements Outcome {
    public Listed {
      links = List.copyOf(links);
    }
  }
}

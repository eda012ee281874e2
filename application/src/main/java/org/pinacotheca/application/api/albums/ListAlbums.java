package org.pinacotheca.application.api.albums;

import java.util.List;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.identity.UserId;

/**
 * Lists a member's albums by sequence, then id. Names and numbers are for every member; addresses
 * of pictures only for those with access.
 *
 * @param withPictureIds whether the ids of the approved pictures are wanted
 */
public record ListAlbums(UserId owner, boolean withPictureIds, Masking masking) {
  /** The possible outcomes. */
  public sealed interface Outcome permits ListAlbums.Listed, CommonRefusal, MemberNotFound {}

  /** The albums, at most as many as a member may have. */
  public record Listed(List<AlbumView> albums) implements Outcome {
    public Listed {
      albums = List.copyOf(albums);
    }
  }
}

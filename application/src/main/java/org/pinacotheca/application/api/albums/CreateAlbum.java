package org.pinacotheca.application.api.albums;

import java.util.List;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Creates an album behind the subject's other albums. Needs {@link
 * org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 */
public record CreateAlbum(AlbumDraft draft) implements Request {
  @Override
  public List<FieldFault> faults() {
    return draft.check().faults();
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits CreateAlbum.Created, CommonRefusal, TooManyAlbums {}

  /** The album was created. */
  public record Created(AlbumView album) implements Outcome {}
}

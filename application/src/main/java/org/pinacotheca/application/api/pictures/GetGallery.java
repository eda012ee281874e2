package org.pinacotheca.application.api.pictures;

import java.util.Optional;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.UserId;

/** Reads the approved pictures of a member's gallery, or of one album of it. */
public record GetGallery(
    UserId owner, Optional<AlbumId> album, PictureOrder order, PageRequest page, Masking masking) {
  /** The possible outcomes. */
  public sealed interface Outcome
      permits GetGallery.Read, CommonRefusal, MemberNotFound, AlbumNotFound {}

  /** The page. */
  public record Read(Member owner, Page<PictureView> pictures) implements Outcome {}
}

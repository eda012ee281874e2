package org.pinacotheca.application.api.pictures;

import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.UserId;

/** Reads the free gallery of a member, newest first. */
public record GetFreeGallery(UserId owner, PageRequest page, Masking masking) {
  /** The possible outcomes. */
  public sealed interface Outcome permits GetFreeGallery.Read, MemberNotFound {}

  /** The page. */
  public record Read(Member owner, Page<PictureView> pictures) implements Outcome {}
}

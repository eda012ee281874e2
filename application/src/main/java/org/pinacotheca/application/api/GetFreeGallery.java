package org.pinacotheca.application.api;

import java.util.OptionalInt;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.member.Member;
import org.pinacotheca.domain.member.UserId;

/** Reads the free gallery of a member, newest first. */
public record GetFreeGallery(
    UserId owner, OptionalInt pageNumber, OptionalInt pageSize, Masking masking) {

  /** What came of it. */
  public sealed interface Outcome permits GetFreeGallery.Read, MemberNotFound, InvalidFields {}

  /** The page. */
  public record Read(Member owner, Page<PictureView> pictures) implements Outcome {}
}

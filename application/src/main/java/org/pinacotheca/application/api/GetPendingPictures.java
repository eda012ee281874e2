package org.pinacotheca.application.api;

import java.util.OptionalInt;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.member.Member;

/** Reads the subject's pictures that wait for approval, oldest first. */
public record GetPendingPictures(OptionalInt pageNumber, OptionalInt pageSize, Masking masking) {
  /** What came of it. */
  public sealed interface Outcome permits GetPendingPictures.Read, Denied, InvalidFields {}

  /** The page. */
  public record Read(Member owner, Page<PictureView> pictures) implements Outcome {}
}

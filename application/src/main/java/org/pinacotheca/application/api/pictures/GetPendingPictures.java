package org.pinacotheca.application.api.pictures;

import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Member;

/** Reads the subject's pictures that wait for approval, oldest first. */
public record GetPendingPictures(PageRequest page, Masking masking) {
  /** The possible outcomes. */
  public sealed interface Outcome permits GetPendingPictures.Read, CommonRefusal {}

  /** The page. */
  public record Read(Member owner, Page<PictureView> pictures) implements Outcome {}
}

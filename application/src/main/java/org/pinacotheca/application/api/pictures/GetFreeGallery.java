package org.pinacotheca.application.api.pictures;

import java.util.List;
import java.util.OptionalInt;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.validation.FieldFault;

/** Reads the free gallery of a member, newest first. */
public record GetFreeGallery(
    UserId owner, OptionalInt pageNumber, OptionalInt pageSize, Masking masking)
    implements Request {

  @Override
  public List<FieldFault> faults() {
    return Form.page(pageNumber, pageSize);
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits GetFreeGallery.Read, MemberNotFound, InvalidFields {}

  /** The page. */
  public record Read(Member owner, Page<PictureView> pictures) implements Outcome {}
}

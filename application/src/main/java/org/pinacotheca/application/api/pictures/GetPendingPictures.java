package org.pinacotheca.application.api.pictures;

import java.util.List;
import java.util.OptionalInt;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.validation.FieldFault;

/** Reads the subject's pictures that wait for approval, oldest first. */
public record GetPendingPictures(OptionalInt pageNumber, OptionalInt pageSize, Masking masking)
    implements Request {
  @Override
  public List<FieldFault> faults() {
    return Form.page(pageNumber, pageSize);
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits GetPendingPictures.Read, CommonRefusal {}

  /** The page. */
  public record Read(Member owner, Page<PictureView> pictures) implements Outcome {}
}

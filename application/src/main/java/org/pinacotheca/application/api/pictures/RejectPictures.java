package org.pinacotheca.application.api.pictures;

import java.util.List;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Removes pending pictures of the subject: all or none. Needs {@link
 * org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 *
 * @param pictures 1 to 50; one named twice counts once; an approved one is not found
 */
public record RejectPictures(List<PictureId> pictures) implements Request {
  public RejectPictures {
    pictures = List.copyOf(pictures);
  }

  @Override
  public List<FieldFault> faults() {
    return Form.pictures(Field.PICTURES, pictures.stream().distinct().count());
  }

  /** The possible outcomes. */
  public sealed interface Outcome
      permits RejectPictures.Rejected, CommonRefusal, PicturesNotFound {}

  /** The pictures were removed. */
  public record Rejected() implements Outcome {}
}

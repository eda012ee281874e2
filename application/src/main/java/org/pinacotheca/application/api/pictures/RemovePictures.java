package org.pinacotheca.application.api.pictures;

import java.util.List;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Removes pictures of the subject with their files: all or none. Needs {@link
 * org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 *
 * @param pictures 1 to 50; one named twice counts once
 */
public record RemovePictures(List<PictureId> pictures) implements Request {
  public RemovePictures {
    pictures = List.copyOf(pictures);
  }

  @Override
  public List<FieldFault> faults() {
    return Form.pictures(Field.PICTURES, pictures.stream().distinct().count());
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits RemovePictures.Removed, CommonRefusal, PicturesNotFound {}

  /** The pictures were removed. */
  public record Removed() implements Outcome {}
}

package org.pinacotheca.domain.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;
import org.pinacotheca.domain.validation.Text;

/**
 * The title and description of a picture.
 *
 * @param title at most 100 characters on one line, may be empty
 * @param description at most 1000 characters, may be empty; the caption of the RPC
 */
public record PictureText(String title, String description) {
  private static final int TITLE_LENGTH_MAX = 100;
  private static final int DESCRIPTION_LENGTH_MAX = 1000;

  /** The checked texts, or all faults. */
  public static Checked<PictureText> check(Optional<String> title, Optional<String> description) {
    List<FieldFault> faults = new ArrayList<>();
    String checkedTitle = Text.lineAtMost(TITLE_LENGTH_MAX, title, Field.TITLE, faults);
    String checkedDescription =
        Text.atMost(DESCRIPTION_LENGTH_MAX, description, Field.DESCRIPTION, faults);
    return faults.isEmpty()
        ? new Checked.Valid<>(new PictureText(checkedTitle, checkedDescription))
        : new Checked.Invalid<>(faults);
  }

  /** The texts after checked changes. */
  public PictureText changed(Change<String> newTitle, Change<String> newDescription) {
    return new PictureText(
        newTitle.after(Optional.of(title)).orElse(""),
        newDescription.after(Optional.of(description)).orElse(""));
  }
}

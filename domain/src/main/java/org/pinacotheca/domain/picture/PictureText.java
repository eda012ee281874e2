package org.pinacotheca.domain.picture;

import java.util.Optional;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.Form;
import org.pinacotheca.domain.validation.Text;

/**
 * The title and description of a picture. Those that are stored may be older than the rules that
 * {@link #check} applies.
 *
 * @param title at most 100 characters on one line, may be empty
 * @param description at most 1000 characters, may be empty; the caption of the RPC
 */
public record PictureText(String title, String description) {
  /** No title and no description. */
  public static final PictureText NONE = new PictureText("", "");

  private static final int TITLE_LENGTH_MAX = 100;
  private static final int DESCRIPTION_LENGTH_MAX = 1000;

  /** The checked texts, or all faults. */
  public static Checked<PictureText> check(Optional<String> title, Optional<String> description) {
    Form form = new Form();
    String checkedTitle = Text.lineAtMost(TITLE_LENGTH_MAX, title, Field.TITLE, form);
    String checkedDescription =
        Text.atMost(DESCRIPTION_LENGTH_MAX, description, Field.DESCRIPTION, form);
    return form.make(() -> new PictureText(checkedTitle, checkedDescription));
  }

  /**
   * The same texts, for a new picture.
   *
   * @throws IllegalArgumentException with all faults when {@link #check} finds some
   */
  public PictureText requireValid() {
    return check(Optional.of(title), Optional.of(description)).orElseThrow();
  }

  /** An owner's changes to the texts of a picture, which are valid texts. */
  public record Revision(Change<String> title, Change<String> description) {
    public Revision {
      PictureText.check(title.newValue(), description.newValue()).orElseThrow();
    }

    /** The checked changes, or all faults. */
    public static Checked<Revision> check(Change<String> title, Change<String> description) {
      return PictureText.check(title.newValue(), description.newValue())
          .map(_ -> new Revision(title, description));
    }
  }

  /** The texts after changes. */
  public PictureText revised(Revision revision) {
    return new PictureText(
        revision.title().after(Optional.of(title)).orElse(""),
        revision.description().after(Optional.of(description)).orElse(""));
  }
}

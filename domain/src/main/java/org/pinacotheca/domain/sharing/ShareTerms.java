package org.pinacotheca.domain.sharing;

import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.Form;
import org.pinacotheca.domain.validation.Text;

/**
 * What an owner wants of a new share link.
 *
 * @param label whom it is for: at most 100 characters on one line, may be empty
 * @param expires the first instant at which it is over; empty means never
 * @param visitsMax how many visits it takes, 1 to 1000000; empty sets no limit
 * @param pin what visitors are asked for; empty asks for nothing
 * @param download whether visitors are given the originals
 */
public record ShareTerms(
    String label,
    Optional<Instant> expires,
    Optional<Integer> visitsMax,
    Optional<SharePin> pin,
    boolean download) {
  /** The most visits a link can be limited to. */
  public static final int VISITS_LIMIT_MAX = 1_000_000;

  private static final int LABEL_LENGTH_MAX = 100;

  public ShareTerms {
    checkForm(label, visitsMax).make(() -> true).orElseThrow();
  }

  /** A link without end, limit or PIN, for looking only. */
  public static ShareTerms labelled(String label) {
    return new ShareTerms(label, Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  /** The same terms with a last instant. */
  public ShareTerms until(Instant end) {
    return new ShareTerms(label, Optional.of(end), visitsMax, pin, download);
  }

  /** The same terms with a limit of visits. */
  public ShareTerms forVisits(int most) {
    return new ShareTerms(label, expires, Optional.of(most), pin, download);
  }

  /** The same terms with a PIN. */
  public ShareTerms lockedBy(String newPin) {
    return new ShareTerms(label, expires, visitsMax, Optional.of(new SharePin(newPin)), download);
  }

  /** The same terms with the originals. */
  public ShareTerms withDownload() {
    return new ShareTerms(label, expires, visitsMax, pin, true);
  }

  /** The terms that were written, or all their faults. */
  public static Checked<ShareTerms> check(
      Optional<String> label,
      Optional<Instant> expires,
      Optional<Integer> visitsMax,
      Optional<String> pin,
      boolean download) {
    String written = Text.trim(label.orElse(""));
    Form form = checkForm(written, visitsMax);
    Optional<SharePin> chosen = form.take(SharePin.check(pin)).flatMap(checked -> checked);
    return form.make(() -> new ShareTerms(written, expires, visitsMax, chosen, download));
  }

  private static Form checkForm(String label, Optional<Integer> visitsMax) {
    Form form = new Form();
    String _ = Text.lineAtMost(LABEL_LENGTH_MAX, Optional.of(label), Field.LABEL, form);
    if (visitsMax.filter(most -> most < 1 || most > VISITS_LIMIT_MAX).isPresent()) {
      form.fault(Field.VISITS_MAX, "must be between 1 and " + VISITS_LIMIT_MAX + ".");
    }
    return form;
  }

  /** The fault of an end that has passed. */
  public Checked<ShareTerms> checkedAt(Instant now) {
    return expires.filter(end -> !now.isBefore(end)).isPresent()
        ? Checked.invalid(Field.EXPIRES, "must be in the future.")
        : new Checked.Valid<>(this);
  }
}

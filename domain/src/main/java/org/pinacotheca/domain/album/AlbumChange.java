package org.pinacotheca.domain.album;

import java.math.BigDecimal;
import java.util.Optional;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Form;

/**
 * An owner's changes to an album, not yet checked. The text form shows no PIN.
 *
 * @param name always given
 */
public record AlbumChange(
    Optional<String> name,
    Change<String> description,
    Change<String> location,
    Change<String> pin,
    Change<BigDecimal> pinPrice) {

  /** The checked revision, or all faults. */
  public Checked<AlbumRevision> check() {
    Form form = new Form();
    Optional<AlbumName> checkedName = form.take(AlbumName.check(name));
    AlbumDetails.checkDescription(description.newValue(), form);
    AlbumDetails.checkLocation(location.newValue(), form);
    LockChange lock = LockChange.of(pin, pinPrice, form);
    return form.make(
        () -> new AlbumRevision(checkedName.orElseThrow(), description, location, lock));
  }

  @Override
  public String toString() {
    String pinShown = pin instanceof Change.Set<String> ? "…" : pin.toString();
    return "AlbumChange[name=" + name + ", pin=" + pinShown + "]";
  }
}

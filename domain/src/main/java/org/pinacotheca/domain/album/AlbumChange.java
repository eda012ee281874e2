package org.pinacotheca.domain.album;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.FieldFault;

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
    List<FieldFault> faults = new ArrayList<>();
    Optional<AlbumName> checkedName = AlbumDraft.checkName(name, faults);
    AlbumDraft.checkDescription(description.newValue(), faults);
    AlbumDraft.checkLocation(location.newValue(), faults);
    LockChange lock = LockChange.of(pin, pinPrice, faults);
    return checkedName.isEmpty() || !faults.isEmpty()
        ? new Checked.Invalid<>(faults)
        : new Checked.Valid<>(new AlbumRevision(checkedName.get(), description, location, lock));
  }

  @Override
  public String toString() {
    String pinShown = pin instanceof Change.Set<String> ? "…" : pin.toString();
    return "AlbumChange[name=" + name + ", pin=" + pinShown + "]";
  }
}

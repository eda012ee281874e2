package org.pinacotheca.domain.album;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;
import org.pinacotheca.domain.validation.Text;

/** An owner's new album, not yet checked. The text form shows no PIN. */
public record AlbumDraft(
    Optional<String> name,
    Optional<String> description,
    Optional<String> location,
    Optional<String> pin,
    Optional<BigDecimal> pinPrice) {
  private static final int DESCRIPTION_LENGTH_MAX = 1000;
  private static final int LOCATION_LENGTH_MAX = 100;

  /** The checked details, or all faults. */
  public Checked<AlbumDetails> check() {
    List<FieldFault> faults = new ArrayList<>();
    Optional<AlbumName> checkedName = checkName(name, faults);
    String checkedDescription = checkDescription(description, faults);
    String checkedLocation = checkLocation(location, faults);
    Optional<PinTerms> terms = checkTerms(faults);
    if (checkedName.isEmpty() || !faults.isEmpty()) {
      return new Checked.Invalid<>(faults);
    }
    return new Checked.Valid<>(
        new AlbumDetails(checkedName.get(), checkedDescription, checkedLocation, terms));
  }

  static String checkDescription(Optional<String> description, List<FieldFault> faults) {
    return Text.atMost(DESCRIPTION_LENGTH_MAX, description, Field.ALBUM_DESCRIPTION, faults);
  }

  static String checkLocation(Optional<String> location, List<FieldFault> faults) {
    return Text.lineAtMost(LOCATION_LENGTH_MAX, location, Field.ALBUM_LOCATION, faults);
  }

  static Optional<AlbumName> checkName(Optional<String> name, List<FieldFault> faults) {
    String text = Text.trim(name.orElse(""));
    Optional<String> fault = Text.nameFault(text, AlbumName.LENGTH_MAX);
    fault.ifPresent(message -> faults.add(FieldFault.of(Field.ALBUM_NAME, message)));
    return fault.isEmpty() ? Optional.of(new AlbumName(text)) : Optional.empty();
  }

  private Optional<PinTerms> checkTerms(List<FieldFault> faults) {
    Optional<Pin> checkedPin = pin.flatMap(text -> checkPin(text, faults));
    Optional<Price> checkedPrice = pinPrice.flatMap(written -> checkPrice(written, faults));
    if (pin.isPresent() && pinPrice.isEmpty()) {
      faults.add(FieldFault.of(Field.PIN_PRICE, "is required with a PIN; give both or neither."));
    }
    if (pin.isEmpty() && pinPrice.isPresent()) {
      faults.add(FieldFault.of(Field.PIN, "is required with a PIN price; give both or neither."));
    }
    return checkedPin.isPresent() && checkedPrice.isPresent()
        ? Optional.of(new PinTerms(checkedPin.get(), checkedPrice.get()))
        : Optional.empty();
  }

  static Optional<Pin> checkPin(String text, List<FieldFault> faults) {
    if (!Pin.isWellFormed(text)) {
      faults.add(FieldFault.of(Field.PIN, "must be exactly 4 letters or digits."));
      return Optional.empty();
    }
    Pin pin = new Pin(text);
    Optional<PinWeakness> weakness = pin.weakness();
    weakness.ifPresent(found ->
        faults.add(
            FieldFault.of(
                Field.PIN,
                "is easily guessed: "
                    + found.words()
                    + ". Choose 4 letters or digits that follow no pattern and spell nothing.")));
    return weakness.isEmpty() ? Optional.of(pin) : Optional.empty();
  }

  static Optional<Price> checkPrice(BigDecimal written, List<FieldFault> faults) {
    Optional<Price> checked = Price.of(written);
    if (checked.isEmpty()) {
      faults.add(
          FieldFault.of(
              Field.PIN_PRICE,
              "must be between 0 and 100000, with at most 2 decimals; 0 asks for the PIN alone."));
    }
    return checked;
  }

  @Override
  public String toString() {
    return "AlbumDraft[name=" + name + ", pin=" + (pin.isPresent() ? "…" : "none") + "]";
  }
}

package org.pinacotheca.domain.album;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.input.Checked;
import org.pinacotheca.domain.input.Field;
import org.pinacotheca.domain.input.FieldFault;
import org.pinacotheca.domain.input.Text;

/** What an owner wrote about an album, not yet checked. A PIN written here never shows itself. */
public record AlbumDraft(
    Optional<String> name,
    Optional<String> description,
    Optional<String> location,
    Optional<String> pin,
    Optional<BigDecimal> pinPrice) {
  private static final int DESCRIPTION_LENGTH_MAX = 1000;
  private static final int LOCATION_LENGTH_MAX = 100;

  /** The details this makes, or everything that is wrong with it. */
  public Checked<AlbumDetails> check() {
    List<FieldFault> faults = new ArrayList<>();
    Optional<AlbumName> checkedName = checkName(faults);
    String checkedDescription =
        Text.atMost(DESCRIPTION_LENGTH_MAX, description, Field.ALBUM_DESCRIPTION, faults);
    String checkedLocation =
        Text.atMost(LOCATION_LENGTH_MAX, location, Field.ALBUM_LOCATION, faults);
    Optional<PinTerms> terms = checkTerms(faults);
    if (checkedName.isEmpty() || !faults.isEmpty()) {
      return new Checked.Invalid<>(faults);
    }
    return new Checked.Valid<>(
        new AlbumDetails(checkedName.get(), checkedDescription, checkedLocation, terms));
  }

  private Optional<AlbumName> checkName(List<FieldFault> faults) {
    String text = name.orElse("").strip();
    int length = Text.length(text);
    if (text.isBlank()) {
      faults.add(
          FieldFault.of(Field.ALBUM_NAME, "is required: 1-20 characters that are not all blank."));
    } else if (length > AlbumName.LENGTH_MAX) {
      faults.add(
          FieldFault.of(Field.ALBUM_NAME, "must be 1-20 characters; it has " + length + "."));
    } else if (!Text.isOneLine(text)) {
      faults.add(
          FieldFault.of(Field.ALBUM_NAME, "must be on one line, without control characters."));
    } else {
      return Optional.of(new AlbumName(text));
    }
    return Optional.empty();
  }

  private Optional<PinTerms> checkTerms(List<FieldFault> faults) {
    Optional<Pin> checkedPin =
        pin.filter(Pin::isWellFormed).map(Pin::new).filter(p -> !p.isTriviallyGuessable());
    Optional<Price> checkedPrice = pinPrice.flatMap(Price::of);
    if (pin.isPresent() && checkedPin.isEmpty()) {
      faults.add(
          FieldFault.of(
              Field.PIN,
              "must be exactly 4 letters or digits that are neither all equal nor a straight run"
                  + " such as 1234."));
    }
    if (pinPrice.isPresent() && checkedPrice.isEmpty()) {
      faults.add(
          FieldFault.of(
              Field.PIN_PRICE, "must be more than 0 and at most 100000, with at most 2 decimals."));
    }
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

  @Override
  public String toString() {
    return "AlbumDraft[name=" + name + ", pin=" + (pin.isPresent() ? "…" : "none") + "]";
  }
}

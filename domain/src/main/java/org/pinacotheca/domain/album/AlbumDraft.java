package org.pinacotheca.domain.album;

import java.math.BigDecimal;
import java.util.Optional;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.Form;

/** An owner's new album, not yet checked. The text form shows no PIN. */
public record AlbumDraft(
    Optional<String> name,
    Optional<String> description,
    Optional<String> location,
    Optional<String> pin,
    Optional<BigDecimal> pinPrice) {

  /** An album with nothing but a name. */
  public static AlbumDraft named(String name) {
    return new AlbumDraft(
        Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same album with a description. */
  public AlbumDraft described(String text) {
    return new AlbumDraft(name, Optional.of(text), location, pin, pinPrice);
  }

  /** The same album behind a PIN that is sold at a price, such as {@code 2.50}. */
  public AlbumDraft lockedBy(String newPin, String price) {
    return new AlbumDraft(
        name, description, location, Optional.of(newPin), Optional.of(new BigDecimal(price)));
  }

  /** The checked details, or all faults. */
  public Checked<AlbumDetails> check() {
    Form form = new Form();
    Optional<AlbumName> checkedName = form.take(AlbumName.check(name));
    String checkedDescription = AlbumDetails.checkDescription(description, form);
    String checkedLocation = AlbumDetails.checkLocation(location, form);
    Optional<Pin> checkedPin = pin.flatMap(text -> form.take(Pin.checkChosen(text)));
    Optional<Price> checkedPrice = pinPrice.flatMap(written -> form.take(PinTerms.check(written)));
    if (pin.isPresent() && pinPrice.isEmpty()) {
      form.fault(Field.PIN_PRICE, "is required with a PIN; give both or neither.");
    }
    if (pin.isEmpty() && pinPrice.isPresent()) {
      form.fault(Field.PIN, "is required with a PIN price; give both or neither.");
    }
    return form.make(() ->
        new AlbumDetails(
            checkedName.orElseThrow(),
            checkedDescription,
            checkedLocation,
            checkedPin.map(chosen -> new PinTerms(chosen, checkedPrice.orElseThrow()))));
  }

  @Override
  public String toString() {
    return "AlbumDraft[name=" + name + ", pin=" + (pin.isPresent() ? "…" : "none") + "]";
  }
}

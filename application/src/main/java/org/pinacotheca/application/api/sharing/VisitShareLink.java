package org.pinacotheca.application.api.sharing;

import java.util.Optional;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.selling.TooManyWrongPins;
import org.pinacotheca.application.api.selling.WrongPin;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.sharing.SharePin;
import org.pinacotheca.domain.sharing.ShareToken;

/**
 * Reads the approved pictures of a shared album, newest first. The first time counts as a visit,
 * and gives a visit id; with that id it is the same visit. Wrong PINs are slowed down for each
 * origin and each link.
 *
 * @param visit the id that this visitor was given; any other text is a new visitor
 * @param origin where the visitor comes from, as an opaque key; stored only as a keyed hash, and
 *     only with a wrong PIN
 */
public record VisitShareLink(
    ShareToken token,
    Optional<SharePin> pin,
    String visit,
    String origin,
    PageRequest page,
    Masking masking) {
  /** The possible outcomes. */
  public sealed interface Outcome
      permits VisitShareLink.Visited, ShareLinkNotFound, PinRequired, TooManyWrongPins, WrongPin {}

  /**
   * What the visitor sees.
   *
   * @param download whether the originals are shown; otherwise their addresses lead to the largest
   *     other rendition
   * @param visit the id to read on with
   */
  public record Visited(
      Member owner, Album album, Page<PictureView> pictures, boolean download, String visit)
      implements Outcome {}

  @Override
  public String toString() {
    return "VisitShareLink[" + page + ", " + masking + "]";
  }
}

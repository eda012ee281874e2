package org.pinacotheca.testkit.scenario;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;

/**
 * An API of a gallery: the use cases themselves, or a client of one of the wire APIs. It takes the
 * commands of {@code application.api}, and translates them and their outcomes. Used by one thread
 * at a time.
 */
public interface GalleryApi {

  /**
   * Makes a call.
   *
   * @param caller one of {@link SampleMembers}, from whom the API gets the token or session
   * @param command of {@code application.api}, or one of this interface
   */
  Reply call(Caller caller, Object command);

  /** The refusal as which the API reports this one; another where it has one code for several. */
  default Class<?> reportedAs(Class<?> refusal) {
    return refusal;
  }

  /**
   * The use cases that this API is, for what has no command: audit, addresses of pictures, retries,
   * sessions, sweeps. Empty for an API that only serves them, of which that is not tested.
   */
  default Optional<Gallery> useCases() {
    return Optional.empty();
  }

  /** Lists an owner's price plans; the outcome is a list of {@code PricePlan}. */
  record GetPlans(UserId owner) {}

  /** Confirms or denies for the operator that pictures are safe; the caller makes no difference. */
  record Moderate(List<PictureId> pictures, boolean safe) {
    public Moderate {
      pictures = List.copyOf(pictures);
    }
  }
}

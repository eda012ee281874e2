package org.pinacotheca.testkit.scenario;

import org.pinacotheca.domain.identity.Caller;

/**
 * A way into a gallery: the use cases themselves, or a client of one of the wire APIs. What the
 * door cannot say at all is asked of the use cases behind it by whoever tests it, so that the rest
 * can be tested. Used by one thread at a time.
 */
public interface GalleryApi {

  /** Whether the door has words for this call by this caller. */
  boolean offers(Caller caller, Call call);

  /**
   * Makes a call, which the door {@link #offers}.
   *
   * @param caller one of {@link SampleMembers}, from which the door gets the token or session
   */
  Reply call(Caller caller, Call call);

  /** The refusal by which the door tells this one; another where it has one word for several. */
  default String toldAs(String refusal) {
    return refusal;
  }
}

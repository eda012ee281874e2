package org.pinacotheca.testkit.scenario;

import org.pinacotheca.domain.identity.Caller;

/**
 * An API of a gallery: the use cases themselves, or a client of one of the wire APIs. Tests make
 * calls that the API does not offer directly to the use cases. Used by one thread at a time.
 */
public interface GalleryApi {

  /** Whether the API has this call for this caller. */
  boolean offers(Caller caller, Call call);

  /**
   * Makes a call, which the API {@link #offers}.
   *
   * @param caller one of {@link SampleMembers}, from whom the API gets the token or session
   */
  Reply call(Caller caller, Call call);

  /** The refusal as which the API reports this one; another where it has one code for several. */
  default String reportedAs(String refusal) {
    return refusal;
  }
}

package org.pinacotheca.application.api.pictures;

import org.pinacotheca.domain.identity.Caller;

/** Pictures that applications uploaded and their owner has not approved yet. Thread-safe. */
public interface Approvals {
  /** Reads the subject's pictures that wait for approval, by id, so the oldest first. */
  GetPendingPictures.Outcome pending(Caller caller, GetPendingPictures query);

  /**
   * Approves 1 to 50 pictures of the subject, all or none.
   *
   * @return {@link PicturesNotFound} with the ids that are not the subject's, if there are any
   */
  ApprovePictures.Outcome approve(Caller caller, ApprovePictures command);

  /**
   * Removes 1 to 50 pending pictures of the subject with their files, all or none.
   *
   * @return {@link PicturesNotFound} with the ids that are not pending pictures of the subject, if
   *     there are any
   */
  RejectPictures.Outcome reject(Caller caller, RejectPictures command);
}

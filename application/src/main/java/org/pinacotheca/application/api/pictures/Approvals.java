package org.pinacotheca.application.api.pictures;

import org.pinacotheca.domain.identity.Caller;

/** Pictures that applications uploaded and their owner has not approved yet. Thread-safe. */
public interface Approvals {
  GetPendingPictures.Outcome pending(Caller caller, GetPendingPictures query);

  ApprovePictures.Outcome approve(Caller caller, ApprovePictures command);

  RejectPictures.Outcome reject(Caller caller, RejectPictures command);
}

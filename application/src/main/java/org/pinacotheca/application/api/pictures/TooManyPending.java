package org.pinacotheca.application.api.pictures;

import org.pinacotheca.application.api.Refusal;

/** As many pictures of this member and application wait for approval as may wait. */
public record TooManyPending(int pendingMax) implements Refusal, UploadPhoto.Outcome {}

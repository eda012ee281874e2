package org.pinacotheca.application.api.pictures;

import org.pinacotheca.application.api.Refusal;

/** The member has as many pending pictures of this application as allowed. */
public record TooManyPending(int pendingMax) implements Refusal, UploadPhoto.Outcome {}

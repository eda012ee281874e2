package org.pinacotheca.application.api;

import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.UploadPhoto;

/** The gallery is overloaded; the same command may succeed in a few seconds. */
public record Overloaded() implements Refusal, AddPictures.Outcome, UploadPhoto.Outcome {}

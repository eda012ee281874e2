package org.pinacotheca.application.api;

import org.pinacotheca.application.api.pictures.UploadRefusal;

/** The gallery is overloaded; the same command may succeed in a few seconds. */
public record Overloaded() implements UploadRefusal {}

/**
 * Picture files in an S3 store: {@link org.pinacotheca.s3.S3PictureFiles}, its {@link
 * org.pinacotheca.s3.S3Location location}, and the move of a whole gallery into it, {@link
 * org.pinacotheca.s3.S3PictureMove}.
 */
@NullMarked
package org.pinacotheca.s3;

import org.jspecify.annotations.NullMarked;

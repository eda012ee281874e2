/**
 * Picture files in an S3 store: {@link org.pinacotheca.s3.S3PictureFiles}, also as the target of a
 * move, and its {@link org.pinacotheca.s3.S3Location location}.
 */
@NullMarked
package org.pinacotheca.s3;

import org.jspecify.annotations.NullMarked;

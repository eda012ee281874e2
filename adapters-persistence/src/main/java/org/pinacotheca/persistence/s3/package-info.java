/** Picture files in an S3 store. */
@NullMarked
package org.pinacotheca.persistence.s3;

import org.jspecify.annotations.NullMarked;

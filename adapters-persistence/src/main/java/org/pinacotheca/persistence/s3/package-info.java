/** Files of pictures in a store that speaks S3. */
@NullMarked
package org.pinacotheca.persistence.s3;

import org.jspecify.annotations.NullMarked;

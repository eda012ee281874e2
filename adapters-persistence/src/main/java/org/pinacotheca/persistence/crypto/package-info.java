/** The master key of an installation, and what is encrypted or hashed with it. */
@NullMarked
package org.pinacotheca.persistence.crypto;

import org.jspecify.annotations.NullMarked;

/** The master key of an installation, and the encryption and hashing with it. */
@NullMarked
package org.pinacotheca.persistence.crypto;

import org.jspecify.annotations.NullMarked;

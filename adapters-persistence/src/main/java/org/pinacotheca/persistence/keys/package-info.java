/**
 * The master key of an installation and what is made of it: keyed hashes, random secrets, and the
 * encryption of what has to be read back. No secret of a client is kept here.
 */
@NullMarked
package org.pinacotheca.persistence.keys;

import org.jspecify.annotations.NullMarked;

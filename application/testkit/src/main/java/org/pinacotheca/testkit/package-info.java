/**
 * In-memory storage, arbitraries, laws and contracts for test suites. Nothing here belongs in a
 * running gallery.
 */
@NullMarked
package org.pinacotheca.testkit;

import org.jspecify.annotations.NullMarked;

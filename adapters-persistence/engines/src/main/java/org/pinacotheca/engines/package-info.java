/**
 * Real servers for tests: PostgreSQL and an S3 store, each started once for all tests of a process
 * and bound to the loopback address. Independent of what is stored in them.
 */
@NullMarked
package org.pinacotheca.engines;

import org.jspecify.annotations.NullMarked;

/**
 * Servers for the tests of other modules: PostgreSQL and S3, each started once and bound to the
 * loopback address. Independent of what is stored in them.
 */
@NullMarked
package org.pinacotheca.testservers;

import org.jspecify.annotations.NullMarked;

/**
 * Sessions of several members in commands of {@code application.api}, random or written by hand,
 * that are played on two galleries and compared after mapping ids; and the laws of galleries. The
 * laws need no test engine.
 */
@NullMarked
package org.pinacotheca.testkit.scenario;

import org.jspecify.annotations.NullMarked;

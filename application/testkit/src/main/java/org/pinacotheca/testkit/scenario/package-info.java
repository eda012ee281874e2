/**
 * Sessions of several members, random or written by hand, that are played on two galleries and
 * compared; and the laws of money.
 */
@NullMarked
package org.pinacotheca.testkit.scenario;

import org.jspecify.annotations.NullMarked;

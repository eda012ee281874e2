/**
 * The driving ports: what a door or a host program can ask of the gallery. One interface per
 * capability and one record per command, with its outcomes nested in it in order of precedence:
 * first the successes, then the refusals. An exception from here means a bug or broken storage.
 */
@NullMarked
package org.pinacotheca.application.api;

import org.jspecify.annotations.NullMarked;

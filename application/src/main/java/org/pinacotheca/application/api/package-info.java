/**
 * What all commands of the driving ports have in common: its form, the refusals that each can meet,
 * and {@link org.pinacotheca.application.api.GalleryCommands}. The commands lie in a package for
 * each subject: one interface per capability and one record per command, with its outcomes nested
 * in it in order of precedence, first the successes, then the refusals. An exception means a bug or
 * a storage failure.
 */
@NullMarked
package org.pinacotheca.application.api;

import org.jspecify.annotations.NullMarked;

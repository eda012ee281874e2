/**
 * Rules that keep a database and the files of its pictures together, and that limit how many files
 * are removed without asking. Knows no picture and no file path.
 */
@NullMarked
package org.pinacotheca.domain.installation;

import org.jspecify.annotations.NullMarked;

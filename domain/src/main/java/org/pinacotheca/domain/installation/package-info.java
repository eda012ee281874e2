/**
 * What keeps a database and the files of its pictures together, and how many files may be removed
 * without asking. No picture and no path of a file is known here.
 */
@NullMarked
package org.pinacotheca.domain.installation;

import org.jspecify.annotations.NullMarked;

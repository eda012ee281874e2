/** The room on the disks of an installation, and what is refused when there is too little. */
@NullMarked
package org.pinacotheca.persistence.disk;

import org.jspecify.annotations.NullMarked;

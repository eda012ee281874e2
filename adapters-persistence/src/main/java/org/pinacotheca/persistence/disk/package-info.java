/** Files of pictures on a disk, and the free space there. */
@NullMarked
package org.pinacotheca.persistence.disk;

import org.jspecify.annotations.NullMarked;

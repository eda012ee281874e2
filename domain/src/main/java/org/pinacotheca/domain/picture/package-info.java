/**
 * Pictures as values: their kinds, renditions and faults. How a picture is decoded or stored does not belong here.
 */
@NullMarked
package org.pinacotheca.domain.picture;

import org.jspecify.annotations.NullMarked;

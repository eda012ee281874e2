/**
 * Driven ports: what the use cases ask of storage, files, imaging, time and chance. Rules of the gallery do not belong here, except what an
 * implementation must guarantee.
 */
@NullMarked
package org.pinacotheca.application.spi;

import org.jspecify.annotations.NullMarked;

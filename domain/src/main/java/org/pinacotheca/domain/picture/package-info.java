/**
 * Pictures: their texts, whether they are approved and safe, and the forms in which their files are
 * stored. How a file is decoded, drawn or stored belongs to the adapters.
 */
@NullMarked
package org.pinacotheca.domain.picture;

import org.jspecify.annotations.NullMarked;

/**
 * What callers wrote, before it is a value: fields, what is wrong with them, and the result of
 * checking. The rules themselves stand with the values they make; nothing here knows a wire name.
 */
@NullMarked
package org.pinacotheca.domain.validation;

import org.jspecify.annotations.NullMarked;

/**
 * Callers' input before it is a value: fields, their faults, and the result of checking. The rules
 * themselves are with the values; nothing here knows a wire name.
 */
@NullMarked
package org.pinacotheca.domain.validation;

import org.jspecify.annotations.NullMarked;

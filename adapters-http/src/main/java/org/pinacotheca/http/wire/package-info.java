/**
 * The wire formats: JSON, DataContract XML, fields, texts and times. Independent of the operations.
 */
@NullMarked
package org.pinacotheca.http.wire;

import org.jspecify.annotations.NullMarked;

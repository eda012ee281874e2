/**
 * How values read and are written on the wire: JSON, DataContract XML, fields, texts and times.
 * Nothing here knows an operation.
 */
@NullMarked
package org.pinacotheca.http.wire;

import org.jspecify.annotations.NullMarked;

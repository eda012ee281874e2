/** Picture files at signed URLs. */
@NullMarked
package org.pinacotheca.http.media;

import org.jspecify.annotations.NullMarked;

/** The contract of a whole gallery, through any API. */
@NullMarked
package org.pinacotheca.testkit.gallery;

import org.jspecify.annotations.NullMarked;

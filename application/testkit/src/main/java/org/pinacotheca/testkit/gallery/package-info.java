/** What every whole gallery must do, through whichever API. */
@NullMarked
package org.pinacotheca.testkit.gallery;

import org.jspecify.annotations.NullMarked;

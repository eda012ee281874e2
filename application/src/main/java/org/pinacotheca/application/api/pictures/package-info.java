/** Commands and queries of pictures and their files, approval and moderation included. */
@NullMarked
package org.pinacotheca.application.api.pictures;

import org.jspecify.annotations.NullMarked;

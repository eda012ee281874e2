/** Use cases of pictures: upload, approval, moderation, and the files behind signed addresses. */
@NullMarked
package org.pinacotheca.application.pictures;

import org.jspecify.annotations.NullMarked;

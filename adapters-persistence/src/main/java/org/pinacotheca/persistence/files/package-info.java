/**
 * The files of pictures on disk. Nothing here knows what is in them or to whom they belong; rows
 * about them are kept elsewhere.
 */
@NullMarked
package org.pinacotheca.persistence.files;

import org.jspecify.annotations.NullMarked;

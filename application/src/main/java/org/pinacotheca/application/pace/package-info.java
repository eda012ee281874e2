/**
 * How many clients may keep the gallery waiting, and how slow they may be. What a client asks for,
 * and how often, does not belong here.
 */
@NullMarked
package org.pinacotheca.application.pace;

import org.jspecify.annotations.NullMarked;

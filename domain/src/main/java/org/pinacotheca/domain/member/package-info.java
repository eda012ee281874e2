/**
 * The people of a gallery: members, their communities, and groups with a manager who may act for
 * the group's members. What a program may do on their behalf stands in {@code domain.client}.
 */
@NullMarked
package org.pinacotheca.domain.member;

import org.jspecify.annotations.NullMarked;

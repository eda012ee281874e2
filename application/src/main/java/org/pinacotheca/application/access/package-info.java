/**
 * Who may act for whom, what a viewer sees, and the signed addresses of pictures that they are
 * given.
 */
@NullMarked
package org.pinacotheca.application.access;

import org.jspecify.annotations.NullMarked;

/**
 * Who may act for whom, what a viewer sees, the signed addresses of pictures that they are given,
 * and what ends these.
 */
@NullMarked
package org.pinacotheca.application.access;

import org.jspecify.annotations.NullMarked;

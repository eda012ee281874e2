/**
 * Use cases of operators: inspection, erasure and sweeps; and idempotency, by which a command is
 * done at most once.
 */
@NullMarked
package org.pinacotheca.application.operations;

import org.jspecify.annotations.NullMarked;

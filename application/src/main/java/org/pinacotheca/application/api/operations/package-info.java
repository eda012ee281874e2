/** What an operator asks for: inspection, erasure, the sweep of orphaned files; and idempotency. */
@NullMarked
package org.pinacotheca.application.api.operations;

import org.jspecify.annotations.NullMarked;

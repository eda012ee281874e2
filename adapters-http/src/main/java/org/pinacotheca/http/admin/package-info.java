/** The admin API, backups, health and metrics, for operators alone. */
@NullMarked
package org.pinacotheca.http.admin;

import org.jspecify.annotations.NullMarked;

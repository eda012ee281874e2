/** What is asked of the image of a container: its configuration, its files, and that it runs. */
@NullMarked
package org.pinacotheca.container;

import org.jspecify.annotations.NullMarked;

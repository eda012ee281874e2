/** The gallery as beans of a Spring Boot application. */
@NullMarked
package org.pinacotheca.spring;

import org.jspecify.annotations.NullMarked;

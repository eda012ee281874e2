package org.pinacotheca.domain.identity;

import org.pinacotheca.domain.validation.Text;

/**
 * A site whose members share a gallery service.
 *
 * @param name the system name, for programs
 * @param title the name for people, 1 to 100 characters
 */
public record Community(CommunityName name, String title) {
  public Community {
    if (title.isBlank() || Text.length(title) > 100 || !Text.isOneLine(title)) {
      throw new IllegalArgumentException(
          "a community's title is 1-100 characters on one line, not '" + title + "'");
    }
  }
}

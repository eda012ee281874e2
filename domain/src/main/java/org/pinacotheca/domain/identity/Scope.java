package org.pinacotheca.domain.identity;

import java.util.Arrays;
import java.util.Optional;

/**
 * A permission that a member gave a program to act in their name. The words are those of the REST
 * API.
 */
public enum Scope {
  /** Write albums and pictures. */
  PROFILE_GALLERY("profile_gallery"),
  /** Read the credits account. */
  ACCOUNT_CREDITS_HISTORY("account_credits_history"),
  /** Spend credits. */
  ACCOUNT_CREDITS_SPEND("account_credits_spend");

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  /** The scope's word on the wire. */
  public String word() {
    return word;
  }

  /** The scope with this word. */
  public static Optional<Scope> ofWord(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
  }
}

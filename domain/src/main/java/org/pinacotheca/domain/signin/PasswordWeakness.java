package org.pinacotheca.domain.signin;

import java.util.Locale;
import java.util.Set;
import org.pinacotheca.domain.identity.Nickname;

/**
 * Finds passwords that are guessed first: a common word or the owner's nickname with digits and
 * signs around it, one piece repeated, and runs of the keyboard, the alphabet or the digits.
 */
final class PasswordWeakness {
  private static final int PIECE_MAX = 5;
  private static final int DISTINCT_MIN = 5;
  private static final int REST_MIN = 6;

  /** Words that long passwords of leaked lists are made of. */
  private static final Set<String> WORDS =
      Set.of(
          "password",
          "passwort",
          "motdepasse",
          "contrasena",
          "senha",
          "parola",
          "letmein",
          "welcome",
          "willkommen",
          "bienvenue",
          "changeme",
          "iloveyou",
          "loveyou",
          "admin",
          "administrator",
          "default",
          "secret",
          "sunshine",
          "princess",
          "football",
          "baseball",
          "basketball",
          "dragon",
          "monkey",
          "shadow",
          "master",
          "superman",
          "batman",
          "starwars",
          "pokemon",
          "computer",
          "internet",
          "samsung",
          "iphone",
          "google",
          "facebook",
          "instagram",
          "youtube",
          "michael",
          "jennifer",
          "jessica",
          "ashley",
          "charlie",
          "freedom",
          "whatever",
          "trustno1",
          "liverpool",
          "chelsea",
          "arsenal",
          "barcelona",
          "juventus",
          "gallery",
          "galerie",
          "pinacotheca",
          "picture",
          "pictures",
          "photo",
          "photos",
          "album",
          "summer",
          "winter",
          "spring",
          "autumn",
          "january",
          "february",
          "october",
          "november",
          "december",
          "september",
          "monday",
          "friday",
          "sunday",
          "hello",
          "test",
          "login");

  private static final Set<String> RUNS =
      Set.of(
          "abcdefghijklmnopqrstuvwxyz",
          "01234567890123456789",
          "qwertyuiop",
          "qwertzuiop",
          "azertyuiop",
          "asdfghjkl",
          "zxcvbnm",
          "yxcvbnm",
          "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
          "1q2w3e4r5t6y7u8i9o0p",
          "q1w2e3r4t5y6u7i8o9p0");

  private PasswordWeakness() {}

  static boolean isWeak(String password, Nickname owner) {
    String text = password.toLowerCase(Locale.ROOT);
    return text.codePoints().distinct().count() < DISTINCT_MIN
        || isRepeated(text)
        || isWordWithRest(text, owner)
        || isWordWithRest(withLetters(text), owner)
        || restWithoutRuns(text).length() < REST_MIN;
  }

  private static boolean isRepeated(String text) {
    for (int length = 1; length <= PIECE_MAX; length++) {
      String piece = text.substring(0, Math.min(length, text.length()));
      if (piece.repeat(text.length() / length + 1).startsWith(text)) {
        return true;
      }
    }
    return false;
  }

  /** The text with letters in place of the digits and signs that look like them. */
  private static String withLetters(String text) {
    return text.replace('0', 'o')
        .replace('1', 'i')
        .replace('3', 'e')
        .replace('4', 'a')
        .replace('5', 's')
        .replace('@', 'a')
        .replace('$', 's');
  }

  /** Whether little is left of the text without digits, signs, common words and the nickname. */
  private static boolean isWordWithRest(String text, Nickname owner) {
    String rest = text.replace(owner.value().toLowerCase(Locale.ROOT), "");
    for (String word : WORDS) {
      rest = rest.replace(word, "");
    }
    boolean hasWord = rest.length() < text.length();
    return hasWord && rest.codePoints().filter(Character::isLetter).count() < REST_MIN;
  }

  /** The text without its parts of at least four characters of a run, forwards or backwards. */
  private static String restWithoutRuns(String text) {
    String rest = text;
    for (String run : RUNS) {
      rest = without(rest, run);
      rest = without(rest, new StringBuilder(run).reverse().toString());
    }
    return rest;
  }

  private static String without(String text, String run) {
    int part = 4;
    for (int length = run.length(); length >= part; length--) {
      for (int from = 0; from + length <= run.length(); from++) {
        String found = run.substring(from, from + length);
        if (text.contains(found)) {
          return without(text.replace(found, ""), run);
        }
      }
    }
    return text;
  }
}

package org.pinacotheca.http.wire;

import com.fasterxml.jackson.core.io.SerializedString;

/** The name of a property on the wire, in both letter cases. */
public final class PropertyName {
  private final String pascal;
  private final SerializedString pascalJson;
  private final SerializedString camelJson;

  PropertyName(String pascal) {
    this.pascal = pascal;
    pascalJson = new SerializedString(pascal);
    camelJson = new SerializedString(camel(pascal));
  }

  String pascal() {
    return pascal;
  }

  SerializedString json(boolean camelCase) {
    return camelCase ? camelJson : pascalJson;
  }

  /**
   * Lower-cases the leading capitals, except the last one if it begins a word: {@code UserID}
   * becomes {@code userID}, {@code PINPrice} becomes {@code pinPrice}.
   */
  public static String camel(String pascal) {
    int run = 0;
    while (run < pascal.length() && isCapital(pascal.charAt(run))) {
      run++;
    }
    boolean beginsWord =
        run > 1 && run < pascal.length() && Character.isLowerCase(pascal.charAt(run));
    int lowered = beginsWord ? run - 1 : run;
    StringBuilder camel = new StringBuilder(pascal);
    for (int i = 0; i < lowered; i++) {
      camel.setCharAt(i, (char) (pascal.charAt(i) + ('a' - 'A')));
    }
    return camel.toString();
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }
}

package org.pinacotheca.rpc.reply;

/** Replaces characters that UTF-8 cannot encode. */
final class WellFormed {
  static final char REPLACEMENT = '\uFFFD';

  private WellFormed() {}

  /** The text with every unpaired surrogate replaced. */
  static String text(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        if (repaired == null) {
          repaired = new StringBuilder(text);
        }
        repaired.setCharAt(i, REPLACEMENT);
      }
    }
    return repaired == null ? text : repaired.toString();
  }
}

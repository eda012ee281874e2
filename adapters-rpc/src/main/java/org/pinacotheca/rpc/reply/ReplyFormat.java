package org.pinacotheca.rpc.reply;

import java.util.Locale;
import java.util.Optional;

/** The formats a client may request. */
public enum ReplyFormat {
  XML,
  JSON;

  /** The format with this name, in any letter case. */
  public static Optional<ReplyFormat> parse(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "XML" -> Optional.of(XML);
      case "JSON" -> Optional.of(JSON);
      default -> Optional.empty();
    };
  }
}

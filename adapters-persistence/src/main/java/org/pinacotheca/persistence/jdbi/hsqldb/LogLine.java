package org.pinacotheca.persistence.jdbi.hsqldb;

import java.util.regex.Pattern;

/**
 * A line of an HSQLDB log. Detects truncated lines, which HSQLDB reads as if values were missing.
 */
final class LogLine {
  private static final Pattern SESSION = Pattern.compile("/\\*C\\d{1,18}\\*/");
  private static final Pattern OTHER =
      Pattern.compile(
          "COMMIT|DISCONNECT|SET SCHEMA [\\w\"$]+|ALTER SEQUENCE [\\w\"$.]+ RESTART WITH"
              + " -?\\d+|(CREATE|ALTER (TABLE|USER|INDEX|DATABASE) |DROP|SET"
              + " (DATABASE|FILES|TABLE|PASSWORD|SESSION) |GRANT|REVOKE|COMMENT|CHECKPOINT|-- )"
              + "[\\x20-\\x7E]*");
  private static final Pattern COMMITTING =
      Pattern.compile("COMMIT|(CREATE|DROP|ALTER TABLE|--) [\\x20-\\x7E]*");
  private static final String ARRAY = " ARRAY[";

  private final String text;
  private int at;

  private LogLine(String text) {
    this.text = text;
  }

  /** Whether the line is a complete statement that HSQLDB writes. */
  static boolean isWhole(String line) {
    String statement = statement(line);
    LogLine read = new LogLine(statement);
    if (read.take("INSERT INTO ")) {
      return read.takeName() && read.take(" VALUES(") && read.takeList(')') && read.isAtEnd();
    }
    if (read.take("DELETE FROM ")) {
      return read.takeName() && read.take(" WHERE ") && read.takeConditions() && read.isAtEnd();
    }
    return OTHER.matcher(statement).matches();
  }

  /** Whether the line commits a transaction or changes the schema. */
  static boolean isCommitting(String line) {
    return COMMITTING.matcher(statement(line)).matches();
  }

  private static String statement(String line) {
    var session = SESSION.matcher(line);
    return session.lookingAt() ? line.substring(session.end()) : line;
  }

  private boolean isAtEnd() {
    return at == text.length();
  }

  private boolean takeList(char end) {
    if (take(end)) {
      return true;
    }
    do {
      if (!takeValue()) {
        return false;
      }
    } while (take(','));
    return take(end);
  }

  private boolean takeConditions() {
    do {
      if (!takeName() || !(take(" IS NULL") || take('=') && takeValue())) {
        return false;
      }
    } while (take(" AND "));
    return true;
  }

  private boolean takeName() {
    int begin = at;
    while (at < text.length() && isOfName(text.charAt(at))) {
      at++;
    }
    return at > begin;
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '"' || c == '$';
  }

  private boolean takeValue() {
    if (take('\'')) {
      return takeRestOfString();
    }
    if (take(ARRAY)) {
      return takeList(']');
    }
    return take("NULL") || take("TRUE") || take("FALSE") || takeNumber();
  }

  /** A quote within a string is doubled. */
  private boolean takeRestOfString() {
    do {
      int quote = text.indexOf('\'', at);
      if (quote < 0) {
        return false;
      }
      at = quote + 1;
    } while (take('\''));
    return true;
  }

  private boolean takeNumber() {
    int begin = at;
    while (at < text.length() && "0123456789.-+E/".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at > begin && Character.isDigit(text.charAt(at - 1));
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private boolean take(String word) {
    if (text.startsWith(word, at)) {
      at += word.length();
      return true;
    }
    return false;
  }
}

package org.pinacotheca.transport;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the head of an HTTP/1 request strictly (RFC 9112). */
final class RequestHead {
  private static final Pattern REQUEST_LINE =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,40} (?<target>[\\x21-\\x7e\\x80-\\xff]+) HTTP/1\\.[01]");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._~%!$&'()*+;=-]*|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{0,5})?");
  private static final Pattern ABSOLUTE =
      Pattern.compile("https?://(?<host>[^/?#]*)(?:[/?#].*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern PATH = Pattern.compile("(?:[^%?]|%[0-9A-Fa-f]{2})*+(?:\\?|$)");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

  private RequestHead() {}

  /** Checks the beginning of a line whose end has not arrived. */
  static void checkStart(ByteBuf buffer, int start, boolean isFirst) throws MalformedHeadException {
    int first = buffer.getByte(start) & 0xff;
    boolean isNoStart =
        isFirst ? first != '\r' && first <= ' ' : first == ' ' || first == '\t' || first == ':';
    if (isNoStart) {
      throw new MalformedHeadException(
          "A line begins with a space, a colon or a control character.");
    }
  }

  /**
   * Checks a line.
   *
   * @param isFirst whether it is the request line, or an empty line before it
   * @return whether it is empty
   */
  static boolean checkLine(ByteBuf buffer, int start, int lineFeed, boolean isFirst)
      throws MalformedHeadException {
    int end = lineFeed - 1;
    if (end < start || buffer.getByte(end) != '\r') {
      throw new MalformedHeadException("A line does not end with CR and LF.");
    }
    if (end == start) {
      return true;
    }
    checkStart(buffer, start, isFirst);
    for (int i = start; i < end; i++) {
      int c = buffer.getByte(i) & 0xff;
      if (c < ' ' && c != '\t' || c == 0x7f) {
        throw new MalformedHeadException("There is a control character in the head.");
      }
    }
    if (isFirst) {
      String line = buffer.toString(start, end - start, StandardCharsets.ISO_8859_1);
      if (!REQUEST_LINE.matcher(line).matches()) {
        throw new MalformedHeadException(
            "The request line must be a method, an address and HTTP/1.1 or HTTP/1.0, with one space"
                + " between them.");
      }
    }
    return false;
  }

  /** Checks the lines against each other. */
  static void check(HttpRequest head) throws MalformedHeadException {
    checkHost(head);
    List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (!codings.isEmpty()
        && !(codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked"))) {
      throw new MalformedHeadException("Transfer-Encoding can be chunked and nothing else.");
    }
    List<String> lengths = head.headers().getAll(HttpHeaderNames.CONTENT_LENGTH);
    if (!lengths.isEmpty()
        && !(lengths.size() == 1 && DIGITS.matcher(lengths.getFirst()).matches())) {
      throw new MalformedHeadException("Content-Length must be one number.");
    }
    if (!codings.isEmpty() && !lengths.isEmpty()) {
      throw new MalformedHeadException(
          "Content-Length and Transfer-Encoding contradict one another.");
    }
  }

  private static void checkHost(HttpRequest head) throws MalformedHeadException {
    List<String> hosts = head.headers().getAll(HttpHeaderNames.HOST);
    int least = head.protocolVersion().equals(HttpVersion.HTTP_1_1) ? 1 : 0;
    if (hosts.size() < least || hosts.size() > 1) {
      throw new MalformedHeadException("There must be one Host header.");
    }
    if (!hosts.isEmpty() && !isAuthority(hosts.getFirst())) {
      throw new MalformedHeadException("The Host header must be a name or address and a port.");
    }
    String target = head.uri();
    if (!PATH.matcher(target).lookingAt()) {
      throw new MalformedHeadException(
          "In the address, two hexadecimal digits must follow each percent sign.");
    }
    if (target.startsWith("/")) {
      return;
    }
    Matcher absolute = ABSOLUTE.matcher(target);
    if (absolute.matches()) {
      String named = absolute.group("host");
      if (named.isEmpty() || hosts.size() == 1 && !hosts.getFirst().equalsIgnoreCase(named)) {
        throw new MalformedHeadException("The address and the Host header name different hosts.");
      }
    } else {
      throw new MalformedHeadException("The address must begin with a slash.");
    }
  }

  private static boolean isAuthority(String host) {
    return HOST.matcher(host).matches()
        && (host.isEmpty() || HostAndPort.parseAuthority(host, -1) != null);
  }
}

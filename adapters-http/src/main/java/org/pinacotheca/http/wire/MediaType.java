package org.pinacotheca.http.wire;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the {@code Content-Type} header of a request. */
public record MediaType(String type, Charset charset) {

  /**
   * Whether the body is declared to be of this type; a request without a body needs no declaration.
   */
  public static boolean fits(HttpServerRequest request, String wanted) {
    String header = request.getHeader("Content-Type");
    return header == null ? !hasBody(request) : of(header).type.equals(wanted);
  }

  private static boolean hasBody(HttpServerRequest request) {
    @Nullable String length = request.getHeader("Content-Length");
    return request.getHeader("Transfer-Encoding") != null
        || (length != null && !length.strip().equals("0"));
  }

  public static MediaType of(@Nullable String header) {
    String[] parts = (header == null ? "" : header).split(";", 20);
    Charset charset = StandardCharsets.UTF_8;
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.regionMatches(true, 0, "charset=", 0, 8)) {
        charset = charset(parameter.substring(8).strip().replace("\"", ""));
      }
    }
    return new MediaType(parts[0].strip().toLowerCase(Locale.ROOT), charset);
  }

  /**
   * An unknown character set is read as the one that nearly all clients mean, and so is its subset
   * ASCII.
   */
  private static Charset charset(String name) {
    try {
      Charset charset = Charset.forName(name);
      return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }
}

package org.pinacotheca.http.wire;

import io.netty.handler.codec.DateFormatter;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Evaluates the conditional headers of a request for a file (RFC 9110). */
public final class Validators {
  /** The parser refuses longer texts with an exception. */
  private static final int DATE_LENGTH_MAX = 64;

  private final String entityTag;
  private final Instant lastModified;
  private final String date;

  public Validators(String entityTag, Instant lastModified) {
    this.entityTag = "\"" + entityTag + "\"";
    this.lastModified = lastModified.truncatedTo(ChronoUnit.SECONDS);
    this.date = DateFormatter.format(Date.from(this.lastModified));
  }

  public String entityTag() {
    return entityTag;
  }

  public String lastModified() {
    return date;
  }

  /** Whether a precondition fails: the client expects another version of the file. */
  public boolean isPreconditionFailed(HttpServerRequest request) {
    String match = request.getHeader("If-Match");
    if (match != null) {
      return !names(match, entityTag, false);
    }
    return date(request.getHeader("If-Unmodified-Since")).filter(lastModified::isAfter).isPresent();
  }

  /** Whether the client has the file already. */
  public boolean isNotModified(HttpServerRequest request) {
    String noneMatch = request.getHeader("If-None-Match");
    if (noneMatch != null) {
      return names(noneMatch, entityTag, true);
    }
    return date(request.getHeader("If-Modified-Since"))
        .filter(since -> !lastModified.isAfter(since))
        .isPresent();
  }

  /** Whether a range may be sent, because the client's other parts are of the same version. */
  public boolean allowsRange(HttpServerRequest request) {
    String condition = request.getHeader("If-Range");
    if (condition == null) {
      return true;
    }
    String stripped = condition.strip();
    return stripped.equals(entityTag) || date(stripped).filter(lastModified::equals).isPresent();
  }

  /** Whether a condition contains the entity tag (with its quotes). */
  static boolean names(String header, String entityTag, boolean weakly) {
    for (String tag : header.split(",", 100)) {
      String stripped = tag.strip();
      if (weakly && stripped.startsWith("W/")) {
        stripped = stripped.substring(2);
      }
      if (stripped.equals("*") || stripped.equals(entityTag)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Instant> date(@Nullable String header) {
    return Optional.ofNullable(header)
        .filter(text -> text.length() <= DATE_LENGTH_MAX)
        .map(DateFormatter::parseHttpDate)
        .map(Date::toInstant);
  }
}

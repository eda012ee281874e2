package org.pinacotheca.http.media;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.pinacotheca.http.wire.Validators;

/**
 * The part of a file that a request asks for.
 *
 * @param status the status of the response
 * @param length 0 where the response has no part of the file
 */
record Selection(int status, long first, long length) {
  private static final int WHOLE = 200;
  private static final int PART = 206;
  private static final int NOT_MODIFIED = 304;
  private static final int PRECONDITION_FAILED = 412;
  private static final int UNSATISFIABLE = 416;

  /** Evaluates the conditions and the range of a request. */
  static Selection of(HttpServerRequest request, Validators validators, long size) {
    if (validators.isPreconditionFailed(request)) {
      return new Selection(PRECONDITION_FAILED, 0, 0);
    }
    if (validators.isNotModified(request)) {
      return new Selection(NOT_MODIFIED, 0, 0);
    }
    String range = request.getHeader("Range");
    if (range == null || !validators.allowsRange(request)) {
      return new Selection(WHOLE, 0, size);
    }
    return switch (ByteRange.of(range, size)) {
      case ByteRange.All() -> new Selection(WHOLE, 0, size);
      case ByteRange.Part part -> new Selection(PART, part.first(), part.length());
      case ByteRange.Unsatisfiable() -> new Selection(UNSATISFIABLE, 0, 0);
    };
  }

  /** Whether the response to GET has a body. */
  boolean hasBytes() {
    return status == WHOLE || status == PART;
  }

  /** The selected part of a file in memory. */
  Buffer of(Buffer file) {
    return status == WHOLE ? file : file.slice((int) first, (int) (first + length));
  }

  /** The header {@code Content-Range} for a file of this size, if the response has one. */
  Optional<String> contentRange(long size) {
    return switch (status) {
      case PART -> Optional.of("bytes " + first + "-" + (first + length - 1) + "/" + size);
      case UNSATISFIABLE -> Optional.of("bytes */" + size);
      default -> Optional.empty();
    };
  }
}

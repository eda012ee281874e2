package org.pinacotheca.transport;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** The path of a request below the prefix at which a host has mounted an API. */
public final class MountedPath {
  private MountedPath() {}

  /**
   * The path as the client sent it, without the prefix; it begins with a slash, and is empty for
   * {@code OPTIONS *}.
   *
   * @param mountPoint the prefix, with or without a slash at its end; null at the root of a server
   */
  public static String of(HttpServerRequest request, @Nullable String mountPoint) {
    String path = request.path() == null ? "" : request.path();
    if (mountPoint == null) {
      return path;
    }
    String prefix =
        mountPoint.endsWith("/") ? mountPoint.substring(0, mountPoint.length() - 1) : mountPoint;
    if (!path.startsWith(prefix)) {
      return path;
    }
    return path.length() == prefix.length() ? "/" : path.substring(prefix.length());
  }
}

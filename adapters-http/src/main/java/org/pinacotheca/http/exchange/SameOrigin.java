package org.pinacotheca.http.exchange;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;

/** Tells requests of the gallery's own pages from those that another site's page makes. */
public final class SameOrigin {
  private SameOrigin() {}

  /**
   * Whether a page of the gallery itself sent the request. Every browser says so in one of two
   * headers, which a page cannot set.
   */
  public static boolean isOf(HttpServerRequest request, String publicUrl) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = request.getHeader("Origin");
    return origin != null && origin.equals(origin(URI.create(publicUrl)));
  }

  private static String origin(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port;
  }
}

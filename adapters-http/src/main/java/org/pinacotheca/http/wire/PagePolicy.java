package org.pinacotheca.http.wire;

import java.net.URI;

/** Content security policies of the pages that are served here. */
public final class PagePolicy {
  private PagePolicy() {}

  /**
   * The policy of a page with scripts and styles of its own origin, and with pictures below the
   * public URL, which may be another origin.
   */
  public static String showingPicturesOf(String publicUrl) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:"
        + origin(URI.create(publicUrl))
        + "; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
  }

  private static String origin(URI url) {
    if (url.getScheme() == null || url.getHost() == null) {
      return "";
    }
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return " " + url.getScheme() + "://" + url.getHost() + port;
  }
}

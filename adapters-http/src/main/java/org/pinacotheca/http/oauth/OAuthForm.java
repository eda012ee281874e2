package org.pinacotheca.http.oauth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.transport.UrlEncoding;

/** The parameters of a request of OAuth, from a form or a query, and from an HTTP Basic header. */
final class OAuthForm {
  private static final int FIELDS_MAX = 100;

  private final Map<String, String> fields = new HashMap<>();

  private OAuthForm() {}

  /**
   * Reads a form.
   *
   * @param authorization the header, by which a client may identify itself instead
   * @throws IllegalArgumentException when it is malformed
   */
  static OAuthForm of(byte[] body, @Nullable String authorization) {
    OAuthForm form = ofQuery(new String(body, StandardCharsets.ISO_8859_1));
    if (authorization != null) {
      form.readBasic(authorization);
    }
    return form;
  }

  /**
   * Reads a query.
   *
   * @throws IllegalArgumentException when it is malformed
   */
  static OAuthForm ofQuery(String text) {
    OAuthForm form = new OAuthForm();
    String[] pairs = text.split("&", FIELDS_MAX + 1);
    if (pairs.length > FIELDS_MAX) {
      throw new IllegalArgumentException("a form has at most 100 fields");
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals > 0 && equals < pair.length() - 1) {
        form.fields.put(
            UrlEncoding.decode(pair.substring(0, equals)),
            UrlEncoding.decode(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private void readBasic(String authorization) {
    String[] parts = authorization.strip().split("\\s+", 3);
    if (parts.length != 2 || !parts[0].equalsIgnoreCase("basic")) {
      return;
    }
    String pair = new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.ISO_8859_1);
    int colon = pair.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("basic credentials are a name, a colon and a secret");
    }
    fields.put("client_id", UrlEncoding.decode(pair.substring(0, colon)));
    fields.put("client_secret", UrlEncoding.decode(pair.substring(colon + 1)));
  }

  /** The field; the empty text where it is missing. */
  String text(String name) {
    return fields.getOrDefault(name, "");
  }

  /** The field, unless it is missing. */
  Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }
}

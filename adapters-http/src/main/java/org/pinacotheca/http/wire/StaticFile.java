package org.pinacotheca.http.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A static file, which browsers cache and revalidate each time. */
public record StaticFile(String mediaType, Buffer bytes, String entityTag) {
  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "html",
          "text/html; charset=utf-8",
          "css",
          "text/css; charset=utf-8",
          "js",
          "text/javascript; charset=utf-8",
          "svg",
          "image/svg+xml");

  /**
   * Loads a file from the class path.
   *
   * @param name from its root; its ending tells the media type
   */
  public static StaticFile load(String name) {
    byte[] bytes;
    try (InputStream in =
        Optional.ofNullable(StaticFile.class.getResourceAsStream("/" + name))
            .orElseThrow(() -> new IllegalStateException("the file " + name + " is missing"))) {
      bytes = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String mediaType = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    return of(bytes, Objects.requireNonNull(mediaType, name));
  }

  private static StaticFile of(byte[] bytes, String mediaType) {
    return new StaticFile(mediaType, Buffer.buffer(bytes), "\"" + digest(bytes) + "\"");
  }

  /** The same file with one text replaced, which must be present. */
  public StaticFile with(String old, String replacement) {
    String text = bytes.toString(StandardCharsets.UTF_8);
    if (!text.contains(old)) {
      throw new IllegalStateException("there is no " + old + " in the file");
    }
    return of(text.replace(old, replacement).getBytes(StandardCharsets.UTF_8), mediaType);
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public static boolean isRead(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
  }

  /**
   * Answers a GET or HEAD request.
   *
   * @param policy the content security policy
   */
  public void send(HttpServerRequest request, String policy) {
    send(request, policy, 200);
  }

  /** As above, with another status. */
  public void send(HttpServerRequest request, String policy, int status) {
    HttpServerResponse response = request.response();
    response
        .putHeader("Content-Security-Policy", policy)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cache-Control", "no-cache")
        .putHeader("ETag", entityTag);
    String known = request.getHeader("If-None-Match");
    if (status == 200 && known != null && Validators.names(known, entityTag, true)) {
      response.setStatusCode(304).end();
      return;
    }
    response.setStatusCode(status);
    response.putHeader("Content-Type", mediaType);
    response.putHeader("Content-Length", Integer.toString(bytes.length()));
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(bytes);
    }
  }
}

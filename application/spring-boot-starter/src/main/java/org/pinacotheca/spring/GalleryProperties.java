package org.pinacotheca.spring;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of the gallery.
 *
 * @param directory holds everything: the database, the pictures and the master key; created when
 *     missing
 * @param inMemory whether the gallery is gone when the application ends, as for tests; the
 *     directory is not used then
 * @param api the server of the APIs
 */
@ConfigurationProperties("pinacotheca")
public record GalleryProperties(
    @DefaultValue("gallery") Path directory,
    @DefaultValue("false") boolean inMemory,
    @DefaultValue Api api) {
  /**
   * The server of both APIs.
   *
   * @param enabled whether there is one; it needs {@code pinacotheca-http} and {@code
   *     pinacotheca-rpc}
   * @param host the address it listens on
   * @param port 0 to 65535; 0 takes a free one
   * @param prefix the path below which the APIs are, such as {@code /gallery}; empty for the root
   * @param publicUrl the address for clients, with the prefix and without a slash at its end; when
   *     missing, that of host and port
   * @param adminToken the bearer token of the admin API; when missing, there is no admin API
   */
  public record Api(
      @DefaultValue("false") boolean enabled,
      @DefaultValue("127.0.0.1") String host,
      @DefaultValue("8081") int port,
      @DefaultValue("") String prefix,
      @Nullable String publicUrl,
      @Nullable String adminToken) {
    @Override
    public String toString() {
      return "Api[enabled=" + enabled + ", host=" + host + ", port=" + port + "]";
    }
  }
}

package org.pinacotheca.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.http.openapi.ApiDescription;
import org.pinacotheca.rpc.method.PublicLinks;
import org.pinacotheca.rpc.method.RpcMethods;

/** The operations of both APIs, by the names under which they are served. Thread-safe. */
final class OperationNames {
  /** What an operation is called, for people. */
  static final String EXAMPLES =
      "Operation must be one of the APIs, such as Pictures/CreateAlbum,"
          + " Groups/Pictures/CreateAlbum, OAuth/token, media, admin/credits or photos.upload, or *"
          + " for all.";

  private static final List<String> PREFIXES = List.of("/v1/", "v1/", "up.", "facebook.");

  private final Map<String, String> names = new TreeMap<>();

  OperationNames(Gallery gallery) {
    add(PlannedFault.EVERY_OPERATION);
    RpcMethods.of(gallery, new PublicLinks(() -> "")).keySet().forEach(this::add);
    ApiDescription.at("")
        .path("paths")
        .fieldNames()
        .forEachRemaining(path -> name(path).ifPresent(this::add));
  }

  private void add(String name) {
    names.put(name.toLowerCase(Locale.ROOT), name);
  }

  private static Optional<String> name(String path) {
    if (path.startsWith("/v1/")) {
      return Optional.of(path.substring("/v1/".length()));
    }
    if (path.startsWith("/admin/v1/")) {
      return Optional.of(
          "admin/" + path.substring("/admin/v1/".length()).replaceAll("\\{\\w+}", "*"));
    }
    if (path.startsWith("/media/")) {
      return Optional.of("media");
    }
    return path.startsWith("/OAuth/") ? Optional.of(path.substring(1)) : Optional.empty();
  }

  /**
   * The name of an operation, in upper or lower case, as in an address or with the prefix of a
   * call.
   *
   * @throws BadBodyException when there is no such operation
   */
  String find(String written) {
    String name = written;
    for (String prefix : PREFIXES) {
      name = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }
    String found = names.get(name.toLowerCase(Locale.ROOT));
    if (found == null) {
      throw new BadBodyException("There is no operation '" + written + "'. " + EXAMPLES);
    }
    return found;
  }
}

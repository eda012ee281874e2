package org.pinacotheca.tools.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The installation of a command, from the settings. Its text form never shows the token.
 *
 * @param data the directory of the database, the keys and the spool
 * @param media the directory of the picture files, if they are not in an object store
 * @param backupRefusal why this program cannot back it up, and the alternative; empty when it can
 * @param url the URL of its server
 * @param adminToken the admin token, if in the settings
 */
public record Installation(
    Path data,
    Optional<Path> media,
    Optional<String> backupRefusal,
    String url,
    Optional<String> adminToken) {
  @Override
  public String toString() {
    return "Installation[data=" + data + ", url=" + url + "]";
  }
}

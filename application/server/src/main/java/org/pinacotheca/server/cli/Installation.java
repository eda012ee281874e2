package org.pinacotheca.server.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the settings say about the installation that a command works on. It never shows the token.
 *
 * @param data the directory of the database, the keys and the spool
 * @param media the directory of the pictures' files, where they are not in an object store
 * @param backupRefusal why it is not backed up by this program, and how else; empty where it is
 * @param url where its server listens
 * @param adminToken where the settings hold one
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

package org.pinacotheca.persistence.disk;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.pinacotheca.domain.picture.MediaKey;

/**
 * The folders of pictures, {@code ab/cd/abcd...}, below a root directory. Does not follow symbolic
 * links.
 */
record PictureFolders(Path root) {
  private static final Pattern SHARD = Pattern.compile("[0-9a-f]{2}");
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");
  private static final String TEMPORARY = ".part-";
  private static final String DELETED = ".gone-";
  private static final Pattern REMNANT = Pattern.compile("\\.(part|gone)-.*");

  /** Receives a folder, and may remove it. */
  interface Visitor {
    void visit(Path folder) throws IOException;
  }

  /** The directory of a picture's folder. */
  Path shard(MediaKey key) {
    return root.resolve(key.value().substring(0, 2)).resolve(key.value().substring(2, 4));
  }

  Path of(MediaKey key) {
    return shard(key).resolve(key.value());
  }

  /** A new name for a folder that is being written. */
  Path temporary(MediaKey key) {
    return shard(key).resolve(TEMPORARY + key.value() + "-" + UUID.randomUUID());
  }

  /** A new name for a folder that is being deleted. */
  Path deleted(MediaKey key) {
    return shard(key).resolve(DELETED + key.value() + "-" + UUID.randomUUID());
  }

  /** Whether every path element from the root to the key's folder is a directory and no link. */
  boolean isReached(MediaKey key) {
    Path shard = shard(key);
    return Files.isDirectory(parent(shard), NOFOLLOW_LINKS)
        && Files.isDirectory(shard, NOFOLLOW_LINKS)
        && Files.isDirectory(of(key), NOFOLLOW_LINKS);
  }

  static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalStateException("a root directory has no parent: " + path);
    }
    return parent;
  }

  boolean isEmpty() {
    try {
      for (Path shard : shards()) {
        if (!folders(shard, KEY).isEmpty()) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the picture folder", e);
    }
  }

  /** Visits the folders of pictures that were last modified before the limit. */
  void eachBefore(Instant limit, Visitor visitor) {
    eachBefore(limit, KEY, visitor);
  }

  /** Visits what was half-written or half-deleted and last modified before the limit. */
  void eachRemnantBefore(Instant limit, Visitor visitor) {
    eachBefore(limit, REMNANT, visitor);
  }

  private void eachBefore(Instant limit, Pattern name, Visitor visitor) {
    try {
      for (Path shard : shards()) {
        for (Path folder : folders(shard, name)) {
          if (modifiedBefore(folder, limit)) {
            visitor.visit(folder);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the picture folder", e);
    }
  }

  private List<Path> shards() throws IOException {
    List<Path> shards = new ArrayList<>();
    for (Path outer : folders(root, SHARD)) {
      shards.addAll(folders(outer, SHARD));
    }
    return shards;
  }

  private static boolean modifiedBefore(Path folder, Instant limit) throws IOException {
    try {
      return Files.getLastModifiedTime(folder, NOFOLLOW_LINKS).toInstant().isBefore(limit);
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  /** A list and not a stream, because the visitor may delete its argument. */
  private static List<Path> folders(Path directory, Pattern name) throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (name.matcher(String.valueOf(entry.getFileName())).matches()
            && Files.isDirectory(entry, NOFOLLOW_LINKS)) {
          folders.add(entry);
        }
      }
    } catch (NoSuchFileException _) {
      return List.of();
    }
    return folders;
  }

  /** Removes a folder of files only; anything else stays, and the removal fails. */
  static void remove(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(files::add);
    } catch (NoSuchFileException _) {
      return;
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
  }
}

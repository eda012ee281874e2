package org.pinacotheca.tools.importing;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The content of a directory tree.
 *
 * @param folders those with pictures directly in them, ordered by path
 * @param skipped files that are not pictures or could not be read
 * @param ignored the number of ignored files and folders of each kind
 */
record FolderTree(List<Folder> folders, List<Skipped> skipped, Map<String, Integer> ignored) {
  private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "jpe", "png", "gif", "webp");
  private static final Comparator<String> ORDER = new NaturalOrder();
  private static final int DEPTH_MAX = 100;

  FolderTree {
    folders = List.copyOf(folders);
    skipped = List.copyOf(skipped);
    ignored = Collections.unmodifiableMap(new TreeMap<>(ignored));
  }

  /** A file that is not imported, and why. */
  record Skipped(String path, String reason) {}

  static FolderTree of(Path directory) {
    List<Folder> folders = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    Map<String, Integer> ignored = new TreeMap<>();
    collect(directory, directory, 0, new Found(folders, skipped, ignored));
    return new FolderTree(folders, skipped, ignored);
  }

  long pictures() {
    return folders.stream().mapToLong(folder -> folder.pictures().size()).sum();
  }

  /** What the walk finds. */
  private record Found(List<Folder> folders, List<Skipped> skipped, Map<String, Integer> ignored) {}

  private static void collect(Path root, Path directory, int depth, Found found) {
    List<Folder.Photo> photos = new ArrayList<>();
    List<Path> below = new ArrayList<>();
    for (Path entry : entries(root, directory, found)) {
      String name = String.valueOf(entry.getFileName());
      String path = path(root, entry);
      try {
        BasicFileAttributes file =
            Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (file.isDirectory()) {
          below.add(entry);
        } else if (file.isSymbolicLink()) {
          found.skipped().add(new Skipped(path, "is a symbolic link, and links are not followed"));
        } else if (!file.isRegularFile() || !ENDINGS.contains(ending(name))) {
          found.skipped().add(new Skipped(path, "is no JPEG, PNG, GIF or WebP file by its name"));
        } else {
          photos.add(
              new Folder.Photo(entry, path, file.size(), file.lastModifiedTime().toMillis()));
        }
      } catch (IOException e) {
        found.skipped().add(new Skipped(path, "cannot be read"));
      }
    }
    if (!photos.isEmpty()) {
      found
          .folders()
          .add(new Folder(path(root, directory), String.valueOf(directory.getFileName()), photos));
    }
    for (Path folder : below) {
      if (depth < DEPTH_MAX) {
        collect(root, folder, depth + 1, found);
      } else {
        found.skipped().add(new Skipped(path(root, folder), "is more than 100 folders deep"));
      }
    }
  }

  /** The entries by name, without ignored ones, which are only counted. */
  private static List<Path> entries(Path root, Path directory, Found found) {
    List<Path> kept = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        IgnoredFiles.kind(String.valueOf(entry.getFileName()))
            .ifPresentOrElse(
                kind -> found.ignored().merge(kind, 1, Integer::sum), () -> kept.add(entry));
      }
    } catch (IOException | DirectoryIteratorException e) {
      found.skipped().add(new Skipped(path(root, directory), "cannot be read"));
      return List.of();
    }
    kept.sort(Comparator.comparing(entry -> String.valueOf(entry.getFileName()), ORDER));
    return kept;
  }

  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static String path(Path root, Path entry) {
    return root.relativize(entry).toString().replace(entry.getFileSystem().getSeparator(), "/");
  }
}

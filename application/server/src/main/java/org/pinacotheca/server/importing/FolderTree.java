package org.pinacotheca.server.importing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a directory holds.
 *
 * @param folders those with pictures directly in them, in the order of their paths
 * @param skipped files that are no pictures, and what could not be read
 */
record FolderTree(List<Folder> folders, List<Skipped> skipped) {
  private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "jpe", "png", "gif", "webp");
  private static final Set<String> LITTER = Set.of("thumbs.db", "desktop.ini");
  private static final int DEPTH_MAX = 100;

  FolderTree {
    folders = List.copyOf(folders);
    skipped = List.copyOf(skipped);
  }

  /** A file that is not imported, and why. */
  record Skipped(String path, String reason) {}

  static FolderTree of(Path directory) {
    List<Folder> folders = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    collect(directory, directory, 0, folders, skipped);
    return new FolderTree(folders, skipped);
  }

  long pictures() {
    return folders.stream().mapToLong(folder -> folder.pictures().size()).sum();
  }

  private static void collect(
      Path root, Path directory, int depth, List<Folder> folders, List<Skipped> skipped) {
    List<Folder.Photo> photos = new ArrayList<>();
    List<Path> below = new ArrayList<>();
    for (Path entry : entries(root, directory, skipped)) {
      String name = String.valueOf(entry.getFileName());
      String path = path(root, entry);
      try {
        BasicFileAttributes found =
            Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (found.isDirectory()) {
          below.add(entry);
        } else if (found.isSymbolicLink()) {
          skipped.add(new Skipped(path, "is a symbolic link, and links are not followed"));
        } else if (!found.isRegularFile() || !ENDINGS.contains(ending(name))) {
          skipped.add(new Skipped(path, "is no JPEG, PNG, GIF or WebP file by its name"));
        } else {
          photos.add(
              new Folder.Photo(entry, path, found.size(), found.lastModifiedTime().toMillis()));
        }
      } catch (IOException e) {
        skipped.add(new Skipped(path, "cannot be read"));
      }
    }
    if (!photos.isEmpty()) {
      folders.add(
          new Folder(path(root, directory), String.valueOf(directory.getFileName()), photos));
    }
    for (Path folder : below) {
      if (depth < DEPTH_MAX) {
        collect(root, folder, depth + 1, folders, skipped);
      } else {
        skipped.add(new Skipped(path(root, folder), "is more than 100 folders deep"));
      }
    }
  }

  /** By name; what is hidden, and what systems leave in folders, is passed over. */
  private static List<Path> entries(Path root, Path directory, List<Skipped> skipped) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      return StreamSupport.stream(entries.spliterator(), false)
          .filter(entry -> {
            String name = String.valueOf(entry.getFileName());
            return !name.startsWith(".") && !LITTER.contains(name.toLowerCase(Locale.ROOT));
          })
          .sorted(Comparator.comparing(entry -> String.valueOf(entry.getFileName())))
          .collect(Collectors.toList());
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      skipped.add(new Skipped(path(root, directory), "cannot be read"));
      return List.of();
    }
  }

  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static String path(Path root, Path entry) {
    return root.relativize(entry).toString().replace(entry.getFileSystem().getSeparator(), "/");
  }
}

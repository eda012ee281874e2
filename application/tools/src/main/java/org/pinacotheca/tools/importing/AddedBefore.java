package org.pinacotheca.tools.importing;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pinacotheca.tools.importing.Folder.Photo;
import org.pinacotheca.tools.importing.Journal.Added;

/**
 * Recognizes the files that earlier imports have added: by path, size and time, or else by content,
 * where each added picture is matched with one file, so that a copy is a picture of its own. Used
 * by one thread.
 */
final class AddedBefore {
  private final Map<String, Added> unchanged = new HashMap<>();
  private final Map<String, Deque<Added>> others = new HashMap<>();

  /** A file of another size is not read. */
  private final Set<Long> sizes = new HashSet<>();

  AddedBefore(List<Added> added, List<Folder> folders) {
    Map<String, Photo> photos =
        folders.stream()
            .flatMap(folder -> folder.pictures().stream())
            .collect(Collectors.toMap(Photo::path, Function.identity()));
    for (Added one : added) {
      Photo photo = photos.get(one.path());
      if (photo == null
          || !one.isUnchanged(photo)
          || unchanged.putIfAbsent(one.path(), one) != null) {
        others.computeIfAbsent(one.hash(), _ -> new ArrayDeque<>()).add(one);
        sizes.add(one.size());
      }
    }
  }

  /** The picture of a file; not found again by another one. */
  Optional<Added> take(Photo photo) {
    Added same = unchanged.get(photo.path());
    if (same != null || !sizes.contains(photo.size())) {
      return Optional.ofNullable(same);
    }
    try {
      return Optional.ofNullable(others.getOrDefault(photo.hash(), new ArrayDeque<>()).poll());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

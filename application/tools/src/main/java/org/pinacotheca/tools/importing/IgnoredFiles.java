package org.pinacotheca.tools.importing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Recognizes files that systems and programs leave in photo folders: thumbnails, recycle bins,
 * catalogues, sidecar files. None of them is a photograph of the member.
 */
final class IgnoredFiles {
  private static final Set<String> NAMES =
      Set.of(
          "@eadir",
          "@synoeastream",
          "@recycle",
          "@recently-snapshot",
          "@tmp",
          "#recycle",
          "#snapshot",
          "$recycle.bin",
          "recycler",
          "system volume information",
          "lost+found",
          "__macosx",
          "ipod photo cache",
          "thumbs.db",
          "ehthumbs.db",
          "ehthumbs_vista.db",
          "desktop.ini",
          "picasa.ini",
          "icon\r");

  /** Folders of Lightroom and other catalogues, which contain thousands of previews. */
  private static final List<String> ENDINGS =
      List.of(".lrdata", ".lrcat", ".cocatalog", ".aplibrary");

  private IgnoredFiles() {}

  /** The label of an ignored file: its name, or a pattern for many names. */
  static Optional<String> kind(String name) {
    if (name.startsWith("._")) {
      return Optional.of("._*");
    }
    if (name.startsWith(".")) {
      return Optional.of(name.equals(".DS_Store") || name.equals(".thumbnails") ? name : ".*");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (NAMES.contains(lower)) {
      return Optional.of(name.strip());
    }
    return ENDINGS.stream().filter(lower::endsWith).map(ending -> "*" + ending).findFirst();
  }
}

package org.pinacotheca.server.importing;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.validation.Text;

/**
 * A folder that holds pictures, which becomes one album or several.
 *
 * @param path below the imported directory, with {@code /} between its steps; empty for the
 *     directory itself
 * @param name the folder's own name
 * @param pictures in the order of their names
 */
record Folder(String path, String name, List<Photo> pictures) {
  private static final int TITLE_MAX = 100;
  private static final int DESCRIPTION_MAX = 1000;

  Folder {
    pictures = List.copyOf(pictures);
  }

  /**
   * A file that may be a picture.
   *
   * @param path below the imported directory
   */
  record Photo(Path file, String path, long size, long modifiedMillis) {
    /** The file's name without its ending. */
    String title() {
      String name = String.valueOf(file.getFileName());
      return cut(plain(name.substring(0, name.lastIndexOf('.'))), TITLE_MAX);
    }
  }

  /** The name of the so manyth album of this folder, the first one being 1. */
  String albumName(int part) {
    String suffix = part == 1 ? "" : " " + part;
    String plain = plain(name);
    String stem = cut(plain.isEmpty() ? "Album" : plain, AlbumName.LENGTH_MAX - suffix.length());
    return new AlbumName(stem.strip() + suffix).value();
  }

  /** Where the pictures came from; tells albums of the same name apart. */
  String description() {
    return cut(plain(path.isEmpty() ? name : path), DESCRIPTION_MAX);
  }

  /** Composed characters, one line, single blanks, nothing that XML or a terminal cannot show. */
  private static String plain(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return Text.line(Text.line(composed).replaceAll("\\s+", " "));
  }

  private static String cut(String text, int length) {
    return text.substring(0, text.offsetByCodePoints(0, Math.min(length, Text.length(text))))
        .strip();
  }
}

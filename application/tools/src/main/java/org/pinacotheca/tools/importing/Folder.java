package org.pinacotheca.tools.importing;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.validation.Text;

/**
 * A folder with pictures, which becomes one or several albums.
 *
 * @param path relative to the imported directory, with {@code /} as separator; empty for the
 *     directory itself
 * @param name the folder's own name
 * @param pictures ordered by name
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
   * @param path relative to the imported directory
   */
  record Photo(Path file, String path, long size, long modifiedMillis) {
    /** The file's name without its extension. */
    String title() {
      String name = String.valueOf(file.getFileName());
      return cut(plain(name.substring(0, name.lastIndexOf('.'))), TITLE_MAX);
    }
  }

  /** The name of this folder's album with this number, counted from 1. */
  String albumName(int part) {
    String suffix = part == 1 ? "" : " " + part;
    String plain = plain(name);
    String stem = cut(plain.isEmpty() ? "Album" : plain, AlbumName.LENGTH_MAX - suffix.length());
    return new AlbumName(stem.strip() + suffix).value();
  }

  /** The source of the pictures; distinguishes albums of the same name. */
  String description() {
    return cut(plain(path.isEmpty() ? name : path), DESCRIPTION_MAX);
  }

  /**
   * Normalizes a name: composed characters, one line, single blanks, nothing that XML or a terminal
   * cannot show.
   */
  private static String plain(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return Text.line(Text.line(composed).replaceAll("\\s+", " "));
  }

  private static String cut(String text, int length) {
    return text.substring(0, text.offsetByCodePoints(0, Math.min(length, Text.length(text))))
        .strip();
  }
}

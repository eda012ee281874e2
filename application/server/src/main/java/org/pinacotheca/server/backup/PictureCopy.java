package org.pinacotheca.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.IOUtils;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.PictureFiles.Content;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Rendition;

/**
 * All files of a picture, to be copied by a backup or a move, or checked after a restore.
 *
 * @param files has every rendition
 */
public record PictureCopy(MediaKey key, Map<Rendition, Content> files) {
  public PictureCopy {
    files = Map.copyOf(files);
  }

  /** Finds the files; empty when one is missing. */
  public static Optional<PictureCopy> find(PictureFiles source, MediaKey key) {
    Map<Rendition, Content> files = new EnumMap<>(Rendition.class);
    for (Rendition rendition : Rendition.values()) {
      Optional<Content> content = source.open(key, rendition);
      if (content.isEmpty()) {
        return Optional.empty();
      }
      files.put(rendition, content.get());
    }
    return Optional.of(new PictureCopy(key, files));
  }

  /** The size of all files in bytes. */
  public long size() {
    return files.values().stream().mapToLong(Content::size).sum();
  }

  /** Whether the target has the same files, byte for byte. */
  public boolean isIn(PictureFiles target) throws IOException {
    for (Map.Entry<Rendition, Content> file : files.entrySet()) {
      Optional<Content> there = target.open(key, file.getKey());
      if (there.isEmpty() || !isSame(file.getValue(), there.get())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(Content one, Content other) throws IOException {
    if (one.size() != other.size()) {
      return false;
    }
    try (InputStream first = one.openAt(0);
        InputStream second = other.openAt(0)) {
      return IOUtils.contentEquals(first, second);
    }
  }

  /** Reads all files. */
  public Map<Rendition, byte[]> read() throws IOException {
    Map<Rendition, byte[]> bytes = new EnumMap<>(Rendition.class);
    for (Map.Entry<Rendition, Content> file : files.entrySet()) {
      try (InputStream in = file.getValue().openAt(0)) {
        bytes.put(file.getKey(), in.readAllBytes());
      }
    }
    return bytes;
  }
}

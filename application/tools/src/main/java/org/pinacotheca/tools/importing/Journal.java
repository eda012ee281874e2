package org.pinacotheca.tools.importing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.tools.cli.CommandFailedException;

/**
 * The pictures that imports have added for a member, as lines of JSON in a file, each durable
 * before the import continues. For one process; thread-safe.
 */
final class Journal implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String member;
  private final FileChannel channel;
  private final Map<Integer, Added> added;

  /**
   * A picture that the server has.
   *
   * @param member the member whose picture it is
   * @param path the path of its file below the imported folder
   * @param hash the SHA-256 of the file
   * @param modified when the file was changed, in milliseconds
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Added(
      @Nullable String member,
      String path,
      String hash,
      long size,
      long modified,
      int album,
      int picture) {
    boolean isUnchanged(Folder.Photo photo) {
      return path.equals(photo.path())
          && size == photo.size()
          && modified == photo.modifiedMillis();
    }
  }

  private Journal(String member, FileChannel channel, Map<Integer, Added> added) {
    this.member = member;
    this.channel = channel;
    this.added = added;
  }

  /**
   * Opens or creates the journal of a member.
   *
   * @throws CommandFailedException when it is in use or cannot be written
   */
  static Journal open(Path file, String member) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      try {
        if (channel.tryLock() == null) {
          throw inUse(file);
        }
        String before = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (!before.isEmpty() && !before.endsWith("\n")) {
          write(channel, "\n");
        }
        return new Journal(member, channel, parse(file, member));
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (OverlappingFileLockException e) {
      throw inUse(file);
    } catch (IOException e) {
      throw new CommandFailedException(
          "the journal '" + file + "' cannot be written; name another file with --journal", e);
    }
  }

  /** What the journal has for the member; changes nothing. */
  static List<Added> read(Path file, String member) {
    try {
      return Files.exists(file) ? List.copyOf(parse(file, member).values()) : List.of();
    } catch (IOException e) {
      throw new CommandFailedException("the journal '" + file + "' cannot be read", e);
    }
  }

  private static CommandFailedException inUse(Path file) {
    return new CommandFailedException(
        "another import uses the journal '" + file + "'; wait until it is done");
  }

  /** By picture: a line replaces the one of before the file was renamed. */
  private static Map<Integer, Added> parse(Path file, String member) throws IOException {
    Map<Integer, Added> added = new LinkedHashMap<>();
    for (String line :
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
      try {
        Added one = JSON.readValue(line, Added.class);
        if (member.equals(one.member())) {
          added.put(one.picture(), one);
        }
      } catch (JsonProcessingException _) {
        // A kill cut the line off; its picture is found in the gallery.
      }
    }
    return added;
  }

  /** What imports have added until now, each picture once. */
  synchronized List<Added> added() {
    return List.copyOf(added.values());
  }

  /** Records a picture that the server has. */
  synchronized void add(Folder.Photo photo, String hash, int album, int picture) {
    Added one =
        new Added(member, photo.path(), hash, photo.size(), photo.modifiedMillis(), album, picture);
    try {
      write(channel, JSON.writeValueAsString(one) + "\n");
      added.put(picture, one);
    } catch (IOException e) {
      throw new UncheckedIOException("the journal cannot be written", e);
    }
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

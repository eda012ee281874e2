package org.pinacotheca.tools.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.pinacotheca.tools.cli.CommandFailedException;

/**
 * The journal of an import: its requests and the server's acknowledgements, as lines of JSON, each
 * durable before the import continues. After a kill, the import resumes from it; unacknowledged
 * requests are repeated unchanged. For one process; thread-safe.
 */
final class Journal implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VERSION = 1;

  private final Optional<FileChannel> channel;
  private final String id;
  private final Map<Part, Integer> albums = new HashMap<>();
  private final Set<Part> closed = new HashSet<>();
  private final Map<Part, Instant> albumsAsked = new HashMap<>();
  private final Map<String, Added> added = new HashMap<>();
  private final Map<String, Asked> asked = new HashMap<>();
  private final Map<Integer, String> paths = new HashMap<>();

  /** An album of a folder, by its number. */
  record Part(String folder, int number) {}

  /** A picture that the server has. */
  record Added(Part part, String hash, long size, long modifiedMillis, int picture) {}

  /** A picture that the server may have. */
  record Asked(Part part, String hash, Instant at) {}

  private Journal(Optional<FileChannel> channel, String id) {
    this.channel = channel;
    this.id = id;
  }

  /**
   * Opens or creates the journal of a member.
   *
   * @throws CommandFailedException when it is another member's, in use, or not writable
   */
  static Journal open(Path file, int user, String nickname) {
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        if (channel.tryLock() == null) {
          throw inUse(file);
        }
        byte[] content = content(channel);
        return content.length == 0
            ? begun(channel, user, nickname)
            : read(Optional.of(channel), content, file, user, nickname);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (OverlappingFileLockException e) {
      throw inUse(file);
    } catch (IOException e) {
      throw new CommandFailedException(
          "the journal '" + file + "' cannot be written; name another place with --journal", e);
    }
  }

  /** Reads a journal without opening it for writing; empty when there is none. */
  static Journal look(Path file, int user, String nickname) {
    try {
      return Files.exists(file)
          ? read(Optional.empty(), wholeLines(Files.readAllBytes(file)), file, user, nickname)
          : new Journal(Optional.empty(), "");
    } catch (IOException e) {
      throw new CommandFailedException("the journal '" + file + "' cannot be read", e);
    }
  }

  private static CommandFailedException inUse(Path file) {
    return new CommandFailedException(
        "another import uses the journal '" + file + "'; wait until it is done");
  }

  /**
   * All complete lines; a line truncated by a kill is removed, so that the next one starts cleanly.
   */
  private static byte[] content(FileChannel channel) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (all.hasRemaining() && channel.read(all) >= 0) {
      // Until all of it is read.
    }
    byte[] lines = wholeLines(all.array());
    channel.truncate(lines.length);
    channel.position(lines.length);
    return lines;
  }

  private static byte[] wholeLines(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return java.util.Arrays.copyOf(bytes, end);
  }

  private static Journal begun(FileChannel channel, int user, String nickname) {
    Journal journal = new Journal(Optional.of(channel), UUID.randomUUID().toString());
    journal.append(
        JSON.createObjectNode()
            .put("journal", VERSION)
            .put("id", journal.id)
            .put("user", user)
            .put("nickname", nickname));
    return journal;
  }

  private static Journal read(
      Optional<FileChannel> channel, byte[] content, Path file, int user, String nickname)
      throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8))) {
      String first = reader.readLine();
      JsonNode head = JSON.readTree(first == null ? "{}" : first);
      if (head.path("journal").asInt() != VERSION) {
        throw new CommandFailedException("'" + file + "' is no journal of an import");
      }
      if (head.path("user").asInt() != user || !head.path("nickname").asText().equals(nickname)) {
        throw new CommandFailedException(
            "the journal '"
                + file
                + "' is that of "
                + head.path("nickname").asText()
                + " ("
                + head.path("user").asText()
                + "); name another with --journal");
      }
      Journal journal = new Journal(channel, head.path("id").asText());
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        journal.replay(JSON.readTree(line));
      }
      return journal;
    } catch (JsonProcessingException e) {
      throw new CommandFailedException("the journal '" + file + "' is damaged", e);
    }
  }

  private void replay(JsonNode line) {
    Part part = new Part(line.path("folder").asText(), line.path("part").asInt());
    String path = line.path("path").asText();
    switch (line.path("done").asText()) {
      case "opening" -> albumsAsked.put(part, Instant.parse(line.path("at").asText()));
      case "opened" -> albums.put(part, line.path("id").asInt());
      case "closed" -> closed.add(part);
      case "adding" ->
          asked.put(
              path,
              new Asked(part, line.path("hash").asText(), Instant.parse(line.path("at").asText())));
      case "added" -> {
        asked.remove(path);
        int picture = line.path("id").asInt();
        String before = paths.put(picture, path);
        if (picture != 0 && before != null && !before.equals(path)) {
          // The file was renamed.
          added.remove(before);
        }
        added.put(
            path,
            new Added(
                part,
                line.path("hash").asText(),
                line.path("size").asLong(),
                line.path("modified").asLong(),
                picture));
      }
      default -> throw new CommandFailedException("the journal has a line of a later release");
    }
  }

  private void record(ObjectNode line) {
    append(line);
    replay(line);
  }

  private void append(ObjectNode line) {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    FileChannel file =
        channel.orElseThrow(() -> new IllegalStateException("this journal is only looked at"));
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException("the journal cannot be written", e);
    }
  }

  private static ObjectNode line(String done, Part part) {
    return JSON.createObjectNode()
        .put("done", done)
        .put("folder", part.folder())
        .put("part", part.number());
  }

  /** Identifies this import, so that its idempotency keys are unique. */
  String id() {
    return id;
  }

  synchronized Optional<Integer> album(Part part) {
    return Optional.ofNullable(albums.get(part));
  }

  /** When the album was first requested; now, if never. */
  synchronized Instant opening(Part part, Instant now) {
    Instant before = albumsAsked.get(part);
    if (before == null) {
      record(line("opening", part).put("at", now.toString()));
    }
    return before == null ? now : before;
  }

  synchronized void opened(Part part, int album) {
    record(line("opened", part).put("id", album));
  }

  /** Notes that this album is full or gone and gets no more pictures. */
  synchronized void closed(Part part) {
    record(line("closed", part));
  }

  synchronized boolean isClosed(Part part) {
    return closed.contains(part);
  }

  synchronized Optional<Added> added(String path) {
    return Optional.ofNullable(added.get(path));
  }

  synchronized Optional<Asked> asked(String path) {
    return Optional.ofNullable(asked.get(path));
  }

  /**
   * Notes a request for a picture; returns when it was first requested, with this album and
   * content.
   */
  synchronized Instant adding(Folder.Photo photo, String hash, Part part, Instant now) {
    Asked before = asked.get(photo.path());
    if (before != null && before.hash().equals(hash) && before.part().equals(part)) {
      return before.at();
    }
    record(
        line("adding", part).put("path", photo.path()).put("hash", hash).put("at", now.toString()));
    return now;
  }

  synchronized void added(Folder.Photo photo, String hash, Part part, int picture) {
    record(
        line("added", part)
            .put("path", photo.path())
            .put("hash", hash)
            .put("size", photo.size())
            .put("modified", photo.modifiedMillis())
            .put("id", picture));
  }

  synchronized boolean hasPicture(int picture) {
    return paths.containsKey(picture);
  }

  /** Pictures added from files that no longer exist, by content. */
  synchronized Map<String, List<Added>> addedBesides(Set<String> present) {
    return added.entrySet().stream()
        .filter(entry -> !present.contains(entry.getKey()) && entry.getValue().picture() != 0)
        .map(Map.Entry::getValue)
        .collect(Collectors.groupingBy(Added::hash, Collectors.toCollection(ArrayList::new)));
  }

  synchronized boolean hasAlbum(int album) {
    return albums.containsValue(album);
  }

  /** The number of pictures in each album of the folder, as far as this import knows. */
  synchronized Map<Integer, Integer> taken(String folder) {
    Map<Integer, Integer> taken = new HashMap<>();
    added.values().stream()
        .map(Added::part)
        .filter(part -> part.folder().equals(folder))
        .forEach(part -> taken.merge(part.number(), 1, Integer::sum));
    asked.values().stream()
        .map(Asked::part)
        .filter(part -> part.folder().equals(folder))
        .forEach(part -> taken.merge(part.number(), 1, Integer::sum));
    return taken;
  }

  @Override
  public void close() {
    channel.ifPresent(file -> {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }
}

package org.pinacotheca.tools.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.pinacotheca.domain.album.AlbumCapacity;
import org.pinacotheca.tools.cli.CommandFailedException;
import org.pinacotheca.tools.importing.FolderTree.Skipped;
import org.pinacotheca.tools.importing.Journal.Part;

/**
 * Imports folders into albums. One thread fills each album in picture order, several albums at a
 * time. Each request is written to the journal before it is sent, and each acknowledgement after; a
 * request without a response is retried with the same idempotency key.
 */
final class Importer {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The server keeps an idempotency key for a day. Older requests are looked up by their result.
   */
  private static final Duration KEY_AGE_MAX = Duration.ofHours(20);

  private static final String ADD_PICTURES = "/v1/Pictures/AddPictures";
  private static final int PAGE_SIZE = 100;
  private static final int PICTURES_MAX = AlbumCapacity.DEFAULT.ordinary();

  private final MemberClient client;
  private final Journal journal;
  private final int user;
  private final Progress progress;
  private final List<Skipped> skipped = new ArrayList<>();

  /** Pictures whose files are gone, by content; used by the planning thread. */
  private Map<String, List<Journal.Added>> gone = Map.of();

  private Set<Long> goneSizes = Set.of();
  private final AtomicLong added = new AtomicLong();
  private final AtomicLong known = new AtomicLong();
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

  Importer(MemberClient client, Journal journal, int user, Progress progress) {
    this.client = client;
    this.journal = journal;
    this.user = user;
    this.progress = progress;
  }

  /**
   * The result of an import.
   *
   * @param known pictures added by an earlier run
   */
  record Result(long added, long known, List<Skipped> skipped) {}

  /** The pictures for one album. */
  private record Lane(Folder folder, Part part, List<Folder.Photo> photos) {}

  Result run(List<Folder> folders, int threads) {
    gone =
        journal.addedBesides(
            folders.stream()
                .flatMap(folder -> folder.pictures().stream())
                .map(Folder.Photo::path)
                .collect(Collectors.toSet()));
    goneSizes =
        gone.values().stream()
            .flatMap(List::stream)
            .map(Journal.Added::size)
            .collect(Collectors.toSet());
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> lanes = new ArrayList<>();
      for (Folder folder : folders) {
        for (Lane lane : lanes(folder)) {
          lanes.add(executor.submit(() -> guarded(lane)));
        }
      }
      for (Future<?> lane : lanes) {
        lane.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted; run it again to go on", e);
    } finally {
      executor.shutdownNow();
    }
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
    synchronized (skipped) {
      return new Result(added.get(), known.get(), List.copyOf(skipped));
    }
  }

  /** The first failure ends all lanes, each after its current picture. */
  private void guarded(Lane lane) {
    try {
      fill(lane);
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  /** Earlier requests stay in their album; the rest goes where there is room, in order. */
  private List<Lane> lanes(Folder folder) {
    Map<Integer, Integer> taken = journal.taken(folder.path());
    Map<Integer, List<Folder.Photo>> parts = new TreeMap<>();
    int current = 1;
    for (Folder.Photo photo : folder.pictures()) {
      if (isKnown(photo)) {
        known.incrementAndGet();
        progress.step();
        continue;
      }
      Optional<Journal.Asked> asked = journal.asked(photo.path());
      int number;
      if (asked.isPresent()) {
        number = asked.get().part().number();
      } else {
        while (isFull(new Part(folder.path(), current), taken)) {
          current++;
        }
        number = current;
        taken.merge(number, 1, Integer::sum);
      }
      parts.computeIfAbsent(number, _ -> new ArrayList<>()).add(photo);
    }
    return parts.entrySet().stream()
        .map(part -> new Lane(folder, new Part(folder.path(), part.getKey()), part.getValue()))
        .toList();
  }

  /** A file with only a new time is read to see whether it is unchanged. */
  private boolean isKnown(Folder.Photo photo) {
    Optional<Journal.Added> before = journal.added(photo.path());
    if (before.isEmpty()) {
      return isRenamed(photo);
    }
    if (before.get().size() != photo.size()) {
      return false;
    }
    try {
      return before.get().modifiedMillis() == photo.modifiedMillis()
          || before.get().hash().equals(hash(photo));
    } catch (IOException e) {
      return false;
    }
  }

  /** A removed file had this content; each such file is matched with one new file. */
  private boolean isRenamed(Folder.Photo photo) {
    if (!goneSizes.contains(photo.size())) {
      return false;
    }
    try {
      String hash = hash(photo);
      List<Journal.Added> same = gone.getOrDefault(hash, List.of());
      if (same.isEmpty()) {
        return false;
      }
      Journal.Added before = same.removeFirst();
      journal.added(photo, hash, before.part(), before.picture());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isFull(Part part, Map<Integer, Integer> taken) {
    return journal.isClosed(part) || taken.getOrDefault(part.number(), 0) >= PICTURES_MAX;
  }

  private void fill(Lane lane) {
    Part part = lane.part();
    int done = 0;
    for (Folder.Photo photo : lane.photos()) {
      if (failure.get() != null) {
        return;
      }
      Put put = put(photo, lane.folder(), part);
      while (put == Put.NO_ROOM) {
        part = next(part);
        put = put(photo, lane.folder(), part);
      }
      done += put == Put.ADDED ? 1 : 0;
      progress.step();
    }
    if (done > 0) {
      progress.tell(
          lane.folder().description()
              + " -> album '"
              + lane.folder().albumName(part.number())
              + "': "
              + ImportCommand.pictures(done));
    }
  }

  /** The result of a picture. */
  private enum Put {
    ADDED,
    SKIPPED,
    /** The album is full or gone. */
    NO_ROOM
  }

  /** The album after all that the import has used for the folder. */
  private Part next(Part closed) {
    journal.closed(closed);
    int number = closed.number();
    Part part;
    do {
      part = new Part(closed.folder(), ++number);
    } while (journal.isClosed(part) || journal.album(part).isPresent());
    return part;
  }

  private Put put(Folder.Photo photo, Folder folder, Part part) {
    String hash;
    try {
      hash = hash(photo);
    } catch (IOException e) {
      return skipped(photo, "cannot be read");
    }
    int album = album(folder, part);
    Instant now = Instant.now();
    Instant asked = journal.adding(photo, hash, part, now);
    if (asked.isBefore(now.minus(KEY_AGE_MAX))) {
      Optional<Integer> found = lookUp(photo, album);
      if (found.isPresent()) {
        return added(photo, hash, part, found.get());
      }
    }
    String key = key("picture", photo.path() + "\n" + hash + "\n" + album);
    MemberClient.Reply reply = client.post(ADD_PICTURES, key, () -> PictureBody.open(photo, album));
    return switch (reply.status()) {
      case 200 -> added(photo, hash, part, reply.pictureIds().map(Integer::parseInt).orElse(0));
      // The server did it already for an earlier release of this program, whose request differed.
      case 422 -> added(photo, hash, part, 0);
      case 400, 413, 415 -> skipped(photo, reply.message());
      case 404, 409 -> {
        if (reply.code().equals("album_full") || reply.code().equals("album_not_found")) {
          yield Put.NO_ROOM;
        }
        throw reply.unexpected();
      }
      default -> throw reply.unexpected();
    };
  }

  private Put added(Folder.Photo photo, String hash, Part part, int picture) {
    journal.added(photo, hash, part, picture);
    added.incrementAndGet();
    return Put.ADDED;
  }

  private Put skipped(Folder.Photo photo, String reason) {
    synchronized (skipped) {
      skipped.add(new Skipped(photo.path(), reason));
    }
    return Put.SKIPPED;
  }

  private int album(Folder folder, Part part) {
    Optional<Integer> known = journal.album(part);
    if (known.isPresent()) {
      return known.get();
    }
    Instant now = Instant.now();
    Instant asked = journal.opening(part, now);
    int album =
        asked.isBefore(now.minus(KEY_AGE_MAX))
            ? lookUp(folder, part).orElseGet(() -> create(folder, part))
            : create(folder, part);
    journal.opened(part, album);
    return album;
  }

  private int create(Folder folder, Part part) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("Name", folder.albumName(part.number()))
            .put("Description", folder.description());
    String key = key("album", part.folder() + "\n" + part.number());
    MemberClient.Reply reply = client.post("/v1/Pictures/CreateAlbum", key, body);
    if (reply.status() != 200) {
      throw reply.unexpected();
    }
    return reply.json().path("AlbumID").asInt();
  }

  private Optional<Integer> lookUp(Folder folder, Part part) {
    for (JsonNode album : get("/v1/Pictures/GetAlbums?UserID=" + user)) {
      if (album.path("AlbumName").asText().equals(folder.albumName(part.number()))
          && album.path("AlbumDescription").asText().equals(folder.description())
          && !journal.hasAlbum(album.path("AlbumID").asInt())) {
        return Optional.of(album.path("AlbumID").asInt());
      }
    }
    return Optional.empty();
  }

  /** A picture with this title in the album that is unknown to this import. */
  private Optional<Integer> lookUp(Folder.Photo photo, int album) {
    String query =
        "/v1/Pictures/GetGallery?UserID=%d&AlbumID=%d&PageSize=%d"
            .formatted(user, album, PAGE_SIZE);
    for (JsonNode picture : get(query).path("Pictures")) {
      int id = picture.path("PictureID").asInt();
      if (picture.path("Title").asText().equals(photo.title()) && !journal.hasPicture(id)) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  private JsonNode get(String path) {
    MemberClient.Reply reply = client.get(path);
    if (reply.status() == 404) {
      return JSON.createArrayNode();
    }
    if (reply.status() != 200) {
      throw reply.unexpected();
    }
    return reply.json();
  }

  private String key(String kind, String what) {
    byte[] hash = sha256().digest((journal.id() + "\n" + what).getBytes(StandardCharsets.UTF_8));
    return "import-" + kind + "-" + HexFormat.of().formatHex(hash);
  }

  private static String hash(Folder.Photo photo) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(photo.file()), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

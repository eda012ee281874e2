package org.pinacotheca.tools.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.pinacotheca.tools.cli.CommandFailedException;
import org.pinacotheca.tools.importing.Folder.Photo;
import org.pinacotheca.tools.importing.FolderAlbums.Album;
import org.pinacotheca.tools.importing.FolderAlbums.Picture;
import org.pinacotheca.tools.importing.FolderTree.Skipped;
import org.pinacotheca.tools.importing.Journal.Added;

/**
 * Imports folders into albums. One thread fills each album in picture order, several albums at a
 * time. A request without a response is repeated with the same idempotency key. What an earlier
 * import has added is known from the journal, or from the gallery when it was cut off before it
 * could record it.
 */
final class Importer {
  private static final String ADD_PICTURES = "/v1/Pictures/AddPictures";

  private final MemberClient client;
  private final Journal journal;
  private final int user;
  private final Progress progress;
  private final List<Skipped> skipped = new ArrayList<>();
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
   * @param known pictures added by an earlier import
   */
  record Result(long added, long known, List<Skipped> skipped) {}

  /**
   * The pictures for one album.
   *
   * @param album the album, if it exists already
   * @param name the name of the album
   */
  private record Lane(
      FolderAlbums albums, Optional<Album> album, String name, Folder folder, List<Photo> photos) {}

  Result run(List<Folder> folders, int threads) {
    AddedBefore before = new AddedBefore(journal.added(), folders);
    JsonNode albums = client.read("/v1/Pictures/GetAlbums?UserID=" + user);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> lanes = new ArrayList<>();
      for (Folder folder : folders) {
        for (Lane lane : lanes(folder, before, albums)) {
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

  /** New pictures go into the newest album that has room, and then into further ones. */
  private List<Lane> lanes(Folder folder, AddedBefore before, JsonNode all) {
    List<Photo> left =
        folder.pictures().stream().filter(photo -> !isKnown(photo, before.take(photo))).toList();
    if (left.isEmpty()) {
      return List.of();
    }
    FolderAlbums albums = FolderAlbums.of(folder, all, client, user, journal.added());
    List<Photo> missing =
        left.stream()
            .filter(photo -> !isThere(photo, albums.takeUnrecorded(photo.title())))
            .toList();
    List<Lane> lanes = new ArrayList<>();
    Optional<Album> open = albums.withRoom();
    int from = 0;
    while (from < missing.size()) {
      int room = FolderAlbums.PICTURES_MAX - open.map(Album::size).orElse(0);
      int to = Math.min(from + room, missing.size());
      String name = open.map(Album::name).orElseGet(albums::nextName);
      lanes.add(new Lane(albums, open, name, folder, missing.subList(from, to)));
      open = Optional.empty();
      from = to;
    }
    return lanes;
  }

  private boolean isKnown(Photo photo, Optional<Added> before) {
    if (before.isEmpty()) {
      return false;
    }
    Added same = before.get();
    if (!same.isUnchanged(photo)) {
      journal.add(photo, same.hash(), same.album(), same.picture());
    }
    known.incrementAndGet();
    progress.step();
    return true;
  }

  private boolean isThere(Photo photo, Optional<Picture> found) {
    if (found.isEmpty()) {
      return false;
    }
    try {
      journal.add(photo, photo.hash(), found.get().album(), found.get().id());
    } catch (IOException e) {
      return false;
    }
    known.incrementAndGet();
    progress.step();
    return true;
  }

  private void fill(Lane lane) {
    Optional<Album> album = lane.album();
    int done = 0;
    for (Photo photo : lane.photos()) {
      if (failure.get() != null) {
        return;
      }
      Put put = album.isPresent() ? put(photo, album.get()) : Put.NO_ROOM;
      while (put == Put.NO_ROOM) {
        Album next = lane.albums().create(album.isEmpty() ? lane.name() : lane.albums().nextName());
        album = Optional.of(next);
        put = put(photo, next);
      }
      done += put == Put.ADDED ? 1 : 0;
      progress.step();
    }
    if (done > 0) {
      progress.tell(
          "%s -> album '%s': %s"
              .formatted(
                  lane.folder().description(),
                  album.orElseThrow().name(),
                  ImportCommand.pictures(done)));
    }
  }

  /** The result of a picture. */
  private enum Put {
    ADDED,
    SKIPPED,
    /** The album is full or gone. */
    NO_ROOM
  }

  private Put put(Photo photo, Album album) {
    String hash;
    try {
      hash = photo.hash();
    } catch (IOException e) {
      return skipped(photo, "cannot be read");
    }
    String what = photo.path() + "\n" + hash + "\n" + album.id();
    String key = "import-picture-" + UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
    MemberClient.Reply reply =
        client.post(ADD_PICTURES, key, () -> PictureBody.open(photo, album.id()));
    return switch (reply.status()) {
      case 200 -> {
        int picture = Integer.parseInt(reply.pictureIds().orElseThrow(reply::unexpected));
        journal.add(photo, hash, album.id(), picture);
        added.incrementAndGet();
        yield Put.ADDED;
      }
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

  private Put skipped(Photo photo, String reason) {
    synchronized (skipped) {
      skipped.add(new Skipped(photo.path(), reason));
    }
    return Put.SKIPPED;
  }
}

package org.pinacotheca.testkit.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pinacotheca.application.spi.IdempotencyStore.StoredResponse;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.TokenFamily;
import org.pinacotheca.domain.identity.Usage;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Safety;

/**
 * A storage under test, with helpers that add data. Everything made here has unique names, so that
 * the storage may hold data of other tests. Thread-safe.
 */
public final class StorageFixture {
  /** An instant that is finer than milliseconds. */
  static final Instant SOME_TIME = Instant.parse("2026-02-03T04:05:06.123457Z");

  /** A well-formed fingerprint of an answer. */
  static final String FINGERPRINT = "0123456789abcdef".repeat(4);

  private static final AtomicLong UNIQUE = new AtomicLong(System.nanoTime());
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final UnitOfWork storage;

  StorageFixture(UnitOfWork storage) {
    this.storage = storage;
  }

  /** Runs work that writes, and commits it. */
  <T> T write(Function<Transaction, T> work) {
    return storage.transact(work);
  }

  /** Runs work that writes, and commits it. */
  void change(Consumer<Transaction> work) {
    storage.<Boolean>transact(tx -> {
      work.accept(tx);
      return true;
    });
  }

  <T> T read(Function<Transaction, T> work) {
    return storage.read(work);
  }

  /** Reads an optional value; has one type so that assertions can use it directly. */
  <T> Optional<T> maybe(Function<Transaction, Optional<T>> work) {
    return storage.read(work);
  }

  /** Reads a list. */
  <T> List<T> list(Function<Transaction, List<T>> work) {
    return storage.read(work);
  }

  /** Returns letters and digits that were not returned before. */
  static String unique() {
    return "u" + Long.toString(UNIQUE.incrementAndGet(), 36);
  }

  static SecretHash uniqueHash() {
    return SecretHash.of(unique());
  }

  static MediaKey uniqueMedia() {
    return new MediaKey(
        HexFormat.of().toHexDigits(7L) + HexFormat.of().toHexDigits(UNIQUE.incrementAndGet()));
  }

  /** Adds a member. */
  UserId member() {
    return write(tx -> {
      UserId id = freeUserId(tx);
      tx.members().add(new Member(id, new Nickname("Member " + id.value()), Optional.empty()));
      return id;
    });
  }

  static UserId freeUserId(Transaction tx) {
    UserId id = tx.members().nextId();
    while (tx.members().find(id).isPresent()) {
      id = tx.members().nextId();
    }
    return id;
  }

  /** Adds an application without the extended permission. */
  ApiKey application() {
    ApiKey key = new ApiKey(unique());
    ClientApplication application =
        new ClientApplication(
            key,
            "App",
            new SharedSecret("s3cret"),
            Optional.empty(),
            false,
            List.of(),
            false,
            Optional.empty());
    change(tx -> tx.applications().add(application));
    return key;
  }

  /** An answer that is not added yet, of any body. */
  static StoredResponse newStoredResponse(StoredResponse.Id id, UserId subject, Instant given) {
    return new StoredResponse(id, subject, FINGERPRINT, new byte[] {1}, given, Set.of());
  }

  /** A family of tokens without scopes, of which none is added yet. */
  static TokenFamily newFamily(UserId user, ApiKey application) {
    return new TokenFamily(uniqueHash(), user, application, Set.of(), Usage.UNKNOWN);
  }

  /** Adds an empty album at this position in the order. */
  Album album(UserId owner, int sequence) {
    return write(tx -> {
      Album album = newAlbum(tx.albums().nextId(), owner, sequence);
      tx.albums().add(album);
      return album;
    });
  }

  /** Updates the album's tally, as every use case does that changes its pictures. */
  Album tallied(Album album) {
    return write(tx -> {
      Album tallied = album.holding(tx.pictures().tally(album.owner(), album.id()), SOME_TIME);
      tx.albums().replace(tallied);
      return tallied;
    });
  }

  static Album newAlbum(AlbumId id, UserId owner, int sequence) {
    return new Album(
        id,
        owner,
        new AlbumName("Album"),
        "",
        "",
        Optional.empty(),
        new AlbumKind.Ordinary(),
        sequence,
        SOME_TIME,
        SOME_TIME,
        AlbumTally.EMPTY);
  }

  /** A small approved picture that is not added yet. */
  static Picture newPicture(
      PictureId id, UserId owner, Optional<AlbumId> album, ApiKey application) {
    return new Picture(
        id,
        owner,
        GalleryKind.PRIVATE,
        album,
        new PictureText("", ""),
        ImageFormat.PNG,
        6,
        4,
        100,
        uniqueMedia(),
        Approval.APPROVED,
        Safety.UNDECLARED,
        SOME_TIME,
        application);
  }

  public static Picture pending(Picture picture) {
    return new Picture(
        picture.id(),
        picture.owner(),
        picture.galleryKind(),
        picture.album(),
        picture.text(),
        picture.format(),
        picture.width(),
        picture.height(),
        picture.size(),
        picture.media(),
        Approval.PENDING,
        picture.safety(),
        picture.uploaded(),
        picture.application());
  }

  static Picture sized(Picture picture, long size, Instant uploaded) {
    return new Picture(
        picture.id(),
        picture.owner(),
        picture.galleryKind(),
        picture.album(),
        picture.text(),
        picture.format(),
        picture.width(),
        picture.height(),
        size,
        picture.media(),
        picture.approval(),
        picture.safety(),
        uploaded,
        picture.application());
  }

  /** Adds pictures that {@code make} makes of new ids. */
  List<Picture> pictures(int count, Function<PictureId, Picture> make) {
    return write(tx -> {
      List<Picture> pictures = tx.pictures().nextIds(count).stream().map(make).toList();
      tx.pictures().add(pictures);
      return pictures;
    });
  }

  static Set<Integer> values(List<PictureId> ids) {
    return Set.copyOf(ids.stream().map(PictureId::value).toList());
  }

  /**
   * Runs the task on {@code threads} threads at once and returns their results; an exception in any
   * of them fails the test.
   */
  static <T> List<T> together(int threads, Callable<T> task) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        running.add(executor.submit(task));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : running) {
        results.add(future.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
      }
      return results;
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("a thread did not do its work", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      executor.shutdownNow();
    }
  }
}

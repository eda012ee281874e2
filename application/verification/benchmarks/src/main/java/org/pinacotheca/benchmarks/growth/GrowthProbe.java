package org.pinacotheca.benchmarks.growth;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.benchmarks.measure.Photograph;
import org.pinacotheca.benchmarks.measure.Samples;
import org.pinacotheca.benchmarks.measure.TimedUnitOfWork;
import org.pinacotheca.benchmarks.measure.Workplace;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.images.ImageSettings;
import org.pinacotheca.images.PooledImageProcessor;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.crypto.HmacSecrets;
import org.pinacotheca.persistence.crypto.MasterKey;
import org.pinacotheca.persistence.disk.DiskPictureFiles;
import org.pinacotheca.persistence.jdbi.JdbiSettings;
import org.pinacotheca.persistence.jdbi.JdbiStorage;

/**
 * A process with the options of the server that makes calls on a large gallery, one after the
 * other, and prints their latencies. Its arguments are the data directory, the database, the number
 * of members, the application, and a file of albums.
 */
final class GrowthProbe {
  private static final int READINGS = 1500;
  private static final int WRITINGS = 300;

  /** Files of many gigabytes would take longer than everything else. */
  private static final int COMPACTED_MEMBERS_MAX = 10_000;

  private final Gallery gallery;
  private final TimedUnitOfWork work;
  private final ApiKey application;
  private final int members;
  private final List<GeneratedGalleries.Place> spacious;
  private final List<GeneratedGalleries.Place> locked;
  private final SplittableRandom random = new SplittableRandom(3);
  private final byte[] jpeg = Photograph.jpeg(64, 48);

  private GrowthProbe(
      Gallery gallery,
      TimedUnitOfWork work,
      ApiKey application,
      int members,
      List<GeneratedGalleries.Place> places) {
    this.gallery = gallery;
    this.work = work;
    this.application = application;
    this.members = members;
    this.spacious = places.stream().filter(GeneratedGalleries.Place::hasRoom).toList();
    this.locked = places.stream().filter(GeneratedGalleries.Place::isLocked).toList();
  }

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    long begin = System.nanoTime();
    try (JdbiStorage storage = open(data, arguments[1]);
        PooledImageProcessor studio =
            PooledImageProcessor.open(ImageSettings.defaults(data.resolve("native")))) {
      System.out.printf(Locale.ROOT, "opened %d%n", (System.nanoTime() - begin) / 1_000_000);
      TimedUnitOfWork work = new TimedUnitOfWork(storage.unitOfWork());
      Gallery gallery =
          Gallery.of(
              work,
              DiskPictureFiles.open(data.resolve("media")),
              studio,
              new HmacSecrets(MasterKey.inDirectory(data)),
              GallerySettings.DEFAULT);
      new GrowthProbe(
              gallery,
              work,
              new ApiKey(arguments[3]),
              Integer.parseInt(arguments[2]),
              places(Path.of(arguments[4])))
          .measure();
      if (!arguments[1].startsWith("jdbc:")) {
        Path copy = data.resolve("copy");
        pause("copied", () -> storage.copyEmbedded(copy));
        Workplace.remove(copy);
        if (Integer.parseInt(arguments[2]) <= COMPACTED_MEMBERS_MAX) {
          pause("compacted", work::compact);
        }
      }
      System.out.println("paused");
      // Stays until it gets input, so that its memory can be measured.
      System.in.read();
    }
    System.out.println("closed");
  }

  /** Times a task that makes all other calls wait. */
  private static void pause(String what, Runnable task) {
    long begin = System.nanoTime();
    task.run();
    System.out.printf(
        Locale.ROOT, "paused %s in %d ms%n", what, (System.nanoTime() - begin) / 1_000_000);
  }

  static JdbiStorage open(Path data, String location) {
    AesGcmCipher seal = new AesGcmCipher(MasterKey.inDirectory(data));
    return location.startsWith("jdbc:")
        ? JdbiStorage.openPostgresql(location, seal, InstantSource.system(), JdbiSettings.DEFAULT)
        : JdbiStorage.openHsqldb(
            data.resolve("database"), seal, InstantSource.system(), JdbiSettings.DEFAULT);
  }

  private static List<GeneratedGalleries.Place> places(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(GeneratedGalleries.Place::of).toList();
    }
  }

  /** A timed call; returns whether it counts. */
  private interface Call extends BooleanSupplier {}

  private void measure() {
    for (GrowthCall call : GrowthCall.values()) {
      switch (call) {
        case LIST_NEW -> time(call, READINGS, this::listAfterWrite);
        case LIST_KEPT -> time(call, READINGS, this::listAgain);
        case GALLERY -> time(call, READINGS, this::readGallery);
        case GALLERY_ALBUM -> time(call, READINGS, this::readAlbum);
        case ADD -> time(call, WRITINGS, this::addPicture);
        case UNLOCK -> time(call, WRITINGS, this::unlock);
      }
    }
  }

  /** Times calls; the supplier chooses each in time that is not measured. */
  private void time(GrowthCall name, int count, Supplier<Call> calls) {
    long[] whole = new long[count];
    long[] stored = new long[count];
    long[] processor = new long[count];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    int warmUp = count / 2;
    for (int done = -warmUp; done < count; ) {
      Call call = calls.get();
      long storedBefore = work.nanos();
      long processorBefore = threads.getCurrentThreadCpuTime();
      long begin = System.nanoTime();
      boolean counts = call.getAsBoolean();
      long nanos = System.nanoTime() - begin;
      if (counts) {
        if (done >= 0) {
          whole[done] = nanos;
          stored[done] = work.nanos() - storedBefore;
          processor[done] = threads.getCurrentThreadCpuTime() - processorBefore;
        }
        done++;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "timed %s %.1f %.1f %.1f %.1f%n",
        name,
        Samples.quantile(whole, count, 0.5) / 1e3,
        Samples.quantile(whole, count, 0.95) / 1e3,
        Samples.quantile(stored, count, 0.5) / 1e3,
        Samples.quantile(processor, count, 0.5) / 1e3);
  }

  private Call listAfterWrite() {
    UserId owner = member();
    Caller viewer = caller(member());
    work.<Boolean>transact(tx -> tx.members().lockGallery(owner));
    return () -> list(viewer, owner);
  }

  private Call listAgain() {
    UserId owner = member();
    Caller viewer = caller(member());
    list(viewer, owner);
    return () -> list(viewer, owner);
  }

  private boolean list(Caller viewer, UserId owner) {
    ListAlbums query = new ListAlbums(owner, false, Masking.NONE);
    return gallery.albums().list(viewer, query) instanceof ListAlbums.Listed(var albums)
        && !albums.isEmpty();
  }

  private Call readGallery() {
    UserId owner = member();
    Caller viewer = caller(member());
    return () -> read(viewer, owner, Optional.empty());
  }

  private Call readAlbum() {
    GeneratedGalleries.Place place = any(spacious);
    Caller viewer = caller(member());
    return () -> read(viewer, new UserId(place.owner()), Optional.of(new AlbumId(place.album())));
  }

  private boolean read(Caller viewer, UserId owner, Optional<AlbumId> album) {
    GetGallery query =
        new GetGallery(
            owner,
            album,
            PictureOrder.DATE_UPLOADED,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Masking.NONE);
    if (!(gallery.pictures().gallery(viewer, query) instanceof GetGallery.Read read)) {
      throw new IllegalStateException("a gallery was refused");
    }
    return !read.pictures().items().isEmpty();
  }

  private Call addPicture() {
    GeneratedGalleries.Place place = any(spacious);
    AddPictures command =
        new AddPictures(
            Optional.of(new AlbumId(place.album())),
            List.of(
                new NewPicture(
                    Optional.of("One more"),
                    Optional.empty(),
                    () -> new ByteArrayInputStream(jpeg))));
    Caller owner = caller(new UserId(place.owner()));
    return () -> {
      AddPictures.Outcome outcome = gallery.pictures().add(owner, command);
      if (!(outcome instanceof AddPictures.Added)) {
        throw new IllegalStateException("a picture was refused: " + outcome);
      }
      return true;
    };
  }

  /** Earlier buyers of the album are not counted, because nothing is sold to them. */
  private Call unlock() {
    GeneratedGalleries.Place place = any(locked);
    Caller buyer = caller(member());
    UnlockAlbum command =
        new UnlockAlbum(
            Optional.of(new AlbumId(place.album())), Optional.of(GeneratedGalleries.PIN));
    return () -> {
      UnlockAlbum.Outcome outcome = gallery.unlocks().unlock(buyer, command);
      if (!(outcome instanceof UnlockAlbum.Unlocked unlocked)) {
        throw new IllegalStateException("an album was not bought: " + outcome);
      }
      return unlocked.charged().hundredths() > 0;
    };
  }

  private UserId member() {
    return new UserId(1 + random.nextInt(members));
  }

  private Caller caller(UserId member) {
    return Caller.of(member, application, EnumSet.allOf(Scope.class));
  }

  private GeneratedGalleries.Place any(List<GeneratedGalleries.Place> choice) {
    return choice.get(random.nextInt(choice.size()));
  }
}

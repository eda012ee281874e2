package org.pinacotheca.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.api.CreateAlbum;
import org.pinacotheca.application.api.Registration;
import org.pinacotheca.application.api.Registrations;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.client.ApiKey;
import org.pinacotheca.domain.client.Caller;
import org.pinacotheca.domain.client.Scope;
import org.pinacotheca.domain.member.Member;
import org.pinacotheca.domain.member.Nickname;
import org.pinacotheca.persistence.files.DiskPictureFiles;
import org.pinacotheca.persistence.imaging.PooledImageStudio;
import org.pinacotheca.persistence.imaging.StudioSettings;
import org.pinacotheca.persistence.jdbi.JdbiSettings;
import org.pinacotheca.persistence.jdbi.JdbiStorage;
import org.pinacotheca.persistence.keys.AesGcmSeal;
import org.pinacotheca.persistence.keys.HmacSecrets;
import org.pinacotheca.persistence.keys.MasterKey;

/** Durable CreateAlbum on HSQLDB files, against bare inserts that are on the disk at commit. */
final class CommitsBenchmark {
  private static final int THREADS_MAX = 16;
  private static final int OWNERS_PER_THREAD = 50;
  private static final int ROUNDS = 5;
  private static final long ROUND_MILLIS = 3_000;
  private static final long WARM_UP_MILLIS = 6_000;
  private static final double AIM = 0.5;

  private CommitsBenchmark() {}

  static List<Figure> run(Workplace workplace, PrintStream out)
      throws SQLException, InterruptedException, ExecutionException {
    Path data = workplace.place("commits");
    AesGcmSeal seal = new AesGcmSeal(MasterKey.inDirectory(data));
    try (JdbiStorage storage =
            JdbiStorage.openHsqldb(
                data.resolve("database"), seal, InstantSource.system(), JdbiSettings.DEFAULT);
        PooledImageStudio studio =
            PooledImageStudio.open(StudioSettings.defaults(data.resolve("native")));
        BareInserts bare = BareInserts.open(workplace.place("inserts"), THREADS_MAX);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS_MAX)) {
      Gallery gallery =
          Gallery.of(
              storage.unitOfWork(),
              DiskPictureFiles.open(data.resolve("media")),
              studio,
              new HmacSecrets(MasterKey.inDirectory(data)),
              GallerySettings.DEFAULT);
      List<Caller> owners = owners(gallery);
      Task core = (thread, count) -> create(gallery, owners, thread, count);
      rate(threads, THREADS_MAX, WARM_UP_MILLIS, core);
      rate(threads, THREADS_MAX, WARM_UP_MILLIS, bare::insert);
      out.println("Durable writes a second on HSQLDB files");
      List<Figure> figures = new ArrayList<>();
      for (int count : List.of(1, THREADS_MAX)) {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
          ours.add(rate(threads, count, ROUND_MILLIS, core));
          theirs.add(rate(threads, count, ROUND_MILLIS, bare::insert));
          ratios.add(ours.getLast() / theirs.getLast());
        }
        out.printf(
            Locale.ROOT,
            "  %2d threads: CreateAlbum %7.0f   bare insert %7.0f   ratio %.3f%n",
            count,
            Samples.median(ours),
            Samples.median(theirs),
            Samples.median(ratios));
        figures.add(
            Figure.atLeast(
                "CreateAlbum / bare insert, " + count + (count == 1 ? " thread" : " threads"),
                Samples.median(ratios),
                AIM,
                ""));
      }
      return figures;
    }
  }

  private static List<Caller> owners(Gallery gallery) {
    List<Caller> owners = new ArrayList<>();
    for (int i = 0; i < THREADS_MAX * OWNERS_PER_THREAD; i++) {
      Registration<Member> added =
          gallery
              .registrations()
              .addMember(
                  new Registrations.NewMember(
                      Optional.empty(), new Nickname("owner" + i), Optional.empty()));
      if (!(added instanceof Registration.Registered<Member>(Member member))) {
        throw new IllegalStateException("a member was refused: " + added);
      }
      owners.add(Caller.of(member.id(), new ApiKey("bench"), Set.of(Scope.PROFILE_GALLERY)));
    }
    return owners;
  }

  private static void create(Gallery gallery, List<Caller> owners, int thread, long count) {
    Caller owner = owners.get(thread + THREADS_MAX * (int) (count % OWNERS_PER_THREAD));
    AlbumDraft draft =
        new AlbumDraft(
            Optional.of("Summer album"),
            Optional.of("What we saw on the way"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    CreateAlbum.Outcome outcome = gallery.albums().create(owner, new CreateAlbum(draft));
    if (!(outcome instanceof CreateAlbum.Created)) {
      throw new IllegalStateException("an album was refused: " + outcome);
    }
  }

  /** One durable write of one of several threads, its {@code count}-th of this round. */
  private interface Task {
    void write(int thread, long count) throws SQLException;
  }

  private static double rate(ExecutorService executor, int threads, long milliseconds, Task task)
      throws InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    long nanos = TimeUnit.MILLISECONDS.toNanos(milliseconds);
    List<Future<Long>> writers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      writers.add(
          executor.submit(() -> {
            long count = 0;
            while (System.nanoTime() - begin < nanos) {
              task.write(thread, count);
              count++;
            }
            return count;
          }));
    }
    long total = 0;
    for (Future<Long> writer : writers) {
      total += writer.get();
    }
    return total / ((System.nanoTime() - begin) / 1e9);
  }
}

package org.pinacotheca.benchmarks.growth;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.operations.Finding;
import org.pinacotheca.application.api.operations.FindingKind;
import org.pinacotheca.application.api.operations.Inspection;
import org.pinacotheca.application.api.operations.MediaClaim;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.Samples;
import org.pinacotheca.benchmarks.measure.Workplace;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.images.ImageSettings;
import org.pinacotheca.images.PooledImageProcessor;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.crypto.HmacSecrets;
import org.pinacotheca.persistence.crypto.MasterKey;
import org.pinacotheca.persistence.disk.DiskPictureFiles;
import org.pinacotheca.persistence.jdbi.JdbiSettings;
import org.pinacotheca.persistence.jdbi.JdbiStorage;
import org.pinacotheca.testservers.PostgresqlServer;

/**
 * Latencies of calls on a small gallery and on ones a hundred and a thousand times as large, on
 * both databases, through the REST API of the server.
 */
public final class GrowthBenchmark {
  private static final double AIM = 1.5;
  private static final int PLACES_MAX = 20_000;

  private final Workplace workplace;
  private final PrintStream out;
  private final GrowingDatabase database;
  private final Path data;
  private final List<GeneratedGalleries.Place> places = new ArrayList<>();

  private GrowthBenchmark(
      Workplace workplace, PrintStream out, GrowingDatabase database, Path data) {
    this.workplace = workplace;
    this.out = out;
    this.database = database;
    this.data = data;
  }

  public static List<Figure> run(Workplace workplace, PrintStream out)
      throws SQLException, IOException {
    List<Integer> sizes =
        Arrays.stream(System.getProperty("growth.albums", "1000,100000,1000000").split(",", -1))
            .map(Integer::valueOf)
            .sorted()
            .toList();
    Set<String> wanted =
        Set.of(System.getProperty("growth.databases", "hsqldb,postgresql").split(",", -1));
    List<Figure> figures = new ArrayList<>();
    if (wanted.contains("hsqldb")) {
      Path data = workplace.place("hsqldb");
      try (GrowingDatabase hsqldb = new GrowingHsqldb(data)) {
        figures.addAll(new GrowthBenchmark(workplace, out, hsqldb, data).grow(sizes));
      }
    }
    if (wanted.contains("postgresql")) {
      Path data = workplace.place("postgresql");
      try (GrowingDatabase postgresql = new GrowingPostgresql(PostgresqlServer.makeDatabase())) {
        figures.addAll(new GrowthBenchmark(workplace, out, postgresql, data).grow(sizes));
      }
    }
    return figures;
  }

  private List<Figure> grow(List<Integer> sizes) throws SQLException, IOException {
    out.println("Latency on " + database.name() + " as galleries grow, microseconds");
    ApiKey application = begin();
    Map<String, Double> first = new LinkedHashMap<>();
    List<Figure> figures = new ArrayList<>();
    for (int albums : sizes) {
      int members = fill(application, albums);
      Map<String, Double> medians = measure(application, members);
      if (first.isEmpty()) {
        inspect();
        first.putAll(medians);
        continue;
      }
      first.forEach((call, small) -> {
        String what = "%s: %s, %d albums".formatted(database.name(), call, albums);
        double large = Objects.requireNonNull(medians.get(call));
        figures.add(Figure.atMost(what, large / small, AIM, ""));
      });
    }
    return figures;
  }

  /**
   * Creates the schema and the application of the pictures, and claims the media, which a server
   * would refuse to do once there are pictures without files.
   */
  private ApiKey begin() {
    Registrations.NewApplication program =
        new Registrations.NewApplication(
            "Bench",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            List.of(),
            false,
            Optional.empty());
    return inGallery(gallery -> {
      if (!(gallery.operations().claimMedia() instanceof MediaClaim.Claimed)) {
        throw new IllegalStateException("a new database could not claim new media");
      }
      if (!(gallery.registrations().addApplication(program)
          instanceof Registration.Registered<ClientApplication>(ClientApplication added))) {
        throw new IllegalStateException("an application was refused");
      }
      return added.key();
    });
  }

  private <T> T inGallery(Function<Gallery, T> task) {
    try (JdbiStorage storage = open();
        PooledImageProcessor processor =
            PooledImageProcessor.open(ImageSettings.defaults(data.resolve("native")))) {
      return task.apply(
          Gallery.of(
              storage.unitOfWork(),
              DiskPictureFiles.open(data.resolve("media")),
              processor,
              new HmacSecrets(MasterKey.inDirectory(data)),
              GallerySettings.DEFAULT));
    }
  }

  private JdbiStorage open() {
    AesGcmCipher cipher = new AesGcmCipher(MasterKey.inDirectory(data));
    InstantSource clock = InstantSource.system();
    return database
        .jdbcUrl()
        .map(url -> JdbiStorage.openPostgresql(url, cipher, clock, JdbiSettings.DEFAULT))
        .orElseGet(() ->
            JdbiStorage.openHsqldb(data.resolve("database"), cipher, clock, JdbiSettings.DEFAULT));
  }

  private int fill(ApiKey application, int albums) throws SQLException {
    long begin = System.nanoTime();
    int members;
    int pictures;
    try (GrowingDatabase.Filling filling = database.fill()) {
      GeneratedGalleries galleries =
          new GeneratedGalleries(
              filling, new HmacSecrets(MasterKey.inDirectory(data)), application, out);
      places.addAll(galleries.growTo(albums));
      members = galleries.members();
      pictures = galleries.pictures();
    }
    out.printf(
        Locale.ROOT,
        "  %d albums, %d pictures, %d members: filled in %d s%n",
        albums,
        pictures,
        members,
        (System.nanoTime() - begin) / 1_000_000_000);
    return members;
  }

  /** Checks that the rows are such as the gallery would write; others would give wrong figures. */
  private void inspect() {
    List<String> wrong = new ArrayList<>();
    Inspection.Observer observer =
        new Inspection.Observer() {
          @Override
          public void found(Finding finding) {
            if (finding.kind() != FindingKind.FILE_MISSING) {
              wrong.add(finding.toString());
            }
          }

          @Override
          public void reached(Inspection.Part part, long count) {}
        };
    inGallery(gallery -> gallery.inspection().inspect(new Inspection.Order(false, 3), observer));
    if (!wrong.isEmpty()) {
      throw new IllegalStateException("generated rows are not sound: " + wrong);
    }
  }

  /** The median of each call, by its name in the figures. */
  private Map<String, Double> measure(ApiKey application, int members)
      throws IOException, SQLException {
    List<GeneratedGalleries.Place> shuffled = new ArrayList<>(places);
    Collections.shuffle(shuffled, new Random(11));
    List<GeneratedGalleries.Place> chosen = shuffled.stream().limit(PLACES_MAX).toList();
    Map<String, Double> medians = new LinkedHashMap<>();
    GrowthApi.measure(workplace, data, database.serverArguments(), application, members, chosen)
        .forEach((call, nanos) -> {
          double median = Samples.quantile(nanos, nanos.length, 0.5) / 1e3;
          medians.put(call.title(), median);
          out.printf(
              Locale.ROOT,
              "    %-26s median %7.0f   95 %% within %7.0f%n",
              call.title(),
              median,
              Samples.quantile(nanos, nanos.length, 0.95) / 1e3);
        });
    database
        .bytes()
        .forEach((what, bytes) -> {
          if (bytes > 1_000_000) {
            out.printf("    %-40s %,15d bytes%n", what, bytes);
          }
        });
    return medians;
  }
}

package org.pinacotheca.server;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.api.Finding;
import org.pinacotheca.application.api.FindingKind;
import org.pinacotheca.application.api.Inspection;
import org.pinacotheca.application.api.Inspection.Inspected;
import org.pinacotheca.application.api.Inspection.Part;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.persistence.files.DiskPictureFiles;
import org.pinacotheca.persistence.files.S3Location;
import org.pinacotheca.persistence.files.S3PictureFiles;
import org.pinacotheca.persistence.imaging.PooledImageStudio;
import org.pinacotheca.persistence.imaging.StudioSettings;
import org.pinacotheca.persistence.jdbi.JdbiSettings;
import org.pinacotheca.persistence.jdbi.JdbiStorage;
import org.pinacotheca.persistence.jdbi.StorageException;
import org.pinacotheca.persistence.keys.AesGcmSeal;
import org.pinacotheca.persistence.keys.HmacSecrets;
import org.pinacotheca.persistence.keys.MasterKey;
import org.pinacotheca.server.command.Specs;
import org.pinacotheca.server.command.TemporaryFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code pinacotheca check}: inspects an installation and changes nothing of it. Exit status: 0
 * when all is well, 1 when something is wrong with what is kept, 2 when it cannot be looked at.
 */
final class CheckCommand {
  static final String NAME = "check";
  private static final String DEEP = "--deep";
  private static final String JSON = "--json";
  private static final String LISTED_MAX = "--findings-max";
  private static final String LISTED_MAX_STANDARD = "100";

  /** Used by one thread, so two connections are more than enough. */
  private static final JdbiSettings CONNECTIONS =
      new JdbiSettings(2, JdbiSettings.DEFAULT.connectionWaitMax());

  private CheckCommand() {}

  static CommandSpec spec() {
    CommandSpec check = CommandSpec.create().name(NAME).addOption(Specs.help());
    check
        .usageMessage()
        .description(
            "Compares database, pictures and ledger, prints one line for each thing that is wrong,"
                + " and",
            "changes nothing. Exit status: 0 all is well, 1 something is wrong, 2 cannot be"
                + " checked.")
        .sortOptions(false)
        .footer(
            "",
            "The embedded database is checked while its server is stopped, or in a copy of DIR;",
            "PostgreSQL may be checked beside its servers.",
            "",
            "Examples:",
            "  pinacotheca check --data /var/lib/pinacotheca",
            "  pinacotheca check --data /var/lib/pinacotheca --deep --json");
    check.addOption(Main.option(Setting.DATA));
    check.addOption(Main.option(Setting.DATABASE));
    check.addOption(Main.option(Setting.MEDIA));
    check.addOption(Main.configFile());
    check.addOption(
        OptionSpec.builder(DEEP)
            .description("decode every picture as well, which takes long")
            .build());
    check.addOption(
        OptionSpec.builder(LISTED_MAX)
            .type(String.class)
            .paramLabel("COUNT")
            .description(
                "findings of each kind that are printed; all are counted (default: "
                    + LISTED_MAX_STANDARD
                    + ")")
            .build());
    check.addOption(
        OptionSpec.builder(JSON).description("print findings and summary as JSON lines").build());
    return check;
  }

  /**
   * Runs the check.
   *
   * @throws BadSettingException when the installation cannot be looked at
   */
  static int run(ServerConfig config, ParseResult options, PrintStream out, PrintStream err) {
    int listedMax = listedMax(options.matchedOptionValue(LISTED_MAX, LISTED_MAX_STANDARD));
    Inspection.Order order = new Inspection.Order(options.hasMatchedOption(DEEP), listedMax);
    Logging.configure(config.logFormat(), Level.ERROR);
    Report report = options.hasMatchedOption(JSON) ? new JsonReport(out) : new TextReport(out);
    Inspected inspected;
    try (Installation installation = Installation.open(config, order)) {
      inspected = installation.inspection().inspect(order, new Watch(report, err));
    } catch (StorageException e) {
      throw new BadSettingException("the database cannot be checked: " + e.getMessage());
    } catch (UncheckedIOException e) {
      throw new BadSettingException("the pictures cannot be checked: " + e.getMessage());
    }
    report.end(inspected, listedMax);
    return inspected.isSound() ? 0 : Main.EXIT_FAILED;
  }

  private static int listedMax(String text) {
    if (text.matches("[1-9][0-9]{0,5}")) {
      return Integer.parseInt(text);
    }
    throw new BadSettingException(
        LISTED_MAX + " must be a whole number between 1 and 999999, not '" + text + "'");
  }

  /** What is checked, open for reading; closing closes what was opened, the last first. */
  private record Installation(Inspection inspection, Deque<AutoCloseable> opened)
      implements AutoCloseable {

    static Installation open(ServerConfig config, Inspection.Order order) {
      if (!Files.isDirectory(config.data())) {
        throw new BadSettingException("there is no directory " + config.data());
      }
      Deque<AutoCloseable> opened = new ArrayDeque<>();
      try {
        return new Installation(inspection(config, order, opened), opened);
      } catch (IllegalStateException | IllegalArgumentException | IOException e) {
        Wiring.close(opened);
        throw new BadSettingException("cannot be checked: " + e.getMessage());
      } catch (RuntimeException e) {
        Wiring.close(opened);
        throw e;
      }
    }

    private static Inspection inspection(
        ServerConfig config, Inspection.Order order, Deque<AutoCloseable> opened)
        throws IOException {
      MasterKey key = config.masterKey().orElseGet(() -> MasterKey.existingIn(config.data()));
      PictureFiles files = files(config.media(), opened);
      JdbiStorage storage = storage(config, new AesGcmSeal(key));
      opened.push(storage);
      // The native codec is unpacked here, because nothing in the installation is changed.
      Path unpacked = Files.createTempDirectory("pinacotheca-check-");
      opened.push(() -> TemporaryFiles.deleteTree(unpacked));
      PooledImageStudio studio = PooledImageStudio.open(studio(config, order, unpacked));
      opened.push(studio);
      return Gallery.of(
              storage.unitOfWork(), files, studio, new HmacSecrets(key), GallerySettings.DEFAULT)
          .inspection();
    }

    private static PictureFiles files(MediaPlace media, Deque<AutoCloseable> opened) {
      return switch (media) {
        case MediaPlace.Directory(Path path) -> DiskPictureFiles.existing(path);
        case MediaPlace.ObjectStore(S3Location location) -> {
          S3PictureFiles files = S3PictureFiles.open(location);
          opened.push(files);
          yield files;
        }
      };
    }

    private static JdbiStorage storage(ServerConfig config, AesGcmSeal seal) {
      InstantSource clock = InstantSource.system();
      Optional<String> postgresql = config.postgresql();
      return postgresql.isPresent()
          ? JdbiStorage.readPostgresql(postgresql.get(), seal, clock, CONNECTIONS)
          : JdbiStorage.readHsqldb(config.data().resolve("database"), seal, clock, CONNECTIONS);
    }

    private static StudioSettings studio(
        ServerConfig config, Inspection.Order order, Path unpacked) {
      StudioSettings settings =
          new StudioSettings(
              config.pictureBytesMax(),
              config.picturePixelsMax(),
              1,
              1,
              StudioSettings.CodecChoice.NATIVE_IF_AVAILABLE,
              unpacked);
      return order.deep() ? settings : settings.withCodec(StudioSettings.CodecChoice.PURE_JAVA);
    }

    @Override
    public void close() {
      Wiring.close(opened);
    }
  }

  /** Shows how far the check is to somebody who waits in front of it. */
  private static final class Watch implements Inspection.Observer {
    private final Report report;
    private final PrintStream err;
    private final boolean shown;

    Watch(Report report, PrintStream err) {
      this.report = report;
      this.err = err;
      this.shown = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    @Override
    public void found(Finding finding) {
      wipe();
      report.found(finding);
    }

    @Override
    public void reached(Part part, long count) {
      if (shown) {
        wipe();
        err.print("checking " + word(part) + ": " + count);
        err.flush();
      }
    }

    private void wipe() {
      if (shown) {
        err.print("\r\u001b[K");
        err.flush();
      }
    }
  }

  private static String word(Part part) {
    return part.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** How findings are printed. */
  private interface Report {
    void found(Finding finding);

    void end(Inspected inspected, int listedMax);
  }

  private record TextReport(PrintStream out) implements Report {
    @Override
    public void found(Finding finding) {
      String about =
          finding.about().stream()
              .map(id -> " " + id.name() + "=" + id.id())
              .collect(Collectors.joining());
      out.println(
          finding.kind().word() + about + ": " + finding.what() + "; " + finding.kind().advice());
    }

    @Override
    public void end(Inspected inspected, int listedMax) {
      Map<FindingKind, Long> found = new EnumMap<>(FindingKind.class);
      found.putAll(inspected.found());
      found.forEach((kind, count) -> {
        if (count > listedMax) {
          out.println(kind.word() + ": " + (count - listedMax) + " more of " + count);
        }
      });
      String looked =
          List.of(Part.PICTURES, Part.ALBUMS, Part.TRANSFERS, Part.PURCHASES).stream()
              .map(part -> inspected.looked().getOrDefault(part, 0L) + " " + word(part))
              .collect(Collectors.joining(", "));
      String verdict =
          found.isEmpty()
              ? "all is well"
              : found.entrySet().stream()
                  .map(entry -> entry.getValue() + " " + entry.getKey().word())
                  .collect(Collectors.joining(", "));
      out.println("checked " + looked + ": " + verdict);
    }
  }

  private record JsonReport(PrintStream out, ObjectMapper mapper) implements Report {
    JsonReport(PrintStream out) {
      this(out, new ObjectMapper());
    }

    @Override
    public void found(Finding finding) {
      ObjectNode line = mapper.createObjectNode().put("finding", finding.kind().word());
      ObjectNode about = line.putObject("about");
      finding.about().forEach(id -> about.put(id.name(), id.id()));
      out.println(line.put("what", finding.what()).put("advice", finding.kind().advice()));
    }

    @Override
    public void end(Inspected inspected, int listedMax) {
      ObjectNode line = mapper.createObjectNode().put("sound", inspected.isSound());
      ObjectNode looked = line.putObject("checked");
      for (Part part : Part.values()) {
        looked.put(part.name().toLowerCase(Locale.ROOT), inspected.looked().getOrDefault(part, 0L));
      }
      ObjectNode found = line.putObject("found");
      for (FindingKind kind : FindingKind.values()) {
        if (inspected.found().containsKey(kind)) {
          found.put(kind.word(), inspected.found().get(kind));
        }
      }
      out.println(line);
    }
  }
}

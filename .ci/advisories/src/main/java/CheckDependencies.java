import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * Compares a list of libraries with known faults in the form of OSV
 * (https://ossf.github.io/osv-schema). Ends with status 1 where a library has one that was not
 * accepted, and with 2 where the check itself cannot be trusted.
 */
public final class CheckDependencies {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A release with a fault that the file must know, and one without it. */
  private static final Library PLANTED = new Library("io.netty:netty-codec-http", "4.2.12.Final");

  private static final String PLANTED_FAULT = "CVE-2026-42581";
  private static final Library MENDED = new Library("io.netty:netty-codec-http", "4.2.18.Final");

  private final Path folder;

  private CheckDependencies(Path folder) {
    this.folder = folder;
  }

  /** A library by its name, which is group and artifact for one of Maven. */
  private record Library(String name, String version) implements Comparable<Library> {
    @Override
    public int compareTo(Library other) {
      return Comparator.comparing(Library::name)
          .thenComparing(Library::version)
          .compare(this, other);
    }
  }

  /**
   * Runs the check, or takes new faults over.
   *
   * @param arguments the folder of the files, the list that Maven wrote, and an export of OSV to
   *     take over
   */
  public static void main(String[] arguments) throws IOException {
    CheckDependencies check = new CheckDependencies(Path.of(arguments[0]));
    Set<Library> libraries = check.libraries(Path.of(arguments[1]));
    if (arguments.length > 2) {
      check.refresh(libraries, Path.of(arguments[2]));
    }
    System.exit(check.run(libraries));
  }

  private Set<Library> libraries(Path list) throws IOException {
    Set<Library> libraries = new TreeSet<>();
    for (String line : Files.readAllLines(list)) {
      String[] parts = line.replaceFirst(" -- .*", "").strip().split(":");
      if (parts.length >= 5 && !parts[0].equals("org.pinacotheca")) {
        libraries.add(new Library(parts[0] + ":" + parts[1], parts[parts.length - 2]));
      }
    }
    return libraries;
  }

  private int run(Set<Library> libraries) throws IOException {
    List<JsonNode> faults = new ArrayList<>();
    JSON.readTree(folder.resolve("advisories.json").toFile()).forEach(faults::add);
    boolean isSound =
        faults.stream().anyMatch(it -> isNamed(it, PLANTED_FAULT) && affects(it, PLANTED))
            && faults.stream().noneMatch(it -> isNamed(it, PLANTED_FAULT) && affects(it, MENDED));
    if (!isSound || libraries.isEmpty()) {
      System.out.println(
          "The check cannot be trusted: there is no library, or a planted fault was not found.");
      return 2;
    }
    Set<Library> all = new TreeSet<>(libraries);
    if (!addBundled(all)) {
      return 2;
    }
    Map<String, String> accepted = accepted();
    int found = 0;
    for (Library library : all) {
      for (JsonNode fault : faults) {
        if (affects(fault, library)) {
          String reason = accepted.get(fault.path("id").asText());
          found += reason == null ? 1 : 0;
          tell(library, fault, reason);
        }
      }
    }
    System.out.println(
        all.size() + " libraries, " + faults.size() + " known faults, " + found + " to mend");
    return found == 0 ? 0 : 1;
  }

  private static void tell(Library library, JsonNode fault, String reason) {
    Set<String> fixed = new TreeSet<>();
    fault.findValuesAsText("fixed").forEach(fixed::add);
    System.out.println(
        (reason == null ? "AFFECTED " : "accepted ")
            + library.name()
            + " "
            + library.version()
            + ": "
            + fault.path("id").asText()
            + " "
            + fault.path("summary").asText()
            + (fixed.isEmpty() ? "" : "; fixed in " + String.join(", ", fixed))
            + (reason == null ? "" : "; " + reason));
  }

  private static boolean isNamed(JsonNode fault, String name) {
    return fault.path("id").asText().equals(name)
        || Stream.of(fault.path("aliases"))
            .flatMap(it -> it.valueStream())
            .anyMatch(it -> it.asText().equals(name));
  }

  private static boolean affects(JsonNode fault, Library library) {
    for (JsonNode affected : fault.path("affected")) {
      if (!affected.path("package").path("name").asText().equals(library.name())) {
        continue;
      }
      for (JsonNode version : affected.path("versions")) {
        if (version.asText().equals(library.version())) {
          return true;
        }
      }
      for (JsonNode range : affected.path("ranges")) {
        if (!range.path("type").asText().equals("GIT")
            && isWithin(range.path("events"), library.version())) {
          return true;
        }
      }
    }
    return false;
  }

  /** The events of a range stand in the order of their versions. */
  private static boolean isWithin(JsonNode events, String version) {
    ComparableVersion ours = new ComparableVersion(version);
    boolean isWithin = false;
    for (JsonNode event : events) {
      if (event.has("introduced")) {
        String from = event.get("introduced").asText();
        isWithin |= from.equals("0") || ours.compareTo(new ComparableVersion(from)) >= 0;
      } else if (event.has("fixed")) {
        isWithin &= ours.compareTo(new ComparableVersion(event.get("fixed").asText())) < 0;
      } else if (event.has("last_affected")) {
        isWithin &= ours.compareTo(new ComparableVersion(event.get("last_affected").asText())) <= 0;
      }
    }
    return isWithin;
  }

  /** Adds what is compiled into others: "libpng 1.6.53 in org.bytedeco:leptonica 1.87.0-1.5.13". */
  private boolean addBundled(Set<Library> libraries) throws IOException {
    for (String[] words : lines("bundled.txt", "\\s+", 5)) {
      Library carrier = new Library(words[3], words[4]);
      if (!libraries.contains(carrier)) {
        System.out.println(
            "bundled.txt names "
                + carrier.name()
                + " "
                + carrier.version()
                + ", which is not used: bring it up to date");
        return false;
      }
      libraries.add(new Library(words[0], words[1]));
    }
    return true;
  }

  private Map<String, String> accepted() throws IOException {
    Map<String, String> accepted = new TreeMap<>();
    for (String[] words : lines("accepted.txt", "\\s+", 2)) {
      accepted.put(words[0], words[1]);
    }
    return accepted;
  }

  private List<String[]> lines(String file, String separator, int count) throws IOException {
    List<String[]> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(file))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        lines.add(line.strip().split(separator, count));
      }
    }
    return lines;
  }

  /**
   * Keeps the faults of an export that concern a library of the list, beside those that it does not
   * know.
   */
  private void refresh(Set<Library> libraries, Path export) throws IOException {
    Set<String> names = new TreeSet<>();
    libraries.forEach(library -> names.add(library.name()));
    names.add(PLANTED.name());
    Map<String, JsonNode> kept = new LinkedHashMap<>();
    JSON.readTree(folder.resolve("advisories.json").toFile())
        .forEach(it -> kept.put(it.path("id").asText(), it));
    try (ZipFile zip = new ZipFile(export.toFile())) {
      for (ZipEntry entry : zip.stream().filter(it -> it.getName().endsWith(".json")).toList()) {
        JsonNode fault = JSON.readTree(zip.getInputStream(entry));
        boolean concerns =
            fault
                .path("affected")
                .valueStream()
                .anyMatch(it -> names.contains(it.path("package").path("name").asText()));
        if (concerns && !fault.has("withdrawn")) {
          fault.path("aliases").forEach(alias -> kept.remove(alias.asText()));
          kept.put(fault.path("id").asText(), shortened((ObjectNode) fault, names));
        } else {
          kept.remove(fault.path("id").asText());
        }
      }
    }
    List<String> records = new ArrayList<>();
    kept.values().stream()
        .sorted(Comparator.comparing(it -> it.path("id").asText()))
        .forEach(it -> records.add(it.toString()));
    // One on each line, so that a change shows which.
    Files.writeString(
        folder.resolve("advisories.json"), "[\n" + String.join(",\n", records) + "\n]\n");
  }

  private static JsonNode shortened(ObjectNode fault, Set<String> names) {
    ObjectNode kept = JSON.createObjectNode();
    for (String field : List.of("id", "aliases", "summary")) {
      if (fault.has(field)) {
        kept.set(field, fault.get(field));
      }
    }
    ArrayNode affected = kept.putArray("affected");
    for (JsonNode one : fault.path("affected")) {
      if (names.contains(one.path("package").path("name").asText())) {
        ObjectNode item = affected.addObject();
        item.set("package", one.get("package"));
        item.set("ranges", one.path("ranges"));
      }
    }
    return kept;
  }
}

package org.pinacotheca.server.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.pinacotheca.application.api.operations.Finding;
import org.pinacotheca.application.api.operations.FindingKind;
import org.pinacotheca.application.api.operations.Inspection;
import org.pinacotheca.application.api.operations.Inspection.Inspected;
import org.pinacotheca.application.api.operations.Inspection.Part;
import org.pinacotheca.tools.cli.ProgressLine;

/** Prints the findings of an inspection. */
public interface CheckReport {
  void found(Finding finding);

  void end(Inspected inspected, int listedMax);

  /** Shows the progress of the check on a terminal. */
  record Watch(CheckReport report, ProgressLine line) implements Inspection.Observer {
    public Watch(CheckReport report, PrintStream err) {
      this(report, new ProgressLine(err));
    }

    @Override
    public void found(Finding finding) {
      line.end();
      report.found(finding);
    }

    @Override
    public void reached(Part part, long count) {
      line.show("checking " + word(part) + ": " + count);
    }
  }

  private static String word(Part part) {
    return part.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  record Text(PrintStream out) implements CheckReport {
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

  record Json(PrintStream out, ObjectMapper mapper) implements CheckReport {
    Json(PrintStream out) {
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

package org.pinacotheca.tools.admin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pinacotheca.tools.cli.CommandSpecs;
import picocli.CommandLine.Model.CommandSpec;

/** All calls of the admin API as commands, from the table {@value #TABLE}. */
public final class AdminCommands {
  private static final String TABLE = "commands.txt";

  private AdminCommands() {}

  /** The command {@code admin} with its subcommands. */
  public static CommandSpec spec() {
    CommandSpec admin =
        CommandSpecs.group(
            "admin",
            "Administers a server: members, groups, applications, tokens, credits, pictures.",
            List.of(
                "admin members add --nickname olivia",
                "admin applications add --name 'My program' --photo-upload",
                "admin tokens add --user 1 --api-key KEY --scope profile_gallery",
                "admin audit list --actor 1 --json"));
    List<String> group = new ArrayList<>();
    for (String line : lines()) {
      if (!line.startsWith(" ") && !group.isEmpty()) {
        add(admin, group);
        group.clear();
      }
      group.add(line);
    }
    add(admin, group);
    return admin;
  }

  private static List<String> lines() {
    try (InputStream table =
            Objects.requireNonNull(AdminCommands.class.getResourceAsStream(TABLE));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a group, whose calls are indented by two blanks. */
  private static void add(CommandSpec admin, List<String> lines) {
    List<AdminCall> calls = new ArrayList<>();
    List<String> call = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      if (!line.startsWith("    ") && !call.isEmpty()) {
        calls.add(AdminCall.parse(call));
        call.clear();
      }
      call.add(line.strip());
    }
    calls.add(AdminCall.parse(call));
    String[] head = columns(lines.getFirst());
    List<String> examples = calls.stream().map(it -> it.examples().getFirst()).toList();
    CommandSpec group = CommandSpecs.group(head[0], head[1], examples);
    calls.forEach(it -> group.addSubcommand(it.verb(), it.spec()));
    admin.addSubcommand(head[0], group);
  }

  /** The columns of a line; {@code -} is an empty one. */
  static String[] columns(String line) {
    String[] columns = line.split(" {2,}", -1);
    for (int i = 0; i < columns.length; i++) {
      columns[i] = columns[i].equals("-") ? "" : columns[i];
    }
    return columns;
  }
}

package org.pinacotheca.tools.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pinacotheca.tools.admin.AdminClient;
import org.pinacotheca.tools.cli.Action;
import org.pinacotheca.tools.cli.CommandFailedException;
import org.pinacotheca.tools.cli.CommandSpecs;
import org.pinacotheca.tools.cli.Environment;
import org.pinacotheca.tools.importing.FolderTree.Skipped;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pinacotheca import DIR}. */
public final class ImportCommand implements Action {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN_VARIABLE = "PINACOTHECA_TOKEN";
  private static final String DRY_RUN = "--dry-run";
  private static final int TOKEN_SECONDS = 3600;
  private static final int PARALLEL_MAX = 4;

  private ImportCommand() {}

  public static CommandSpec spec() {
    CommandSpec spec =
        CommandSpecs.command(
            "import",
            new ImportCommand(),
            List.of(
                "Puts the photographs of a folder tree into a member's albums.",
                "Each folder becomes an album, through a running server. An import that was cut off"
                    + " goes on when it is started again, and what is there is not added twice."),
            List.of(
                "import ~/Pictures --user 1 --application KEY --data /var/lib/pinacotheca",
                "import ~/Pictures --token-file my-token --url https://gallery.example.org",
                "import ~/Pictures --user 1 --application KEY --dry-run"));
    spec.addPositional(
        CommandSpecs.argument("DIR", "folder with photographs, in it and in the folders below it"));
    spec.addOption(
        OptionSpec.builder("--user")
            .type(Integer.class)
            .paramLabel("ID")
            .description("member to import for; the operator makes a token for them")
            .build());
    spec.addOption(
        CommandSpecs.option(
            "--application", "KEY", "key of the application that the token is for"));
    spec.addOption(
        CommandSpecs.option(
            "--token-file",
            "FILE",
            "file with the member's own token, - for standard input, instead of --user (default:"
                + " the variable PINACOTHECA_TOKEN)"));
    spec.addOption(
        CommandSpecs.option(
            "--journal",
            "FILE",
            "where the import keeps what it has done (default: .pinacotheca-import-ID in DIR)"));
    spec.addOption(
        OptionSpec.builder("--parallel")
            .type(Integer.class)
            .paramLabel("COUNT")
            .description("albums that are filled at a time, 1 to 4 (default: 2)")
            .build());
    spec.addOption(CommandSpecs.flag(DRY_RUN, "say what would be done, and do nothing"));
    CommandSpecs.addServerOptions(spec);
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Environment environment) {
    Path directory = directory(arguments);
    int parallel = arguments.matchedOptionValue("--parallel", 2);
    if (parallel < 1 || parallel > PARALLEL_MAX) {
      throw CommandSpecs.misused(arguments, "--parallel must be 1 to 4, not " + parallel);
    }
    try (Access access = Access.of(arguments, environment);
        MemberClient client = access.client()) {
      Member member = member(client);
      FolderTree tree = FolderTree.of(directory);
      Path file =
          CommandSpecs.text(arguments, "--journal")
              .map(Path::of)
              .orElse(directory.resolve(".pinacotheca-import-" + member.id()));
      return arguments.hasMatchedOption(DRY_RUN)
          ? rehearse(tree, Journal.look(file, member.id(), member.nickname()), environment)
          : run(tree, file, member, client, parallel, environment);
    }
  }

  private static Path directory(ParseResult arguments) {
    Path directory = Path.of(arguments.matchedPositionalValue(0, "")).toAbsolutePath().normalize();
    if (!Files.isDirectory(directory)) {
      throw CommandSpecs.misused(arguments, "'" + directory + "' is no directory");
    }
    return directory;
  }

  private record Member(int id, String nickname) {}

  private static Member member(MemberClient client) {
    MemberClient.Reply reply = client.get("/v1/Account/VerifyCredentials");
    if (reply.status() != 200) {
      throw reply.unexpected();
    }
    JsonNode member = reply.json();
    return new Member(member.path("UserID").asInt(), member.path("Nickname").asText());
  }

  private static int run(
      FolderTree tree,
      Path file,
      Member member,
      MemberClient client,
      int parallel,
      Environment environment) {
    PrintStream out = environment.out();
    out.println(
        "Importing "
            + tree.pictures()
            + " pictures of "
            + tree.folders().size()
            + " folders for "
            + member.nickname()
            + " ("
            + member.id()
            + ").");
    tellNames(tree, out);
    reportIgnored(tree, out);
    Importer.Result result;
    try (Journal journal = Journal.open(file, member.id(), member.nickname());
        Progress progress =
            environment.isWatched() ? Progress.bar(tree.pictures(), out) : Progress.lines(out)) {
      result = new Importer(client, journal, member.id(), progress).run(tree.folders(), parallel);
    }
    List<Skipped> skipped = new ArrayList<>(tree.skipped());
    skipped.addAll(result.skipped());
    out.println(
        "Added "
            + result.added()
            + ", there already "
            + result.known()
            + ", skipped "
            + skipped.size()
            + ".");
    return tell(skipped, environment.err());
  }

  private static int rehearse(FolderTree tree, Journal journal, Environment environment) {
    PrintStream out = environment.out();
    try (journal) {
      for (Folder folder : tree.folders()) {
        long known =
            folder.pictures().stream()
                .filter(photo -> journal.added(photo.path()).isPresent())
                .count();
        out.println(
            folder.description()
                + " -> album '"
                + folder.albumName(1)
                + "': "
                + folder.pictures().size()
                + " pictures, "
                + known
                + " there already");
      }
    }
    reportIgnored(tree, out);
    out.println("Nothing was done: --dry-run.");
    return tell(tree.skipped(), environment.err());
  }

  private static void tellNames(FolderTree tree, PrintStream out) {
    for (Folder folder : tree.folders()) {
      if (!folder.albumName(1).equals(folder.name())) {
        out.println(
            "'"
                + folder.description()
                + "' becomes album '"
                + folder.albumName(1)
                + "': a name has at most 20 characters on one line");
      }
    }
  }

  private static void reportIgnored(FolderTree tree, PrintStream out) {
    if (!tree.ignored().isEmpty()) {
      out.println(
          tree.ignored().entrySet().stream()
              .map(kind -> kind.getKey() + " (" + kind.getValue() + ")")
              .collect(
                  Collectors.joining(
                      ", ", "Passed over what systems and programs leave in folders: ", ".")));
    }
  }

  static String pictures(long count) {
    return count + (count == 1 ? " picture" : " pictures");
  }

  private static int tell(List<Skipped> skipped, PrintStream err) {
    for (Skipped file : skipped) {
      err.println("skipped " + file.path() + ": " + file.reason());
    }
    return skipped.isEmpty() ? 0 : 1;
  }

  /** The source of the member's token. */
  private record Access(
      String url, String token, Optional<Supplier<String>> tokens, Optional<AdminClient> admin)
      implements AutoCloseable {
    static Access of(ParseResult arguments, Environment environment) {
      Integer user = arguments.matchedOptionValue("--user", (Integer) null);
      Optional<String> application = CommandSpecs.text(arguments, "--application");
      if ((user != null) != application.isPresent()) {
        throw CommandSpecs.misused(arguments, "--user ID and --application KEY come together");
      }
      String url = CommandSpecs.url(arguments, environment.installations().apply(arguments));
      if (user != null) {
        AdminClient admin = AdminClient.of(arguments, environment);
        Supplier<String> tokens = () -> newToken(admin, user, application.orElseThrow());
        return new Access(url, tokens.get(), Optional.of(tokens), Optional.of(admin));
      }
      String token =
          CommandSpecs.text(arguments, "--token-file")
              .map(file -> CommandSpecs.secret(arguments, "--token-file", file))
              .or(() -> environment.variable(TOKEN_VARIABLE))
              .orElseThrow(() ->
                  CommandSpecs.misused(
                      arguments,
                      "who is it for? Give --user ID and --application KEY, or the member's token"
                          + " in --token-file or "
                          + TOKEN_VARIABLE));
      return new Access(url, token, Optional.empty(), Optional.empty());
    }

    private static String newToken(AdminClient admin, int user, String application) {
      ObjectNode wanted =
          JSON.createObjectNode()
              .put("UserID", user)
              .put("ApiKey", application)
              .put("expiresInSeconds", TOKEN_SECONDS);
      wanted.withArray("scopes").add("profile_gallery");
      try {
        return JSON.readTree(admin.call("POST", "tokens", Optional.of(wanted.toString())))
            .path("access_token")
            .asText();
      } catch (JsonProcessingException e) {
        throw new CommandFailedException("the server's answer is not JSON", e);
      }
    }

    MemberClient client() {
      return new MemberClient(url, token, tokens);
    }

    @Override
    public void close() {
      admin.ifPresent(AdminClient::close);
    }

    @Override
    public String toString() {
      return "Access[url=" + url + "]";
    }
  }
}

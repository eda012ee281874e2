package org.pinacotheca.server.demo;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pinacotheca.sandbox.SandboxServer;
import org.pinacotheca.sandbox.SandboxSettings;
import org.pinacotheca.sandbox.world.ExampleWorld;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.server.config.ServerSetting;
import org.pinacotheca.server.config.SettingOptions;
import org.pinacotheca.server.config.SettingSources;
import org.pinacotheca.server.config.StartFailedException;
import org.pinacotheca.tools.cli.CommandSpecs;
import org.pinacotheca.tools.cli.Environment;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pinacotheca sandbox}: a server for tests of programs that call the APIs. */
public final class SandboxCommand {
  public static final String NAME = "sandbox";
  private static final String SEED = "--seed";

  private SandboxCommand() {}

  /** The command with its options. */
  public static CommandSpec spec() {
    CommandSpec spec =
        CommandSpecs.command(
            NAME,
            SandboxCommand::run,
            List.of(
                "Serves example members for tests of programs that call the APIs.",
                "Everything is in memory, the time stands still, and ids, tokens and answers follow"
                    + " from the seed."),
            List.of("sandbox --port 9000 --seed 7"));
    spec.addOption(SettingOptions.option(ServerSetting.HOST));
    spec.addOption(SettingOptions.option(ServerSetting.PORT));
    spec.addOption(
        OptionSpec.builder(SEED)
            .type(long.class)
            .paramLabel("NUMBER")
            .description(
                "decides ids, tokens and all answers (default: " + SandboxSettings.SEED + ")")
            .build());
    return spec;
  }

  private static int run(ParseResult command, Environment environment) {
    ServerConfig config =
        ServerConfig.of(
            SettingSources.of(SettingOptions.chosen(command), Optional.empty(), Map.of()));
    long seed = command.matchedOptionValue(SEED, SandboxSettings.SEED);
    SandboxServer server;
    try {
      server = SandboxServer.start(new SandboxSettings(config.host(), config.port(), seed));
    } catch (UncheckedIOException e) {
      throw new StartFailedException(String.valueOf(e.getMessage()), e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    environment.out().println("Pinacotheca listening on " + server.url());
    environment.out().println(instructions(server, seed));
    environment.out().flush();
    return 0;
  }

  private static String instructions(SandboxServer server, long seed) {
    ExampleWorld world = server.world();
    return """

    This is a sandbox for tests, with seed %1$d: everything is in memory, and the time stands still.
    The commands of docs/sandbox.md work after this line:
      export GALLERY=%2$s OLIVIA=%3$s VICTOR=%4$s ADMIN=%5$s KEY=%6$s

    1. Members, tokens, albums, and how to begin again:
      curl -s '%2$s/sandbox/v1/world'
      curl -s -X POST '%2$s/sandbox/v1/reset'

    2. A month passes; the next CreateAlbum finds no database:
      curl -s '%2$s/sandbox/v1/clock' -d '{"Advance": "P1M"}'
      curl -s '%2$s/sandbox/v1/faults' -d '[{"Operation": "Pictures/CreateAlbum", "Fault": "storage_unavailable"}]'

    3. What was asked and answered:
      curl -s '%2$s/sandbox/v1/requests'

    Web console, where olivia, victor and martha sign in with the password "%7$s": %2$s
    Postman collection: %2$s/postman.json
    """
        .formatted(
            seed,
            server.url(),
            world.ownerToken().accessToken(),
            world.viewerToken().accessToken(),
            server.adminToken(),
            world.application().key().value(),
            ExampleWorld.PASSWORD);
  }
}

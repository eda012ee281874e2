package org.pinacotheca.tools.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code pinacotheca health}: checks whether the server on this machine is ready, for health checks
 * of containers without another HTTP client.
 */
public final class HealthCommand implements Action {
  private static final String LIVE = "--live";

  /** The server reports readiness within 5 seconds. */
  private static final Duration TIMEOUT = Duration.ofSeconds(8);

  private static final int ANSWER_BYTES_MAX = 1000;

  private HealthCommand() {}

  public static CommandSpec spec() {
    CommandSpec spec =
        CommandSpecs.command(
            "health",
            new HealthCommand(),
            List.of(
                "Asks a server whether it can serve: whether database and pictures' files can be"
                    + " reached.",
                "Prints its answer; exit status 0 when all is well, 1 when not."),
            List.of("health", "health --live --url http://127.0.0.1:9000"));
    spec.addOption(CommandSpecs.flag(LIVE, "ask only whether the server answers at all"));
    spec.addOption(
        CommandSpecs.option(
            "--url",
            "URL",
            "address of the server (default: the host and port of its settings,"
                + " http://127.0.0.1:8080)"));
    spec.addOption(CommandSpecs.option("--config", "FILE", "configuration file of the server"));
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Environment environment) {
    String url = CommandSpecs.url(arguments, environment.installations().apply(arguments));
    String question = url + "/health/" + (arguments.hasMatchedOption(LIVE) ? "live" : "ready");
    try {
      // Not java.net.http: this client starts no threads, and checks are frequent.
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(question).toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout((int) TIMEOUT.toMillis());
      connection.setReadTimeout((int) TIMEOUT.toMillis());
      boolean isWell = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      try (InputStream body = isWell ? connection.getInputStream() : connection.getErrorStream()) {
        String answer =
            body == null
                ? "status " + connection.getResponseCode()
                : new String(body.readNBytes(ANSWER_BYTES_MAX), StandardCharsets.UTF_8);
        (isWell ? environment.out() : environment.err()).println(answer.strip());
      }
      return isWell ? 0 : 1;
    } catch (IOException e) {
      throw new CommandFailedException(question + " is not answered: " + e.getMessage(), e);
    }
  }
}

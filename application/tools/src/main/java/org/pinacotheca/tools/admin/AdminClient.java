package org.pinacotheca.tools.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.pinacotheca.tools.cli.CommandFailedException;
import org.pinacotheca.tools.cli.CommandSpecs;
import org.pinacotheca.tools.cli.Environment;
import org.pinacotheca.tools.cli.Installation;
import picocli.CommandLine.ParseResult;

/** A client of the admin API. Never shows the token. Thread-safe. */
public final class AdminClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .build();
  private final String url;
  private final String token;

  private AdminClient(String url, String token) {
    this.url = url;
    this.token = token;
  }

  /** Finds URL and token in the options, the settings and the data directory. */
  public static AdminClient of(ParseResult arguments, Environment environment) {
    Installation installation = environment.installations().apply(arguments);
    return new AdminClient(
        CommandSpecs.url(arguments, installation), token(arguments, installation));
  }

  private static String token(ParseResult arguments, Installation installation) {
    Optional<String> file = CommandSpecs.text(arguments, "--admin-token-file");
    if (file.isPresent()) {
      return checked(CommandSpecs.secret(arguments, "--admin-token-file", file.get()));
    }
    if (installation.adminToken().isPresent()) {
      return installation.adminToken().get();
    }
    Path kept = installation.data().resolve("admin-token");
    try {
      return checked(Files.readString(kept).strip());
    } catch (IOException e) {
      throw new CommandFailedException(
          "there is no admin token: '"
              + kept
              + "' cannot be read; name the server's directory with --data, a file with"
              + " --admin-token-file, or set PINACOTHECA_ADMIN_TOKEN",
          e);
    }
  }

  private static String checked(String token) {
    if (!token.matches("[!-~]+")) {
      throw new CommandFailedException("the admin token must be visible ASCII characters");
    }
    return token;
  }

  /**
   * Makes a call and returns the response body, or the empty text.
   *
   * @throws CommandFailedException with the server's message when it refuses
   */
  public String call(String method, String path, Optional<String> json) {
    HttpRequest.Builder request =
        request(path)
            .timeout(ANSWER_MAX)
            .method(
                method,
                json.map(HttpRequest.BodyPublishers::ofString)
                    .orElse(HttpRequest.BodyPublishers.noBody()));
    json.ifPresent(_ -> request.header("Content-Type", "application/json"));
    HttpResponse<String> response =
        send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() != 200) {
      throw refused(response.statusCode(), response.body());
    }
    return response.body();
  }

  /** Starts a call with a large response; the stream fails when the response is truncated. */
  public InputStream download(String path) {
    HttpResponse<InputStream> response =
        send(
            request(path).POST(HttpRequest.BodyPublishers.noBody()).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() == 200) {
      return response.body();
    }
    try (InputStream body = response.body()) {
      throw refused(
          response.statusCode(), new String(body.readNBytes(100_000), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CommandFailedException("the server's answer was cut off", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + "/admin/v1/" + path))
        .header("Authorization", "bearer " + token);
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (ConnectException e) {
      throw new CommandFailedException(
          "no server listens on "
              + url
              + "; start one with 'pinacotheca serve', or name its address with --url",
          e);
    } catch (IOException e) {
      throw new CommandFailedException(
          "the server at " + url + " does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }

  private CommandFailedException refused(int status, String body) {
    if (status == 401) {
      return new CommandFailedException(
          "the server at " + url + " does not take this admin token; is it another server's?");
    }
    return new CommandFailedException(message(status, body));
  }

  /** The message of a refusal. */
  public static String message(int status, String body) {
    try {
      JsonNode message = JSON.readTree(body).path("Message");
      if (message.isTextual()) {
        return message.textValue();
      }
    } catch (JsonProcessingException _) {
      // Not a response of this server; reported below.
    }
    return "the server answered with status " + status;
  }

  @Override
  public void close() {
    client.close();
  }
}

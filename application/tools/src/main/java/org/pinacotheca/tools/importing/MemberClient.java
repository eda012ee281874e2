package org.pinacotheca.tools.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.pinacotheca.tools.admin.AdminClient;
import org.pinacotheca.tools.cli.CommandFailedException;

/**
 * A REST client of a member. Waits when the server requires it, retries requests without a
 * response, and refreshes its token if possible. Never shows the token. Thread-safe.
 */
final class MemberClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
  private static final Duration ANSWER_MAX = Duration.ofMinutes(5);
  private static final int FAILURES_MAX = 6;
  private static final int REFUSALS_FOR_NOW_MAX = 100;
  private static final long RETRY_SECONDS_MAX = 60;
  private static final long RETRY_SECONDS = 2;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .build();
  private final String url;
  private final Optional<Supplier<String>> tokens;
  private String token;

  /**
   * Creates a client.
   *
   * @param tokens the source of a new token when the current one expires
   */
  MemberClient(String url, String token, Optional<Supplier<String>> tokens) {
    this.url = url;
    this.token = token;
    this.tokens = tokens;
  }

  /** A final response, not to be retried. */
  record Reply(int status, String body, Optional<String> pictureIds) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new CommandFailedException("the server's answer is not JSON", e);
      }
    }

    String message() {
      return AdminClient.message(status, body);
    }

    String code() {
      return body.isEmpty() ? "" : json().path("Code").asText();
    }

    CommandFailedException unexpected() {
      return new CommandFailedException("the server refused: " + message());
    }
  }

  /** A repeatable request body. */
  @FunctionalInterface
  interface Sendable {
    /** Opens the body; closed after sending. */
    PictureBody open() throws IOException;
  }

  Reply get(String path) {
    return send(() -> exchange(request(path).GET()));
  }

  /** Sends an idempotent command. */
  Reply post(String path, String key, ObjectNode body) {
    return send(() ->
        exchange(
            request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))));
  }

  /** As above, with a picture, which is sent only after the server's 100 (Continue). */
  Reply post(String path, String key, Sendable sendable) {
    return send(() -> {
      try (PictureBody body = sendable.open()) {
        return exchange(
            request(path)
                .expectContinue(true)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(body.publisher()));
      }
    });
  }

  private interface Attempt {
    HttpResponse<String> make() throws IOException, InterruptedException;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(ANSWER_MAX);
  }

  private HttpResponse<String> exchange(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    String current = token();
    HttpResponse<String> response =
        client.send(
            request.setHeader("Authorization", "bearer " + current).build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() == 401 && tokens.isPresent()) {
      renew(current);
    }
    return response;
  }

  private synchronized String token() {
    return token;
  }

  private synchronized void renew(String expired) {
    if (token.equals(expired)) {
      token = tokens.orElseThrow().get();
    }
  }

  private Reply send(Attempt attempt) {
    int failures = 0;
    int refusals = 0;
    boolean wasRenewed = false;
    while (true) {
      long wait;
      try {
        HttpResponse<String> response = attempt.make();
        int status = response.statusCode();
        if (status == 401 && tokens.isPresent() && !wasRenewed) {
          wasRenewed = true;
          continue;
        }
        boolean isForNow = status == 429 || status == 503;
        if (!isForNow && status < 500) {
          return reply(response);
        }
        if (isForNow ? ++refusals > REFUSALS_FOR_NOW_MAX : ++failures > FAILURES_MAX) {
          throw reply(response).unexpected();
        }
        wait = retryAfter(response).orElse(isForNow ? RETRY_SECONDS : 1L << failures);
      } catch (IOException e) {
        if (++failures > FAILURES_MAX) {
          throw new CommandFailedException(
              "the server at "
                  + url
                  + " does not answer; run the same command again when it does, and the import goes"
                  + " on",
              e);
        }
        wait = 1L << (failures - 1);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
      pause(wait);
    }
  }

  private static void pause(long seconds) {
    try {
      Thread.sleep(Duration.ofSeconds(Math.min(seconds, RETRY_SECONDS_MAX)));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static CommandFailedException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new CommandFailedException("interrupted", e);
  }

  private static Optional<Long> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("[0-9]{1,6}"))
        .map(Long::parseLong);
  }

  private static Reply reply(HttpResponse<String> response) {
    return new Reply(
        response.statusCode(), response.body(), response.headers().firstValue("X-PictureIDs"));
  }

  @Override
  public void close() {
    client.close();
  }
}

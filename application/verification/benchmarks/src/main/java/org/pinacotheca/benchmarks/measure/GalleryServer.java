package org.pinacotheca.benchmarks.measure;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The real server in its own process on HSQLDB files, and a client of it. */
public final class GalleryServer implements AutoCloseable {
  private static final String ADMIN_TOKEN = "a-token-for-benchmarks-only";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** So long that a server on a busy machine refuses nothing that is measured. */
  private static final String WAIT_MAX_MILLIS = "60000";

  private final Child process;
  private final String url;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  private GalleryServer(Child process) {
    this.process = process;
    this.url = process.awaitLine("Pinacotheca listening on ");
  }

  /**
   * How a server is started.
   *
   * @param starter a program that starts it, such as {@code taskset}, with its arguments
   * @param options of the virtual machine
   * @param arguments after those that every server has
   */
  public record Launch(List<String> starter, List<String> options, List<String> arguments) {
    static final Launch USUAL = new Launch(List.of(), List.of(), List.of());

    public static Launch withArguments(String... arguments) {
      return new Launch(List.of(), List.of(), List.of(arguments));
    }
  }

  /** Starts this build's server on the directory and waits until it listens. */
  public static GalleryServer start(Workplace workplace, Path data) {
    return start(workplace, data, Launch.USUAL);
  }

  /** Starts this build's server with these launch options. */
  public static GalleryServer start(Workplace workplace, Path data, Launch launch) {
    return start(workplace, data, Build.own(), launch);
  }

  /** Starts the server of a build. */
  public static GalleryServer start(Workplace workplace, Path data, Build build) {
    return start(workplace, data, build, Launch.USUAL);
  }

  private static GalleryServer start(Workplace workplace, Path data, Build build, Launch launch) {
    List<String> arguments = new ArrayList<>(serving(data));
    arguments.addAll(launch.arguments);
    ProcessBuilder command = build.server(launch.options, arguments);
    command.command().addAll(0, launch.starter);
    return started(workplace, command);
  }

  /** Starts the server of a build as its users do, by the script in its directory. */
  public static GalleryServer startByScript(Workplace workplace, Path data, Build build) {
    return started(workplace, build.script(serving(data)));
  }

  private static List<String> serving(Path data) {
    return List.of("serve", "--data", data.toString(), "--host", "127.0.0.1", "--port", "0");
  }

  private static GalleryServer started(Workplace workplace, ProcessBuilder command) {
    command.environment().put("PINACOTHECA_ADMIN_TOKEN", ADMIN_TOKEN);
    command.environment().put("PINACOTHECA_WAIT_MAX", WAIT_MAX_MILLIS);
    return new GalleryServer(workplace.start(command));
  }

  public Child process() {
    return process;
  }

  public int port() {
    return URI.create(url).getPort();
  }

  /** An owner with an application that may upload photos, a token and a session. */
  public Owner owner() {
    admin("communities", JsonObject.of("name", "bench", "title", "Benchmarks"));
    int member = member("olivia");
    JsonObject application =
        admin(
            "applications",
            JsonObject.of("Name", "Bench", "community", "bench", "photoUpload", true));
    String key = application.getString("ApiKey");
    JsonObject ids = JsonObject.of("UserID", member, "ApiKey", key);
    String session = admin("sessions", ids).getString("session_key");
    return new Owner(member, key, application.getString("Secret"), token(member, key), session);
  }

  /** One more member of the owner's community. */
  public int member(String nickname) {
    return admin("members", JsonObject.of("Nickname", nickname, "community", "bench"))
        .getInteger("UserID");
  }

  /** A token with all scopes for a member, valid for a day. */
  public String token(int member, String apiKey) {
    JsonObject order =
        JsonObject.of(
            "UserID",
            member,
            "ApiKey",
            apiKey,
            "scopes",
            JsonArray.of("profile_gallery", "account_credits_spend"),
            "expiresInSeconds",
            86_400);
    return admin("tokens", order).getString("access_token");
  }

  /** A member with all permissions that the measurements need. */
  public record Owner(int id, String apiKey, String secret, String token, String session) {
    /** The parameters of a call of the RPC, signed in the session. */
    public Map<String, String> signed(Map<String, String> call) {
      TreeMap<String, String> parameters = new TreeMap<>(call);
      parameters.put("api_key", apiKey);
      parameters.put("session_key", session);
      parameters.put("v", "1.0");
      StringBuilder signed = new StringBuilder();
      parameters.forEach((name, value) -> signed.append(name).append('=').append(value));
      parameters.put("sig", md5(signed + secret));
      return parameters;
    }

    private static String md5(String text) {
      try {
        byte[] hash =
            MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has MD5", e);
      }
    }

    @Override
    public String toString() {
      return "Owner[" + id + "]";
    }
  }

  /** Grants a member credits. */
  public void grant(int member, int credits) {
    admin(
        "credits",
        JsonObject.of("UserID", member, "Amount", credits, "Reference", "purse-" + member));
  }

  /** Creates an album; returns its id. */
  public int createAlbum(String token, JsonObject draft) {
    return new JsonObject(post("/v1/Pictures/CreateAlbum", token, draft.encode()).body())
        .getInteger("AlbumID");
  }

  private JsonObject admin(String what, JsonObject body) {
    return new JsonObject(post("/admin/v1/" + what, ADMIN_TOKEN, body.encode()).body());
  }

  public HttpResponse<String> post(String path, String bearer, String json) {
    return send(
        request(path, bearer)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  public HttpResponse<String> post(String path, String contentType, byte[] body) {
    return send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  public HttpResponse<String> get(String path, String bearer) {
    return send(request(path, bearer));
  }

  /** The response to a request without a token. */
  public HttpResponse<byte[]> bytes(String path) {
    return send(
        HttpRequest.newBuilder(URI.create(url + path)), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** A request with a bearer token, to a path or to a whole address. */
  public HttpRequest.Builder request(String path, String bearer) {
    return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url + path))
        .header("Authorization", "bearer " + bearer);
  }

  /** Sends a request, which must succeed. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, HttpResponse.BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      HttpResponse<T> answer = client.send(request.timeout(TIMEOUT).build(), handler);
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            "the server answered " + answer.statusCode() + ": " + answer.body());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the server worked", e);
    }
  }

  /** Asks the server to stop, and waits until it has. */
  @Override
  public void close() {
    process.stop();
    client.close();
  }
}

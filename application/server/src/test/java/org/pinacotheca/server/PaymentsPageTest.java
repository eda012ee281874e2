package org.pinacotheca.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The program of {@code docs/payments.md}, run as the page says, and the button that leads to it.
 */
class PaymentsPageTest extends BrowserTesting {
  private static final Path PAGE =
      Path.of("").toAbsolutePath().getParent().getParent().resolve("docs/payments.md");
  private static final String SECRET = "a secret that is shared with the shop";
  private static final String PROVIDER = "the secret of the provider";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static LocalServer server;
  private static Process shop;
  private static String address = "";
  private static int member;

  @BeforeAll
  static void start() throws Exception {
    Matcher program =
        Pattern.compile("^```java\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(Files.readString(PAGE));
    assertThat(program.find()).isTrue();
    Path file = Files.writeString(directory.resolve("Shop.java"), program.group(1));
    int port = freePort();
    address = "http://127.0.0.1:" + port;
    server =
        LocalServer.start(
            directory.resolve("data"),
            "--credits-url",
            address + "/credits",
            "--credits-secret",
            SECRET);
    member = server.admin("members", "{\"Nickname\": \"bea\"}").get("UserID").asInt();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), file.toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "PORT",
                Integer.toString(port),
                "GALLERY",
                server.url(),
                "ADMIN_TOKEN",
                RunningServer.ADMIN_TOKEN,
                "CREDITS_SECRET",
                SECRET,
                "PROVIDER_SECRET",
                PROVIDER));
    shop = builder.redirectErrorStream(true).start();
    BufferedReader output = shop.inputReader(UTF_8);
    assertThat(output.readLine()).contains("The shop listens");
  }

  private static int freePort() throws IOException {
    try (var socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @AfterAll
  static void stop() {
    if (shop != null) {
      shop.destroy();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void aMemberIsLedToTheShopWhoseSignatureHolds() throws Exception {
    signIn(server, member);
    click("[data-view=credits]");
    press("Get credits");
    await("the shop", driver -> driver.getCurrentUrl().startsWith(address));
    awaitText("body", "Member " + member + " buys, and returns to " + server.url() + "/#credits");
    String changed = browser.getCurrentUrl().replace("member=" + member, "member=" + (member + 1));
    assertThat(get(changed).statusCode()).isEqualTo(403);
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aPaymentIsGrantedOnceHoweverOftenItIsSent() throws Exception {
    String payment =
        "{\"type\": \"paid\", \"member\": \"%d\", \"credits\": \"12.50\"}".formatted(member);
    String now = Long.toString(Instant.now().getEpochSecond());
    for (int times = 0; times < 2; times++) {
      HttpResponse<String> granted = pay("payment-1", now, payment, PROVIDER);
      assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
      assertThat(granted.body()).contains("\"Balance\":12.50");
    }
    assertThat(pay("payment-2", now, payment, "another secret").statusCode()).isEqualTo(403);
    assertThat(pay("payment-3", "1700000000", payment, PROVIDER).statusCode()).isEqualTo(403);
    String unknown = payment.replace("\"" + member + "\"", "\"99999\"");
    assertThat(pay("payment-4", now, unknown, PROVIDER).statusCode()).isEqualTo(503);
  }

  private static HttpResponse<String> pay(String id, String time, String body, String secret)
      throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    byte[] signature = mac.doFinal((id + "." + time + "." + body).getBytes(UTF_8));
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(address + "/webhook"))
            .header("webhook-id", id)
            .header("webhook-timestamp", time)
            .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}

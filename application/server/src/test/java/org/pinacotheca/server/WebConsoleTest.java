package org.pinacotheca.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.pinacotheca.server.demo.DemoPictures;

/** The web console in a real browser with a real server. */
class WebConsoleTest extends BrowserTesting {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static LocalServer server;
  private static String owner = "";
  private static int ownerId;
  private static int viewerId;
  private static JsonNode application;

  @BeforeAll
  static void serve() throws IOException {
    server = LocalServer.start(directory.resolve("data"));
    server.admin("communities", "{\"name\": \"club\", \"title\": \"Club\"}");
    application = server.admin("applications", "{\"Name\": \"Camera\", \"community\": \"club\"}");
    String key = application.get("ApiKey").asText();
    ownerId =
        server
            .admin("members", "{\"Nickname\": \"olivia\", \"community\": \"club\"}")
            .get("UserID")
            .asInt();
    viewerId = server.admin("members", "{\"Nickname\": \"victor\"}").get("UserID").asInt();
    server.admin(
        "groups",
        "{\"Name\": \"Both\", \"ManagerUserID\": %d, \"MemberUserIDs\": [%d, %d]}"
            .formatted(viewerId, viewerId, ownerId));
    owner = server.token(ownerId, key, "\"profile_gallery\"");
  }

  @AfterAll
  static void stopServing() {
    if (server != null) {
      server.close();
    }
  }

  private void createAlbum(String name) {
    press("New album");
    fill("album-name", name);
    press("Create album");
    awaitText("h1", name);
  }

  private void addPicture(DemoPictures picture) throws IOException {
    Path file = Files.write(directory.resolve(picture.title() + ".jpg"), picture.jpeg());
    browser.findElement(By.id("files")).sendKeys(file.toString());
    awaitText(".wall .plate strong", picture.title());
  }

  @Test
  void anOwnerMakesAnAlbumAddsAPictureAndSeesIt() throws IOException {
    signIn(server, ownerId);
    awaitText("#who-name", "olivia");

    createAlbum("In the browser");
    addPicture(DemoPictures.MORNING);
    await("thumbnail", _ -> isLoaded(".wall .print img"));

    click("button[data-picture]");
    shown("#picture-dialog");
    await("picture", _ -> isLoaded("#picture-image"));
    assertThat(browser.findElement(By.id("picture-facts")).getText()).contains("1200 × 800");
    inspect("picture");

    press("Edit");
    fill("edit-title", "<b>Hills</b> & more");
    press("Save");
    awaitText(".wall .plate strong", "<b>Hills</b> & more");

    click("button[data-picture]");
    press("Remove");
    press("Remove picture");
    awaitText(".nothing", "No pictures here yet.");
    click(".back");
    awaitText(".albums .plate strong", "In the browser");
  }

  @Test
  void anotherMemberSeesNamesAndNumbersButNoPictures() throws IOException {
    signIn(server, ownerId);
    createAlbum("Seen from afar");
    addPicture(DemoPictures.SUNSET);
    String album = browser.getCurrentUrl().replaceFirst(".*#", "#");
    click("#sign-out");
    shown("#sign-in");

    signIn(server, viewerId);
    browser.get(server.url() + "/" + album);
    awaitText("h1", "Seen from afar");
    awaitText(".wall .plate strong", DemoPictures.SUNSET.title());
    assertThat(browser.findElements(By.cssSelector("#view img"))).isEmpty();
    awaitText(".wall", "not open to you");
    assertThat(browser.findElements(By.id("drop"))).isEmpty();
  }

  @Test
  void aViewerUnlocksAnAlbumAndSubscribes() throws Exception {
    int buyerId = server.admin("members", "{\"Nickname\": \"vera\"}").get("UserID").asInt();
    signIn(server, ownerId);
    press("New album");
    fill("album-name", "For sale");
    fill("album-pin", "a7Z3");
    fill("album-price", "2.50");
    press("Create album");
    awaitText("h1", "For sale");
    addPicture(DemoPictures.MOONLIGHT);
    assertThat(browser.findElements(By.cssSelector(".offers"))).isEmpty();
    String album = browser.getCurrentUrl().replaceFirst(".*#", "#");
    click("#sign-out");
    shown("#sign-in");

    signIn(server, buyerId);
    browser.get(server.url() + "/#user=" + ownerId);
    awaitText(".albums .plate .sub", "1 picture · 2.50 credits");
    browser.get(server.url() + "/" + album);
    awaitText("#balance", "You have 0.00 credits.");
    inspect("locked-album");
    fill("unlock-pin", "zzzz");
    press("Unlock for 2.50 credits");
    awaitText("#unlock-form .fault", "PIN");
    fill("unlock-pin", "a7Z3");
    press("Unlock for 2.50 credits");
    awaitText("#unlock-form .fault", "2.50");
    grant(buyerId, "10.00");
    press("Unlock for 2.50 credits");
    awaitText("#messages", "2.50 credits paid, 7.50 left.");
    await("thumbnail", _ -> isLoaded(".wall .print img"));
    assertThat(browser.findElements(By.id("unlock-form"))).isEmpty();

    ServerProcess.ok(
        server.put(
            "/v1/Pictures/UpdatePricePlans",
            owner,
            "{\"PricePlans\": [{\"DurationID\": 1, \"Price\": 4}, {\"DurationID\": 3, \"Price\":"
                + " 12}]}"));
    browser.get(server.url() + "/#pictures=" + ownerId);
    awaitText("#subscribe-form", "1 Month");
    inspect("offers");
    press("Subscribe");
    awaitText("#messages", "4.00 credits paid, 3.50 left.");
    awaitText("#subscribed", "Open to you until");
    press("Extend");
    awaitText("#subscribe-form .fault", "4.00");

    ServerProcess.ok(
        server.put(
            "/v1/Pictures/UpdatePricePlans",
            owner,
            "{\"PricePlans\": [{\"DurationID\": 1, \"Price\": 3}]}"));
    browser.navigate().refresh();
    awaitText("#subscribe-form", "3.00 credits");
    repricePlans("2.50");
    press("Extend");
    awaitText("#messages", "it is 2.50 credits now. Nothing was charged.");
    awaitText("#subscribe-form", "2.50 credits");
    press("Extend");
    awaitText("#messages", "2.50 credits paid, 1.00 left.");
  }

  /** Changes the price of the owner's only plan. */
  private static void repricePlans(String price) {
    JsonNode plan =
        ServerProcess.ok(
                server.get(
                    "/v1/Pictures/GetPricePlans?UserID=" + ownerId,
                    Map.of("Authorization", "bearer " + owner)))
            .get(0);
    ServerProcess.ok(
        server.put(
            "/v1/Pictures/UpdatePricePlans",
            owner,
            "{\"PricePlans\": [{\"PricePlanID\": %d, \"DurationID\": 1, \"Price\": %s}]}"
                .formatted(plan.get("PricePlanID").asInt(), price)));
  }

  private static void grant(int member, String amount) {
    server.admin(
        "credits",
        "{\"UserID\": %d, \"Amount\": %s, \"Reference\": \"%1$d\"}".formatted(member, amount));
  }

  @Test
  void aGroupsManagerActsForAMember() throws IOException {
    signIn(server, viewerId);
    fill("act-user", Integer.toString(ownerId));
    press("Act");
    awaitText("#acting", "You act for member " + ownerId);
    inspect("acting");
    createAlbum("From the manager");
    press("Stop");
    awaitText(".nothing", "The wall is bare.");
    fill("visit-user", Integer.toString(ownerId));
    press("Look");
    awaitText("h1", "Albums of olivia");
    awaitText(".albums .plate strong", "From the manager");
    click("#sign-out");
    shown("#sign-in");

    signIn(server, ownerId);
    click("[data-view=account]");
    awaitText(".programs", "album created: album");
    awaitText(".programs", "victor, member " + viewerId);
    awaitText(".programs", "The operator");
    inspect("activity");
  }

  @Test
  void whatWaitsIsApprovedOrRejected() throws Exception {
    uploadAsProgram("To be kept");
    uploadAsProgram("To be thrown away");
    signIn(server, ownerId);
    awaitText("#pending-count", "2");
    click("[data-view=pending]");
    awaitText(".work", "To be kept");
    await("thumbnail", _ -> isLoaded(".wall .print img"));
    inspect("waiting");
    decide("To be kept", "Approve");
    awaitText("#messages", "1 picture approved.");
    decide("To be thrown away", "Reject");
    awaitText(".nothing", "Nothing is waiting.");
    click("[data-view=pictures]");
    awaitText(".wall .plate strong", "To be kept");
    assertThat(browser.findElement(By.id("view")).getText()).doesNotContain("To be thrown away");
  }

  private void decide(String caption, String button) {
    By by = By.xpath("//li[contains(., '" + caption + "')]//button[.='" + button + "']");
    await(button, driver -> driver.findElements(by).stream().findFirst().orElse(null)).click();
  }

  /** A program without permission to upload, whose pictures wait for approval. */
  private static void uploadAsProgram(String caption) throws Exception {
    String wish =
        "{\"UserID\": %d, \"ApiKey\": \"%s\"}"
            .formatted(ownerId, application.get("ApiKey").asText());
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("method", "up.photos.upload");
    parameters.put("api_key", application.get("ApiKey").asText());
    parameters.put("community", "club");
    parameters.put("session_key", server.admin("sessions", wish).get("session_key").asText());
    parameters.put("caption", caption);
    sign(parameters);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (var parameter : parameters.entrySet()) {
      String part = "--cut\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
      body.writeBytes(part.formatted(parameter.getKey(), parameter.getValue()).getBytes(UTF_8));
    }
    String head = "Content-Disposition: form-data; name=\"data\"; filename=\"p.jpg\"";
    body.writeBytes(("--cut\r\n" + head + "\r\nContent-Type: image/jpeg\r\n\r\n").getBytes(UTF_8));
    body.writeBytes(DemoPictures.MOONLIGHT.jpeg());
    body.writeBytes("\r\n--cut--\r\n".getBytes(UTF_8));
    HttpResponse<String> answer =
        server.send(
            HttpRequest.newBuilder(URI.create(server.url() + "/api.php"))
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    assertThat(answer.body()).contains("<pid>").contains(caption);
  }

  private static void sign(SortedMap<String, String> parameters) throws Exception {
    StringBuilder signed = new StringBuilder();
    parameters.forEach((name, value) -> signed.append(name).append('=').append(value));
    signed.append(application.get("Secret").asText());
    byte[] hash = MessageDigest.getInstance("MD5").digest(signed.toString().getBytes(UTF_8));
    parameters.put("sig", HexFormat.of().formatHex(hash));
  }

  /** A call of a program without a session. */
  private static JsonNode callAsProgram(String method, String name, String value) throws Exception {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("method", method);
    parameters.put("api_key", application.get("ApiKey").asText());
    parameters.put("format", "JSON");
    parameters.put(name, value);
    sign(parameters);
    String form =
        parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer =
        server.send(
            HttpRequest.newBuilder(URI.create(server.url() + "/api.php"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    return JSON.readTree(answer.body());
  }

  @Test
  void aProgramSendsItsUserToTheLoginAddressAndIsLetIn() throws Exception {
    String token = callAsProgram("up.auth.createToken", "expires", "1440").asText();
    browser.get(server.url() + "/login.php?api_key=x&v=1.0&auth_token=" + token);
    awaitText("#sign-in-login", "A program asks to use your gallery.");
    setPassword(server, ownerId);
    fill("sign-in-name", "olivia");
    fill("sign-in-password", PASSWORD);
    press("Sign in");
    awaitText("h1", "“Camera” asks to use your gallery");
    awaitText(".asking", "You decide as olivia, member " + ownerId + " in Club.");
    awaitText(".asking", "It stays signed in for 1 day.");
    awaitText(".asking", "wait for your approval");
    inspect("program-asks");
    assertThat(callAsProgram("up.auth.getSession", "auth_token", token).get("error_code").asInt())
        .isEqualTo(100);
    press("Approve");
    awaitText("h1", "“Camera” may use your gallery");
    JsonNode session = callAsProgram("up.auth.getSession", "auth_token", token);
    assertThat(session.get("uid").asInt()).isEqualTo(ownerId);
    browser.navigate().refresh();
    awaitText("h1", "This login is over");
  }

  @Test
  void aPastedLoginIsDeclined() throws Exception {
    String token = callAsProgram("up.auth.createToken", "expires", "0").asText();
    signIn(server, viewerId);
    fill("login-token", "not a token");
    press("Show");
    awaitText("#alerts", "32 digits and letters");
    fill("login-token", " " + server.url() + "/#approve=" + token + " ");
    press("Show");
    awaitText("h1", "“Camera” asks to use your gallery");
    awaitText(".asking", "without end");
    press("Decline");
    awaitText("#messages", "“Camera” is not let in.");
    assertThat(callAsProgram("up.auth.getSession", "auth_token", token).get("error_msg").asText())
        .contains("declined");
  }

  @Test
  void aMemberEndsAProgramAndAtLastTheOneOfThePage() {
    String key = application.get("ApiKey").asText();
    int member = server.admin("members", "{\"Nickname\": \"wanda\"}").get("UserID").asInt();
    server.admin("sessions", "{\"UserID\": %d, \"ApiKey\": \"%s\"}".formatted(member, key));
    signIn(server, member);
    click("[data-view=programs]");
    awaitText("h1", "Programs");
    awaitText(".heading .sub", "2 programs may act in your name.");
    awaitText(".program .sub", "stays until you end it");
    By old = By.xpath("//li[contains(., 'stays until')]//button");
    browser.findElement(old).click();
    press("End it");
    awaitText("#messages", "“Camera” may do nothing more in your name.");
    awaitText(".heading .sub", "1 program may act in your name.");
    awaitText(".program .count", "this page");
    press("End");
    awaitText("#question-text", "and will be signed out");
    press("End it");
    awaitText("#sign-in-fault", "You have ended the session of this browser.");
    assertThat(browser.findElement(By.id("main")).isDisplayed()).isFalse();
  }
}

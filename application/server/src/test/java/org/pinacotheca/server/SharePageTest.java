package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.pinacotheca.server.demo.DemoPictures;

/** A share link in a real browser: what its owner does in the console, and what a visitor sees. */
class SharePageTest extends BrowserTesting {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static LocalServer server;
  private static String owner = "";
  private static int ownerId;
  private static int album;

  @BeforeAll
  static void serve() throws IOException {
    server = LocalServer.start(directory.resolve("shared"));
    String key =
        server
            .admin("applications", "{\"Name\": \"Camera\", \"photoUpload\": true}")
            .get("ApiKey")
            .asText();
    ownerId = server.admin("members", "{\"Nickname\": \"olivia\"}").get("UserID").asInt();
    owner = server.token(ownerId, key, "\"profile_gallery\"");
    album = post("CreateAlbum", "{\"Name\": \"Summer\"}").get("AlbumID").asInt();
    for (DemoPictures picture : DemoPictures.values()) {
      String image = Base64.getEncoder().encodeToString(picture.jpeg());
      String body =
          "{\"AlbumID\": %d, \"Pictures\": [{\"Title\": \"%s\", \"Image\": \"%s\"}]}"
              .formatted(album, picture.title(), image);
      assertThat(server.post("/v1/Pictures/AddPictures", owner, body).statusCode()).isEqualTo(200);
    }
  }

  @AfterAll
  static void stopServing() {
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void restoreTheScreen() {
    browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  private static JsonNode post(String operation, String body) throws IOException {
    return JSON.readTree(server.post("/v1/Pictures/" + operation, owner, body).body());
  }

  private static JsonNode share(String more) throws IOException {
    return post("CreateShareLink", "{\"AlbumID\": " + album + more + "}");
  }

  private void usePhone() {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 390, "height", 844, "deviceScaleFactor", 2, "mobile", true));
  }

  private void swipe(int from, int to) {
    browser.executeScript(
        """
        const stage = document.getElementById("stage");
        const touch = (x) => new Touch({ identifier: 1, target: stage, clientX: x, clientY: 300 });
        const send = (type, x, touches) => stage.dispatchEvent(
          new TouchEvent(type, { touches, changedTouches: [touch(x)], bubbles: true }));
        send("touchstart", arguments[0], [touch(arguments[0])]);
        send("touchend", arguments[1], []);
        """,
        from,
        to);
  }

  @Test
  void aVisitorLooksAtTheAlbumOnAPhone() throws IOException {
    JsonNode link = share(", \"PinNumber\": \"Lake42\"");
    usePhone();
    browser.get(link.get("Url").asText());
    fill("pin", "lake42");
    press("Open the album");
    awaitText("#pin-fault", "This is not the PIN.");
    fill("pin", "Lake42");
    press("Open the album");
    awaitText("#name", "Summer");
    awaitText("#facts", "shared by olivia");
    await("thumbnail", _ -> isLoaded("#grid img"));
    assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
        .as("nothing is wider than the phone")
        .isEqualTo(390L);

    click("#grid button");
    await("large picture", _ -> isLoaded("#large"));
    String first = shown("#title").getText();
    swipe(300, 100);
    await("next picture", driver -> !driver.findElement(By.id("title")).getText().equals(first));
    awaitText("#place", "2 of ");
    swipe(100, 300);
    awaitText("#title", first);
    assertThat(browser.findElement(By.id("download")).isDisplayed()).isFalse();
    press("Close");

    browser.navigate().refresh();
    awaitText("#name", "Summer");
    Map<String, String> asOwner = Map.of("Authorization", "bearer " + owner);
    assertThat(server.get("/v1/Pictures/GetShareLinks?AlbumID=" + album, asOwner).body())
        .contains("\"Visits\":1,");
  }

  @Test
  void theKeyboardDoesEverything() throws IOException {
    browser.get(share(", \"Download\": true").get("Url").asText());
    awaitText("#name", "Summer");
    inspect("shared-album");
    shown("#grid button").sendKeys(Keys.ENTER);
    await("large picture", _ -> isLoaded("#large"));
    awaitText("#place", "1 of ");
    browser.switchTo().activeElement().sendKeys(Keys.ARROW_RIGHT);
    awaitText("#place", "2 of ");
    assertThat(shown("#download").getDomAttribute("href")).contains("/media/");
    browser.switchTo().activeElement().sendKeys(Keys.ESCAPE);
    await("closed viewer", driver -> !driver.findElement(By.id("viewer")).isDisplayed());
  }

  @Test
  void theOwnerMakesWatchesAndEndsALink() {
    signIn(server, ownerId);
    browser.get(server.url() + "/#album=" + ownerId + "/" + album);
    click(".sharing summary");
    fill("share-label", "Aunt Ida");
    fill("share-visits", "0");
    press("Create link");
    awaitText("[data-field=VisitsMax] .fault", "between 1");
    fill("share-visits", "5");
    press("Create link");
    String url = shown("#share-url").getDomProperty("value");
    press("Done");
    awaitText(".sharing", "0 of 5 visits");

    browser.get(url);
    awaitText("#name", "Summer");
    browser.get(server.url() + "/#album=" + ownerId + "/" + album);
    awaitText(".sharing", "1 of 5 visits");
    browser
        .findElement(
            By.xpath("//li[contains(., 'Aunt Ida')]//button[normalize-space() = 'End link']"))
        .click();
    click("#question-yes");
    awaitText("#messages", "has ended");
    browser.get(url);
    awaitText("h1", "This link has ended");
  }
}

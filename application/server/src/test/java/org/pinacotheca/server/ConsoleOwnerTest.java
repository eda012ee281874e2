package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.pinacotheca.server.demo.DemoPictures;

/** What owners do with their albums and pictures in the web console. */
class ConsoleOwnerTest extends BrowserTesting {
  private static LocalServer server;
  private static String key = "";
  private static int members;

  private String owner = "";
  private int ownerId;

  @BeforeAll
  static void serve() throws IOException {
    server = LocalServer.start(directory.resolve("data"));
    key = server.admin("applications", "{\"Name\": \"Console\"}").get("ApiKey").asText();
  }

  @AfterAll
  static void stopServing() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void signInAsOwner() {
    ownerId =
        server
            .admin("members", "{\"Nickname\": \"owner%d\"}".formatted(++members))
            .get("UserID")
            .asInt();
    owner = server.token(ownerId, key, "\"profile_gallery\", \"account_credits_history\"");
    signIn(server, ownerId);
  }

  private void post(String operation, String body) {
    ServerProcess.ok(server.post("/v1/Pictures/" + operation, owner, body));
  }

  private void createAlbum(String name) {
    post("CreateAlbum", "{\"Name\": \"%s\"}".formatted(name));
  }

  private List<String> albums() {
    List<String> names = new ArrayList<>();
    ServerProcess.ok(
            server.get(
                "/v1/Pictures/GetAlbums?UserID=" + ownerId,
                Map.of("Authorization", "bearer " + owner)))
        .forEach(album -> names.add(album.get("AlbumName").asText()));
    return names;
  }

  private void openForm() {
    press("New album");
    shown("#album-dialog");
  }

  @Test
  void aPriceIsShownAgainAsItWasReadAndOnTheAlbumsPage() throws IOException {
    openForm();
    fill("album-name", "Prints");
    fill("album-pin", "a7Z3");
    fill("album-price", "1,000");
    awaitText("#album-price-again", "Others pay 1,000.00 credits once.");
    fill("album-price", "1.000");
    awaitText("#album-price-again", "Write the price as 1,234.50");
    fill("album-price", "2,50");
    awaitText("#album-price-again", "Others pay 2.50 credits once.");
    inspect("new-album");
    press("Create album");
    awaitText("h1", "Prints");
    awaitText(".heading .sub", "Behind a PIN, for 2.50 credits");
    click(".back");
    awaitText(".albums .plate .sub", "0 pictures · 2.50 credits");
    inspect("albums");
  }

  @Test
  void allFaultsOfAnAlbumAreShownAtOnce() {
    openForm();
    assertThat(browser.findElement(By.id("album-name")).getDomAttribute("maxlength"))
        .isEqualTo("20");
    fill("album-pin", "1234");
    fill("album-price", "cheap");
    press("Create album");
    awaitText("[data-field=Name] .fault", "required");
    awaitText("[data-field=PinNumber] .fault", "guess");
    awaitText("[data-field=PINPrice] .fault", "number");
    assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("album-name");
  }

  @Test
  void anAlbumIsEditedAndItsLockRemoved() {
    post("CreateAlbum", "{\"Name\": \"Old\", \"PinNumber\": \"a7Z3\", \"PINPrice\": 2}");
    createAlbum("Other");
    browser.navigate().refresh();
    awaitText(".albums", "Old");
    click(".albums .hang");
    awaitText("h1", "Old");
    press("Edit album");
    fill("album-name", "New");
    fill("album-description", "Summer");
    fill("album-price", "3");
    shown("#album-position").sendKeys("2 of 2");
    press("Save");
    awaitText("#messages", "The album “New” is saved.");
    awaitText(".heading .sub", "Summer");
    awaitText(".heading .sub", "Behind a PIN, for 3.00 credits");
    assertThat(albums()).containsExactly("Other", "New");

    press("Edit album");
    click("#album-unlock");
    press("Save");
    await(
        "an open album",
        _ ->
            !browser
                .findElement(By.cssSelector(".heading .sub"))
                .getText()
                .contains("Behind a PIN"));
  }

  @Test
  void albumsAreDraggedIntoAnotherOrder() {
    List.of("One", "Two", "Three").forEach(this::createAlbum);
    browser.navigate().refresh();
    awaitText(".albums", "Three");
    drag(2, 0);
    awaitText("#messages", "The album “Three” is now the first.");
    assertThat(albums()).containsExactly("Three", "One", "Two");
  }

  /** Dispatches what a browser does of a drag: its own input of drags differs by platform. */
  private void drag(int from, int to) {
    browser.executeScript(
        """
        const cards = document.querySelectorAll(".albums .work");
        const dataTransfer = new DataTransfer();
        const fire = (card, type) =>
          card.dispatchEvent(new DragEvent(type, {dataTransfer, bubbles: true, cancelable: true}));
        fire(cards[arguments[0]], "dragstart");
        fire(cards[arguments[1]], "dragover");
        fire(cards[arguments[1]], "drop");
        fire(cards[arguments[0]], "dragend");
        """,
        from,
        to);
  }

  @Test
  void eachFileHasAResultOfItsOwn() throws IOException {
    createAlbum("Trip");
    browser.navigate().refresh();
    click(".albums .hang");
    awaitText("h1", "Trip");
    List<Path> files = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      files.add(
          Files.write(directory.resolve("photo" + number + ".jpg"), DemoPictures.SUNSET.jpeg()));
    }
    files.add(1, Files.writeString(directory.resolve("broken.jpg"), "this is no picture"));
    files.add(2, Files.writeString(directory.resolve("phone.heic"), "another kind"));
    browser
        .findElement(By.id("files"))
        .sendKeys(String.join("\n", files.stream().map(Path::toString).toList()));
    awaitText("#upload-summary", "3 pictures were added. 2 files were not.");
    awaitText("#upload-list li:nth-child(1)", "added");
    awaitText("#upload-list li:nth-child(2)", "broken.jpg");
    awaitText("#upload-list li:nth-child(2) .sub", "Must be a JPEG, PNG, GIF or WebP");
    awaitText(
        "#upload-list li:nth-child(3) .sub", "Only JPEG, PNG, GIF and WebP pictures can be added.");
    awaitText(".wall", "photo3");
    assertThat(browser.findElements(By.cssSelector(".wall .work"))).hasSize(3);
    inspect("uploads");

    press("Close");
    assertThat(browser.findElement(By.id("uploads")).isDisplayed()).isFalse();
  }

  @Test
  void aFileThatCouldNotBeSentIsTriedAgain() throws IOException {
    click("[data-view=pictures]");
    Path file = Files.write(directory.resolve("again.jpg"), DemoPictures.SUNSET.jpeg());
    awaitText("h1", "All pictures");
    network("offline");
    browser.findElement(By.id("files")).sendKeys(file.toString());
    awaitText("#upload-summary", "0 pictures were added. 1 file was not.");
    awaitText("#upload-list .failed .sub", "The server cannot be reached.");
    network("online");
    press("Try again");
    awaitText("#upload-summary", "1 picture was added.");
    awaitText(".wall .plate strong", "again");
  }

  private void network(String state) {
    browser.executeCdpCommand("Network.enable", Map.of());
    browser.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of(
            "offline",
            state.equals("offline"),
            "latency",
            0,
            "downloadThroughput",
            -1,
            "uploadThroughput",
            -1));
  }

  @Test
  void picturesAreMovedAndRemovedTogether() throws IOException {
    createAlbum("Target");
    addPictures(3);
    click("[data-view=pictures]");
    await("pictures", _ -> browser.findElements(By.cssSelector(".choose")).size() == 3);
    click(".work:nth-child(1) .choose");
    click(".work:nth-child(2) .choose");
    awaitText(".selected strong", "2 pictures selected");
    inspect("selection");
    shown(".selected select").sendKeys("Target");
    press("Move");
    awaitText("#messages", "2 pictures moved to “Target”.");
    click("[data-view=albums]");
    awaitText(".albums .plate .sub", "2 pictures");

    click("[data-view=pictures]");
    click(".work:nth-child(1) .choose");
    press("All of these");
    awaitText(".selected strong", "3 pictures selected");
    press("Remove");
    press("Remove pictures");
    awaitText("#messages", "3 pictures removed.");
    awaitText(".nothing", "No pictures here yet.");
  }

  @Test
  void subscriptionsArePricedAndCreditsShown() throws IOException {
    click("[data-view=subscriptions]");
    awaitText("h1", "Subscriptions");
    fill("plan-3", "free");
    press("Save prices");
    awaitText("#plan-3-fault", "Write the price as 1,234.50");
    fill("plan-3", "1234567");
    press("Save prices");
    awaitText("#plan-3-fault", "100000");
    fill("plan-3", "4");
    fill("plan-6", "40,5");
    press("Save prices");
    awaitText("#messages", "Offered now: 1 Month for 4.00, 1 Year for 40.50 credits.");
    int buyer = server.admin("members", "{\"Nickname\": \"bea\"}").get("UserID").asInt();
    server.admin(
        "credits", "{\"UserID\": %d, \"Amount\": 9, \"Reference\": \"b\"}".formatted(buyer));
    String token = server.token(buyer, key, "\"account_credits_spend\"");
    JsonNode plan =
        ServerProcess.ok(
                server.get(
                    "/v1/Pictures/GetPricePlans?UserID=" + ownerId,
                    Map.of("Authorization", "bearer " + token)))
            .get(0);
    ServerProcess.ok(
        server.post(
            "/v1/Pictures/Subscribe",
            token,
            "{\"UserID\": %d, \"PricePlanID\": %d}"
                .formatted(ownerId, plan.get("PricePlanID").asInt())));
    browser.navigate().refresh();
    awaitText(".programs", "bea");
    inspect("subscriptions");

    click("[data-view=credits]");
    awaitText(".heading .sub", "You have 4.00 credits.");
    awaitText("tbody .amount", "+4.00");
    inspect("credits");
  }

  private void addPictures(int count) throws IOException {
    String image = Base64.getEncoder().encodeToString(DemoPictures.SUNSET.jpeg());
    String picture = "{\"Title\": \"Sunset\", \"Image\": \"%s\"}".formatted(image);
    String pictures = String.join(",", Collections.nCopies(count, picture));
    post("AddPictures", "{\"Pictures\": [" + pictures + "]}");
  }

  @Test
  void theLastPageIsShownOnceThoseBehindItAreEmpty() throws IOException {
    addPictures(25);
    addPictures(24);
    click("[data-view=pictures]");
    awaitText(".pages", "1 of 2");
    press("Next");
    awaitText(".pages", "2 of 2");
    assertThat(browser.findElements(By.cssSelector(".wall .work"))).hasSize(1);
    browser.navigate().refresh();
    awaitText(".pages", "2 of 2");
    click("button[data-picture]");
    press("Remove");
    press("Remove picture");
    awaitText(".heading .sub", "48 pictures");
    await("48 pictures", _ -> browser.findElements(By.cssSelector(".wall .work")).size() == 48);
    browser.navigate().back();
    awaitText(".heading .sub", "48 pictures");
  }

  @Test
  void backClosesADialogAndMessagesStayOnTheirPage() {
    createAlbum("Only");
    browser.navigate().refresh();
    awaitText(".albums", "Only");
    openForm();
    browser.navigate().back();
    await("no dialog", _ -> browser.findElements(By.cssSelector("dialog[open]")).isEmpty());
    awaitText(".albums", "Only");

    openForm();
    WebElement name = shown("#album-name");
    name.sendKeys(Keys.ESCAPE);
    await("no dialog", _ -> browser.findElements(By.cssSelector("dialog[open]")).isEmpty());

    openForm();
    fill("album-name", "Second");
    press("Create album");
    awaitText("#messages", "The album “Second” is made.");
    browser.navigate().back();
    awaitText("h1", "Albums");
    await("no message", _ -> browser.findElement(By.id("messages")).getText().isEmpty());
  }
}

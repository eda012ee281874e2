package org.pinacotheca.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Tests in a real browser, started once for all classes of a process; each test has its own tab and
 * a clean state. Without a browser they are aborted, unless {@code PINACOTHECA_BROWSER_REQUIRED} is
 * 1.
 */
abstract class BrowserTesting {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final Duration POLLED_EVERY = Duration.ofMillis(10);

  @TempDir static Path directory;

  private static @Nullable ChromeDriver started;

  final ChromeDriver browser = Objects.requireNonNull(started);

  static void requireBrowser() {
    boolean isThere =
        program("CHROME_BIN", "chromium", "google-chrome").isPresent() && driver().isPresent();
    if (!isThere && "1".equals(System.getenv("PINACOTHECA_BROWSER_REQUIRED"))) {
      throw new IllegalStateException(
          "a browser is required, but there is no chromium with chromedriver");
    }
    Assumptions.assumeTrue(isThere, "there is no chromium with chromedriver");
  }

  private static Optional<Path> driver() {
    return program("CHROMEDRIVER", "chromedriver");
  }

  private static Optional<Path> program(String variable, String... names) {
    Optional<Path> named = Optional.ofNullable(System.getenv(variable)).map(Path::of);
    List<String> folders =
        List.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator));
    Stream<Path> found =
        Stream.of(names).flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)));
    return Stream.concat(named.stream(), found).filter(Files::isExecutable).findFirst();
  }

  @BeforeAll
  static void startBrowser() throws IOException {
    requireBrowser();
    if (started != null) {
      return;
    }
    Path profile = Files.createTempDirectory("browser-profile");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program("CHROME_BIN", "chromium", "google-chrome").orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--window-size=1200,900",
        "--user-data-dir=" + profile);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver().orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    started = driver;
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(driver, profile)));
  }

  private static void stop(ChromeDriver driver, Path profile) {
    driver.quit();
    try {
      PathUtils.deleteDirectory(profile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Session storage ends with the tab; the rest is removed. */
  @AfterEach
  void forgetTheTest() {
    String origin = String.valueOf(browser.executeScript("return location.origin"));
    String used = browser.getWindowHandle();
    String fresh = browser.switchTo().newWindow(WindowType.TAB).getWindowHandle();
    browser.switchTo().window(used).close();
    browser.switchTo().window(fresh);
    browser.executeCdpCommand(
        "Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
    browser.executeCdpCommand("Network.clearBrowserCache", Map.of());
    browser.executeCdpCommand("Network.clearBrowserCookies", Map.of());
  }

  /** Polls until the result is neither null nor false, while the page changes. */
  final <T> T await(String what, Function<ChromeDriver, T> condition) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        T answer = condition.apply(browser);
        if (answer != null && !answer.equals(false)) {
          return answer;
        }
        Thread.sleep(POLLED_EVERY);
      } catch (StaleElementReferenceException _) {
        // The element was replaced meanwhile.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    String page = browser.findElement(By.tagName("body")).getText();
    throw new AssertionError("no " + what + " in the page:\n" + page);
  }

  final WebElement shown(String selector) {
    By by = By.cssSelector(selector);
    return await(
        selector,
        driver ->
            driver.findElements(by).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
  }

  final void awaitText(String selector, String text) {
    By by = By.cssSelector(selector);
    await(
        "'" + text + "' in " + selector,
        driver ->
            driver.findElements(by).stream().anyMatch(found -> found.getText().contains(text)));
  }

  final void fill(String id, String text) {
    WebElement input = shown("#" + id);
    input.clear();
    input.sendKeys(text);
  }

  final void press(String text) {
    By by = By.xpath("//button[contains(normalize-space(), \"" + text + "\")]");
    await(
            "button '" + text + "'",
            driver ->
                driver.findElements(by).stream()
                    .filter(button -> button.isDisplayed() && button.getText().equals(text))
                    .findFirst()
                    .orElse(null))
        .click();
  }

  final boolean isLoaded(String selector) {
    Object width =
        browser.executeScript(
            "const image = document.querySelector(arguments[0]); return image && image.complete ?"
                + " image.naturalWidth : 0",
            selector);
    return width instanceof Number number && number.intValue() > 0;
  }
}

package org.pinacotheca.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.ScriptTimeoutException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Tests in a real browser, started once for all classes of a process; each test has a clean state.
 * Without a browser they are aborted, unless {@code PINACOTHECA_BROWSER_REQUIRED} is 1.
 */
abstract class BrowserTesting {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final Duration POLLED_EVERY = Duration.ofMillis(10);

  private static final Map<String, Dimension> WINDOWS =
      Map.of("desktop", new Dimension(1200, 900), "phone", new Dimension(390, 844));
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String AXE = axe();
  private static final String VIOLATIONS =
      """
      axe.run().then(found => arguments[0](found.violations.map(violation =>
        violation.id + ": " + violation.nodes.map(node => node.html).join(" "))));
      """;
  private static final String OVERFLOW =
      "const page = document.documentElement; return page.scrollWidth - page.clientWidth";

  static final String PASSWORD = "four unrelated words";

  @TempDir static Path directory;

  private static @Nullable ChromeDriver started;

  final ChromeDriver browser = Objects.requireNonNull(started);

  private static String axe() {
    try (InputStream script =
        Objects.requireNonNull(BrowserTesting.class.getResourceAsStream("/axe.min.js"))) {
      return new String(script.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

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
        "--disable-extensions",
        // One process for all pages: to start one costs more than most tests.
        "--disable-features=BackForwardCache,SpareRendererForSitePerProcess",
        "--renderer-process-limit=1",
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
    driver.manage().timeouts().scriptTimeout(TIMEOUT);
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

  /** Leaves a blank page; nothing that the test stored or visited is left. */
  @AfterEach
  void forgetTheTest() {
    // A test that opened no page has nothing to forget, and no storage to clear.
    Object origin =
        browser.executeScript(
            "if (origin !== 'null') { sessionStorage.clear(); } window.name = ''; return origin");
    browser.get("about:blank");
    browser.executeCdpCommand("Page.resetNavigationHistory", Map.of());
    browser.executeCdpCommand(
        "Storage.clearDataForOrigin",
        Map.of("origin", String.valueOf(origin), "storageTypes", "all"));
    browser.executeCdpCommand("Network.clearBrowserCache", Map.of());
    browser.executeCdpCommand("Network.clearBrowserCookies", Map.of());
  }

  /** Sets the member's password, and returns a session of theirs. */
  final String setPassword(LocalServer server, int member) {
    String body =
        "{\"Invitation\": \"%s\", \"Password\": \"%s\"}"
            .formatted(invitation(server, member).replaceFirst(".*=", ""), PASSWORD);
    HttpResponse<String> accepted =
        server.send(
            HttpRequest.newBuilder(URI.create(server.url() + "/session/accept"))
                .header("Content-Type", "application/json")
                .header("Origin", server.url())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(200);
    String cookie = accepted.headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.replaceFirst(";.*", "").replaceFirst(".*=", "");
  }

  /** The address of an invitation of the member. */
  final String invitation(LocalServer server, int member) {
    return server.admin("invitations", "{\"UserID\": %d}".formatted(member)).get("Url").asText();
  }

  /** Signs a member in, and opens the console. */
  final void signIn(LocalServer server, int member) {
    String session = setPassword(server, member);
    browser.get(server.url() + "/favicon.svg");
    browser.manage().addCookie(new Cookie("pinacotheca_session", session));
    browser.get(server.url());
    shown("#main");
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

  /**
   * Does something with the first element of the selector that is shown and matches, and again if
   * the page replaces it meanwhile. The page itself looks for it: to ask from here again and again
   * would take the processor from the page.
   *
   * @param matches an expression of JavaScript about the element's {@code text}
   */
  private <T> T with(
      String selector, String matches, String wanted, Function<WebElement, T> action) {
    String look =
        """
        const [selector, wanted, answer] = arguments;
        const isShown = element =>
          element.checkVisibility({visibilityProperty: true, opacityProperty: true})
            && element.getClientRects().length > 0;
        const matches = text => %s;
        const find = () => [...document.querySelectorAll(selector)].find(element =>
          isShown(element) && matches(element.innerText.replaceAll("\\u00a0", " ").trim()));
        const look = () => {
          const found = find();
          if (found) {
            clearInterval(again);
            changes.disconnect();
            answer(found);
          }
        };
        const changes = new MutationObserver(look);
        const again = setInterval(look, 100);
        changes.observe(document,
          {subtree: true, childList: true, attributes: true, characterData: true});
        look();
        """
            .formatted(matches);
    return await(
        "'" + wanted + "' in " + selector,
        driver -> {
          try {
            return action.apply((WebElement) driver.executeAsyncScript(look, selector, wanted));
          } catch (JavascriptException | ScriptTimeoutException _) {
            // Another page was loaded meanwhile, or nothing is shown for too long.
            return null;
          }
        });
  }

  final WebElement shown(String selector) {
    return with(selector, "true", "", Function.identity());
  }

  final void click(String selector) {
    with(selector, "true", "", BrowserTesting::clicked);
  }

  final void press(String text) {
    with("button", "text === wanted", text, BrowserTesting::clicked);
  }

  private static boolean clicked(WebElement element) {
    element.click();
    return true;
  }

  final void awaitText(String selector, String text) {
    with(selector, "text.includes(wanted)", text, Function.identity());
  }

  final void fill(String id, String text) {
    with(
        "#" + id,
        "true",
        text,
        input -> {
          input.clear();
          input.sendKeys(text);
          return true;
        });
  }

  /**
   * Looks at the page as it is, at the size of a desktop's window and of a phone: axe must find no
   * violation, nothing may be wider than the window, and {@code target/screenshots} gets pictures.
   */
  final void inspect(String name) throws IOException {
    for (Map.Entry<String, Dimension> window : WINDOWS.entrySet()) {
      Dimension size = window.getValue();
      browser.executeCdpCommand(
          "Emulation.setDeviceMetricsOverride",
          Map.of(
              "width",
              size.width,
              "height",
              size.height,
              "deviceScaleFactor",
              1,
              "mobile",
              window.getKey().equals("phone")));
      try {
        browser.executeScript(AXE);
        String file = name + "-" + window.getKey();
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(file + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        assertThat((List<?>) browser.executeAsyncScript(VIOLATIONS)).as(file).isEmpty();
        assertThat(browser.executeScript(OVERFLOW)).as(file + " is too wide").isEqualTo(0L);
      } finally {
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
      }
    }
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

package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The page that shows the OpenAPI document, in a real browser with a real server. */
class DocsTest extends BrowserTesting {
  @BeforeAll
  static void lookForTheBrowser() {
    requireBrowser();
  }

  @Test
  void theOperationsAreShownAndNothingIsFetchedFromElsewhere() throws IOException {
    try (LocalServer server = LocalServer.start(directory.resolve("data"))) {
      forgetMessages();
      browser.get(server.url() + "/docs");
      awaitText(".opblock-summary-path", "/v1/Pictures/CreateAlbum");
      awaitText(".opblock-summary-path", "/v1/Groups/Pictures/CreateAlbum");
      awaitText(".opblock-summary-path", "/health/ready");

      click("#operations-Albums-createAlbum .opblock-summary-control");
      awaitText("#operations-Albums-createAlbum", "too_many_albums");

      Object fetched =
          browser.executeScript(
              "return performance.getEntriesByType('resource').map(entry => entry.name)");
      assertThat((List<?>) fetched)
          .hasSizeGreaterThanOrEqualTo(5)
          .allSatisfy(
              address -> assertThat(address.toString()).startsWithIgnoringCase(server.url() + "/"));
      assertThat(messages()).extracting(LogEntry::getMessage).isEmpty();
      assertThat(browser.findElements(By.cssSelector(".errors-wrapper"))).isEmpty();
    }
  }

  /** The messages of the browser's console since the last look. */
  private List<LogEntry> messages() {
    return browser.manage().logs().get(LogType.BROWSER).getAll();
  }

  /** Those of earlier tests. */
  private void forgetMessages() {
    messages();
  }
}

package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The link to the web console that the demo prints, in a real browser. */
class DemoConsoleTest extends BrowserTesting {
  private static final String LINK = "/#token=";

  private static ServerProcess demo;
  private static String link;

  @BeforeAll
  static void start() throws Exception {
    demo = ServerProcess.startDemo(directory);
    link = demo.awaitOutput(LINK).strip();
  }

  @AfterAll
  static void stop() throws Exception {
    if (demo != null) {
      demo.terminate();
      demo.awaitExit();
      demo.close();
    }
  }

  @Test
  void asksBeforeItSignsIn() {
    browser.get(link);
    awaitText("#question-title", "Sign in as");
    assertThat(browser.getCurrentUrl()).doesNotContain("token");
    assertThat(browser.findElement(By.id("main")).isDisplayed()).isFalse();
    press("Sign in here");
    shown("#main");

    browser.executeScript(
        "location.hash = arguments[0]", LINK.substring(1) + link.substring(link.length() - 40));
    awaitText("#alerts", "you are signed in");
    shown("#main");
  }

  @Test
  void leavesWhoSaysNoSignedOut() {
    browser.get(link);
    awaitText("#question-title", "Sign in as");
    press("Cancel");
    shown("#sign-in");
    browser.navigate().refresh();
    shown("#sign-in");
    assertThat(browser.findElement(By.id("main")).isDisplayed()).isFalse();
  }

  @Test
  void tellsThatALinkIsOfNoUse() {
    browser.get(demo.url() + LINK + "wrong");
    awaitText("#token-fault", "This token is not accepted");
    assertThat(browser.getCurrentUrl()).doesNotContain("wrong");
  }
}

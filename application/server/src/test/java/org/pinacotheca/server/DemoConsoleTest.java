package org.pinacotheca.server;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The members of the demo, who sign in with the password that it prints. */
class DemoConsoleTest extends BrowserTesting {
  private static ServerProcess demo;
  private static String password;

  @BeforeAll
  static void start() throws Exception {
    demo = ServerProcess.startDemo(directory);
    password = demo.awaitOutput("sign in with the password").replaceAll(".*\"(.+)\".*", "$1");
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
  void threeMembersSignIn() {
    for (String name : new String[] {"olivia", "victor", "martha"}) {
      browser.get(demo.url());
      fill("sign-in-name", name);
      fill("sign-in-password", password);
      press("Sign in");
      awaitText("#who-name", name);
      click("#sign-out");
      shown("#sign-in");
    }
  }
}

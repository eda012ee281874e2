package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;

/** How members sign in to the web pages, and out. */
class SigningInTest extends BrowserTesting {
  private static LocalServer server;
  private static int members;

  private String nickname = "";
  private int member;

  @BeforeAll
  static void serve() throws IOException {
    server = LocalServer.start(directory.resolve("data"), "--registration", "open");
  }

  @AfterAll
  static void stopServing() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void addMember() {
    nickname = "olivia" + ++members;
    member =
        server.admin("members", "{\"Nickname\": \"%s\"}".formatted(nickname)).get("UserID").asInt();
  }

  private void signIn(String name, String password) {
    fill("sign-in-name", name);
    fill("sign-in-password", password);
    press("Sign in");
  }

  private void signOut() {
    click("#sign-out");
    shown("#sign-in");
  }

  @Test
  void anInvitedMemberChoosesAPasswordAndSignsInByIt() throws IOException {
    String invitation = invitation(server, member);
    browser.get(invitation);
    awaitText("#invitation-title", "Welcome, " + nickname);
    assertThat(browser.getCurrentUrl()).doesNotContain("invitation");
    inspect("invitation");
    fill("invitation-password", "short");
    press("Set password");
    awaitText("#invitation-password-fault", "Must have 10 to 200 characters");
    fill("invitation-password", "password" + nickname);
    press("Set password");
    awaitText("#invitation-password-fault", "Is easily guessed");
    fill("invitation-password", PASSWORD);
    press("Set password");
    awaitText("#who-name", nickname);
    Cookie session = browser.manage().getCookieNamed("pinacotheca_session");
    assertThat(session.isHttpOnly()).isTrue();
    assertThat(session.getSameSite()).isEqualTo("Lax");

    browser.navigate().refresh();
    awaitText("#who-name", nickname);
    signOut();
    browser.navigate().refresh();
    shown("#sign-in");
    inspect("sign-in");
    signIn(nickname, "another password");
    awaitText("#sign-in-fault", "The name or the password is wrong.");
    signIn(nickname, PASSWORD);
    awaitText("#who-name", nickname);
    signOut();
    signIn(Integer.toString(member), PASSWORD);
    awaitText("#who-name", nickname);
    signOut();

    browser.get("about:blank");
    browser.get(invitation);
    awaitText("#sign-in-fault", "This invitation was used, has expired, or never existed.");
  }

  @Test
  void anybodyCreatesAnAccountWhereEverybodyMay() throws IOException {
    browser.get(server.url());
    press("Create an account");
    inspect("registration");
    press("Sign in instead");
    shown("#sign-in");
    press("Create an account");
    fill("invitation-name", "Rosa " + members);
    fill("invitation-password", "short");
    press("Create account");
    awaitText("#invitation-password-fault", "Must have 10 to 200 characters");
    fill("invitation-password", PASSWORD);
    press("Create account");
    awaitText("#who-name", "Rosa " + members);
    signOut();
    signIn("Rosa " + members, PASSWORD);
    awaitText("#who-name", "Rosa " + members);
  }

  @Test
  void thePasswordIsChangedAndOtherBrowsersAreSignedOut() throws IOException {
    String elsewhere = setPassword(server, member);
    browser.get(server.url());
    signIn(nickname, PASSWORD);
    click("[data-view=account]");
    awaitText("h1", "Account");
    inspect("account");
    fill("current-password", "not my password");
    fill("new-password", "another four words");
    press("Change password");
    awaitText("#current-password-fault", "Is not your password.");
    fill("current-password", PASSWORD);
    press("Change password");
    awaitText("#messages", "Your password is changed");
    browser.navigate().refresh();
    awaitText("#who-name", nickname);
    assertThat(isSignedIn(elsewhere)).isFalse();
    signOut();
    signIn(nickname, PASSWORD);
    awaitText("#sign-in-fault", "The name or the password is wrong.");
  }

  @Test
  void allSessionsEndTogether() {
    String elsewhere = setPassword(server, member);
    browser.get(server.url());
    signIn(nickname, PASSWORD);
    awaitText("#who-name", nickname);
    assertThat(isSignedIn(elsewhere)).isTrue();
    click("[data-view=account]");
    press("Sign out everywhere");
    awaitText("#sign-in-fault", "You are signed out everywhere.");
    assertThat(isSignedIn(elsewhere)).isFalse();
    browser.navigate().refresh();
    shown("#sign-in");
  }

  private static boolean isSignedIn(String session) {
    return server
            .get(
                "/v1/Account/VerifyCredentials", Map.of("Cookie", "pinacotheca_session=" + session))
            .statusCode()
        == 200;
  }

  @Test
  void aProgramIsLetInWithFewerRightsThanItAsksFor() throws IOException {
    String back = server.url() + "/favicon.svg?program=1";
    JsonNode program =
        server.admin(
            "applications",
            "{\"Name\": \"Print shop %d\", \"redirectUris\": [\"%s\"]}".formatted(members, back));
    setPassword(server, member);
    browser.get(
        server.url()
            + "/OAuth/Authorize?response_type=code&state=s1&client_id="
            + program.get("ApiKey").asText()
            + "&scope=profile_gallery+account_credits_spend&redirect_uri="
            + URLEncoder.encode(back, StandardCharsets.UTF_8));
    awaitText("#sign-in-login", "A program asks to use your gallery.");
    signIn(nickname, PASSWORD);
    awaitText("h1", "“Print shop " + members + "” asks to use your gallery");
    awaitText(".asking", "It sees what you see.");
    awaitText(".asking", "You return to 127.0.0.1");
    inspect("consent");
    click("input[value=account_credits_spend]");
    press("Approve");
    await("return", driver -> String.valueOf(driver.getCurrentUrl()).contains("program=1"));
    assertThat(browser.getCurrentUrl()).contains("state=s1");
    String code = browser.getCurrentUrl().replaceAll(".*code=([0-9a-f]+).*", "$1");
    HttpResponse<String> issued =
        server.send(
            HttpRequest.newBuilder(URI.create(server.url() + "/OAuth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "grant_type=authorization_code&client_id=%s&client_secret=%s&code=%s&redirect_uri=%s"
                            .formatted(
                                program.get("ApiKey").asText(),
                                program.get("Secret").asText(),
                                code,
                                URLEncoder.encode(back, StandardCharsets.UTF_8)))));
    assertThat(issued.body()).contains("\"scope\":\"profile_gallery\"");
    browser.get(server.url() + "/#programs");
    awaitText(".programs", "Print shop " + members);
    browser.get(server.url() + "/OAuth/Authorize?client_id=nobody");
    awaitText("h1", "This program is not known");
    inspect("unknown-program");
  }

  @Test
  void anEndedSessionLeadsToTheSignInForm() {
    signIn(server, member);
    server.admin("invitations", "{\"UserID\": %d}".formatted(member));
    click("[data-view=pictures]");
    awaitText("#sign-in-fault", "the session has ended");
    assertThat(browser.findElement(By.id("main")).isDisplayed()).isFalse();
  }
}

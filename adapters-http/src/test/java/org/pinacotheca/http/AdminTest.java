package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.testkit.generate.SamplePictures;

/** The operator's calls. */
class AdminTest {
  private final RestServer server = new RestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> post(String path, String json) {
    return server.post("/admin/v1/" + path, RestServer.ADMIN_TOKEN, json);
  }

  private HttpResponse<String> delete(String path) {
    return server.send(
        server
            .request("/admin/v1/" + path)
            .header("Authorization", "bearer " + RestServer.ADMIN_TOKEN)
            .DELETE());
  }

  private static void isDone(HttpResponse<String> response, String body) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(body);
  }

  private static String field(HttpResponse<String> response, String name) {
    return response.body().replaceAll(".*\"" + name + "\":\"?([^\",}]+)\"?.*", "$1");
  }

  @Test
  void whoIsNotTheOperatorIsRefused() {
    assertThat(server.post("/admin/v1/members", "wrong", "{}").statusCode()).isEqualTo(401);
    assertThat(server.post("/admin/v1/members", server.ownerToken, "{}").statusCode())
        .isEqualTo(401);
    assertThat(server.get("/v1/Account/VerifyCredentials", RestServer.ADMIN_TOKEN).statusCode())
        .isEqualTo(401);
  }

  @Test
  void withoutAnAdminTokenThereIsNoAdminApi() {
    try (RestServer closed =
        new RestServer(
            settings ->
                RestSettings.of(settings.publicUrl(), settings.spoolDirectory())
                    .withClock(settings.clock()),
            executor -> executor)) {
      assertThat(closed.post("/admin/v1/members", RestServer.ADMIN_TOKEN, "{}").statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void aMemberIsErasedOnceTheyAreNoOthersManager() {
    for (String nobody : List.of("members/4711", "members/0", "members/x", "members/99999999999")) {
      assertThat(delete(nobody).statusCode()).as(nobody).isEqualTo(404);
    }
    HttpResponse<String> manages = delete("members/" + RestServer.MANAGER);
    assertThat(manages.statusCode()).isEqualTo(409);
    assertThat(manages.body()).contains("\"Code\":\"conflict\"", "another manager first");
    assertThat(server.get("/v1/Account/VerifyCredentials", server.ownerToken).statusCode())
        .isEqualTo(200);
    for (int times = 0; times < 2; times++) {
      HttpResponse<String> erased = delete("members/" + RestServer.OWNER);
      assertThat(erased.statusCode()).as(erased.body()).isEqualTo(200);
    }
    assertThat(server.get("/v1/Account/VerifyCredentials", server.ownerToken).statusCode())
        .isEqualTo(401);
    HttpResponse<String> again =
        post("members", "{\"UserID\":" + RestServer.OWNER + ",\"Nickname\":\"again\"}");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(
            post("tokens", "{\"UserID\":" + RestServer.OWNER + ",\"ApiKey\":\"k\",\"scopes\":[]}")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void everythingCanBeAddedWithItsKeys() {
    isDone(
        post("communities", "{\"name\":\"net\",\"title\":\"The Net\"}"),
        "{\"name\":\"net\",\"title\":\"The Net\"}");
    isDone(
        post("members", "{\"USERID\":50,\"nickname\":\"Fifty\",\"Community\":\"net\"}"),
        "{\"UserID\":50,\"Nickname\":\"Fifty\",\"community\":\"net\",\"Suspended\":false}");
    isDone(
        post("members", "{\"UserID\":51,\"Nickname\":\"Other\"}"),
        "{\"UserID\":51,\"Nickname\":\"Other\",\"community\":null,\"Suspended\":false}");
    HttpResponse<String> group =
        post("groups", "{\"Name\":\"G\",\"ManagerUserID\":50,\"MemberUserIDs\":[51]}");
    String groupId = field(group, "GroupID");
    isDone(
        group,
        "{\"GroupID\":"
            + groupId
            + ",\"Name\":\"G\",\"ManagerUserID\":50,\"MemberUserIDs\":[50,51]}");
    isDone(
        server.put(
            "/admin/v1/groups/" + groupId,
            RestServer.ADMIN_TOKEN,
            "{\"Name\":\"H\",\"ManagerUserID\":51,\"MemberUserIDs\":[]}"),
        "{\"GroupID\":" + groupId + ",\"Name\":\"H\",\"ManagerUserID\":51,\"MemberUserIDs\":[51]}");
    isDone(
        post(
            "applications",
            "{\"Name\":\"A\",\"ApiKey\":\"key-1\",\"Secret\":\"s3cret\",\"community\":\"net\","
                + "\"photoUpload\":true,\"allowedAddresses\":[\"127.0.0.0/8\"],\"desktop\":true,"
                + "\"replyNamespace\":\"http://ns.test/\",\"public\":true,"
                + "\"redirectUris\":[\"https://a.test/in\",\"org.a:/in\"]}"),
        "{\"ApiKey\":\"key-1\",\"Secret\":\"s3cret\",\"Name\":\"A\",\"community\":\"net\","
            + "\"photoUpload\":true,\"allowedAddresses\":[\"127.0.0.0/8\"],\"desktop\":true,"
            + "\"replyNamespace\":\"http://ns.test/\",\"public\":true,"
            + "\"redirectUris\":[\"https://a.test/in\",\"org.a:/in\"]}");
    isDone(
        post(
            "sessions",
            "{\"UserID\":50,\"ApiKey\":\"key-1\",\"session_key\":\"old-key-50\","
                + "\"secret\":\"old-secret\"}"),
        "{\"session_key\":\"old-key-50\",\"secret\":\"old-secret\",\"uid\":50,\"expires\":0}");
    HttpResponse<String> made =
        post("sessions", "{\"UserID\":50,\"ApiKey\":\"key-1\",\"expiresInMinutes\":10}");
    assertThat(made.body())
        .matches(
            "\\{\"session_key\":\"[0-9a-f]{24}-50\",\"secret\":\"[0-9a-f]{32}\",\"uid\":50,"
                + "\"expires\":1772367000}");
  }

  @Test
  void idsAndSecretsAreMadeWhereNoneAreGiven() {
    assertThat(field(post("members", "{\"Nickname\":\"New\"}"), "UserID")).matches("\\d+");
    HttpResponse<String> application = post("applications", "{\"Name\":\"B\"}");
    assertThat(field(application, "ApiKey")).matches("[0-9a-f]{32}");
    assertThat(field(application, "Secret")).matches("[0-9a-f]{32}");
  }

  @Test
  void aTokenIsGoodUntilItIsRevoked() {
    HttpResponse<String> tokens =
        post(
            "tokens",
            "{\"UserID\":4,\"ApiKey\":\"app\",\"scopes\":[\"profile_gallery\"],"
                + "\"expiresInSeconds\":600}");
    assertThat(tokens.body())
        .matches(
            "\\{\"access_token\":\"[0-9a-f]{40}\",\"refresh_token\":\"[0-9a-f]{40}\","
                + "\"expires_in\":600}");
    assertThat(tokens.headers().firstValue("Cache-Control")).contains("no-store");
    String token = field(tokens, "access_token");
    isDone(
        server.get("/v1/Account/VerifyCredentials", token),
        "{\"UserID\":4,\"Nickname\":\"member4\",\"GroupID\":null,\"GroupName\":null,"
            + "\"IsGroupManager\":false}");
    isDone(
        server.get("/v1/Account/GetPermissions", token),
        "{\"Permissions\":[{\"Permission\":\"profile_gallery\",\"Status\":\"granted\"},"
            + "{\"Permission\":\"account_credits_history\",\"Status\":\"denied\"},"
            + "{\"Permission\":\"account_credits_spend\",\"Status\":\"denied\"}]}");
    isDone(delete("tokens/" + token), "");
    assertThat(server.get("/v1/Account/VerifyCredentials", token).statusCode()).isEqualTo(401);
    isDone(delete("tokens/" + token), "");
    isDone(delete("sessions/unknown-1"), "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "members | {} | 400 | \"Nickname\":[",
        "members | {\"Nickname\":\"\"} | 400 | \"Nickname\":[",
        "members | {\"UserID\":0,\"Nickname\":\"a\"} | 400 | \"UserID\":[",
        "members | {\"UserID\":\"7x\",\"Nickname\":\"a\"} | 400 | \"UserID\":[",
        "members | {\"UserID\":4,\"Nickname\":\"else\"} | 409 | \"Code\":\"conflict\"",
        "members | {\"UserID\":4,\"Nickname\":\"member4\"} | 200 | \"UserID\":4",
        "members | {\"Nickname\":\"a\",\"community\":\"no\"} | 404 | \"Code\":\"not_found\"",
        "communities | {\"name\":\"a b\",\"title\":\"t\"} | 400 | \"name\":[",
        "communities | {\"name\":\"a\",\"title\":\"\"} | 400 | \"Code\":\"invalid_fields\"",
        "groups | {\"Name\":\"g\",\"ManagerUserID\":99} | 404 | \"Code\":\"not_found\"",
        "groups | {\"Name\":\"g\",\"ManagerUserID\":1} | 409 | \"Code\":\"conflict\"",
        "groups | {\"Name\":\"\",\"ManagerUserID\":4} | 400 | \"Code\":\"invalid_fields\"",
        "applications | {\"Name\":\"x\",\"allowedAddresses\":[\"no\"]} | 400 | \"allowedAddr",
        "applications | {\"Name\":\"x\",\"ApiKey\":\"app\"} | 409 | \"Code\":\"conflict\"",
        "applications | {\"Name\":\"x\",\"ApiKey\":\"a b\"} | 400 | \"ApiKey\":[",
        "tokens | {\"UserID\":4,\"ApiKey\":\"app\",\"scopes\":[\"all\"]} | 400 | \"scopes\":[",
        "tokens | {\"UserID\":4,\"ApiKey\":\"app\",\"expiresInSeconds\":0} | 400 | InSeconds\":[",
        "tokens | {\"UserID\":98,\"ApiKey\":\"app\"} | 404 | \"Code\":\"not_found\"",
        "sessions | {\"UserID\":4,\"ApiKey\":\"none\"} | 404 | \"Code\":\"not_found\"",
        "sessions | {\"UserID\":4,\"ApiKey\":\"app\",\"expiresInMinutes\":-1} | 400 |"
            + " InMinutes\":[",
        "pictures/moderate | {\"PictureIDs\":[],\"Safe\":true} | 400 | \"PictureIDs\":[",
        "pictures/moderate | {\"PictureIDs\":[9]} | 400 | \"Safe\":[",
        "pictures/moderate | {\"PictureIDs\":[9],\"Safe\":true} | 404 | \"picture_not_found\"",
        "pictures/moderate | {\"PictureIDs\":[0],\"Remove\":true} | 404 | \"picture_not_found\"",
        "tokens | {\"UserID\":4,\"ApiKey\":\"app\",\"Scope\":[]} | 400 |"
            + " \"Scope\":[\"is unknown; did you mean \\\"scopes\\\"?\"]",
        "members | {\"Nickname\":\"a\",\"Colour\":1} | 400 |"
            + " \"Colour\":[\"is unknown; known are UserID, Nickname, community.\"]",
        "media/sweep | {\"FilesMax\":1,\"Force\":true} | 400 | \"Force\":[",
        "media/sweep | {\"FilesMax\":-1} | 400 | \"FilesMax\":[",
        "media/sweep | {} | 400 | \"FilesMax\":[",
        "members | [] | 400 | \"Code\":\"malformed_json\"",
        "credits | {\"UserID\":4,\"Reference\":\"r\"} | 400 | \"Amount\":[",
        "credits | {\"UserID\":4,\"Amount\":\"1,0\",\"Reference\":\"r\"} | 400 | \"Amount\":[",
        "credits | {\"UserID\":4,\"Amount\":0,\"Reference\":\"r\"} | 400 | \"Amount\":[",
        "credits | {\"UserID\":4,\"Amount\":-1,\"Reference\":\"r\"} | 400 | \"Amount\":[",
        "credits | {\"UserID\":4,\"Amount\":0.001,\"Reference\":\"r\"} | 400 | \"Amount\":[",
        "credits | {\"UserID\":4,\"Amount\":1e10,\"Reference\":\"r\"} | 400 | \"Amount\":[",
        "credits | {\"UserID\":4,\"Amount\":1,\"Reference\":\"a b\"} | 400 | \"Reference\":[",
        "credits | {\"UserID\":4,\"Amount\":1} | 400 | \"Reference\":[",
        "credits | {\"UserID\":98,\"Amount\":1,\"Reference\":\"r\"} | 404 | \"not_found\"",
        "debits | {} | 404 | \"Code\":\"route_not_found\""
      })
  void whatIsWrongIsReported(String path, String body, int status, String reported) {
    HttpResponse<String> response = post(path, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.body()).contains(reported);
  }

  @Test
  void creditsAreGrantedOncePerReference() {
    String grant = "{\"UserID\":4,\"Amount\":12.5,\"Reference\":\"invoice-1\"}";
    isDone(post("credits", grant), "{\"TransactionID\":1,\"Balance\":12.50}");
    isDone(post("credits", grant), "{\"TransactionID\":1,\"Balance\":12.50}");
    isDone(
        post("credits", "{\"UserID\":4,\"Amount\":1e9,\"Reference\":\"invoice-2\"}"),
        "{\"TransactionID\":2,\"Balance\":1000000012.50}");
    HttpResponse<String> other =
        post("credits", "{\"UserID\":2,\"Amount\":12.5,\"Reference\":\"invoice-1\"}");
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body()).contains("\"Code\":\"conflict\"");
    assertThat(server.get("/admin/v1/audit?SubjectUserID=4", RestServer.ADMIN_TOKEN).body())
        .contains(
            "\"EntriesTotal\":4", "\"Target\":\"12.50 credits\"", "\"Action\":\"credits_granted\"");
  }

  @Test
  void anUnknownGroupCannotBeReplaced() {
    for (String id : new String[] {"99", "0", "x"}) {
      HttpResponse<String> refused =
          server.put(
              "/admin/v1/groups/" + id,
              RestServer.ADMIN_TOKEN,
              "{\"Name\":\"H\",\"ManagerUserID\":4}");
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(404);
    }
  }

  @Test
  void aModeratorsWordAndTheRecordOfWritesAreSeen() {
    String image = Base64.getEncoder().encodeToString(SamplePictures.SMALL_PNG.bytes());
    server.post(
        "/v1/Groups/Pictures/AddPictures",
        server.managerToken,
        "{\"UserID\":123456,\"Pictures\":[{\"Image\":\"" + image + "\"}]}");
    server.put(
        "/v1/Pictures/UpdatePicture",
        server.ownerToken,
        "{\"PictureID\":1,\"Title\":\"T\",\"DeclaredSafe\":true}");
    isDone(post("pictures/moderate", "{\"PictureIDs\":[1],\"Safe\":true}"), "");
    for (String undecided :
        List.of(
            "{\"PictureID\":1,\"Title\":\"T\"}",
            "{\"PictureID\":1,\"Title\":\"T\",\"DeclaredSafe\":null}")) {
      assertThat(server.put("/v1/Pictures/UpdatePicture", server.ownerToken, undecided).body())
          .as("what is left out stays as it was")
          .contains("\"ImageSafe\":true");
    }
    String gallery = "/v1/Pictures/GetGallery?UserID=123456";
    assertThat(server.get(gallery, server.ownerToken).body())
        .contains(
            "\"ImageSafe\":true",
            "\"Title\":\"T\"",
            "\"PicturesTotal\":1,\"User\":{\"UserID\":123456,\"Nickname\":\"member123456\"}");
    HttpResponse<String> audit =
        server.get(
            "/admin/v1/audit?ActorUserID=1&subjectuserid=123456&PageSize=1",
            RestServer.ADMIN_TOKEN);
    isDone(
        audit,
        "{\"PageNumber\":1,\"PageCount\":1,\"PageSize\":1,\"EntriesTotal\":1,\"Entries\":[{"
            + "\"At\":\"2026-03-01T12:00:00.123\",\"ActorUserID\":1,\"SubjectUserID\":123456,"
            + "\"ApiKey\":\"app\",\"Action\":\"pictures_added\",\"Target\":\"pictures 1\"}]}");
    isDone(post("pictures/moderate", "{\"PictureIDs\":[1],\"Remove\":true}"), "");
    assertThat(server.get(gallery, server.ownerToken).body()).contains("\"PicturesTotal\":0");
    assertThat(server.get("/admin/v1/audit?PageSize=0", RestServer.ADMIN_TOKEN).statusCode())
        .isEqualTo(400);
    assertThat(server.get("/admin/v1/audit?ActorUserID=x", RestServer.ADMIN_TOKEN).statusCode())
        .isEqualTo(400);
  }
}

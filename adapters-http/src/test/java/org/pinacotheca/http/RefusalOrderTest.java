package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where several refusals apply, the first in the order of the contract is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalOrderTest {
  private RestServer server;
  private String album = "";

  @BeforeAll
  void start() {
    server = new RestServer();
    String created =
        server.post("/v1/Pictures/CreateAlbum", server.ownerToken, "{\"Name\":\"there\"}").body();
    album = created.replaceAll(".*\"AlbumID\":(\\d+).*", "$1");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static void is(HttpResponse<String> refused, int status, String code) {
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    assertThat(refused.body()).contains("\"Code\":\"" + code + "\"");
  }

  private HttpResponse<String> raw(String path, String type, String token, String body) {
    return server.send(
        server
            .request(path)
            .header("Content-Type", type)
            .header("Accept", "application/json")
            .header("Authorization", "bearer " + token)
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Every request is wrong in all the ways that come after the one it is refused for. */
  @Test
  void aRequestThatIsWrongInEveryWayIsRefusedStepByStep() {
    String update = "/v1/Groups/Pictures/UpdateAlbum";
    is(raw("/v1/Groups/Pictures/NoAlbum", "text/plain", "x", "{"), 404, "route_not_found");
    is(
        server.send(
            server
                .request(update)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{"))),
        405,
        "method_not_allowed");
    is(raw(update, "text/plain", "x", "{"), 415, "unsupported_media_type");
    is(
        server.send(
            server
                .body(update, "x")
                .header("Accept", "image/png")
                .PUT(HttpRequest.BodyPublishers.ofString("{"))),
        406,
        "not_acceptable");
    is(server.put(update, "unknown", "{"), 401, "unauthorized");
    is(server.put(update, server.readingToken, "{"), 403, "scope_missing");
    is(server.put(update, server.ownerToken, "{"), 403, "not_group_manager");
    String wrongMember = "{\"UserID\":4,\"AlbumID\":99,\"Name\":5}";
    is(server.put(update, server.managerToken, wrongMember), 403, "not_in_group");
    String wrongAlbum = "{\"UserID\":123456,\"AlbumID\":99,\"Name\":5}";
    is(server.put(update, server.managerToken, wrongAlbum), 404, "album_not_found");
    String wrongFields = "{\"UserID\":123456,\"AlbumID\":" + album + ",\"Name\":5}";
    is(server.put(update, server.managerToken, wrongFields), 400, "invalid_fields");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                        | 400 | invalid_fields",
        "{\"UserID\":\"123456\"}   | 400 | invalid_fields",
        "{\"UserID\":0}            | 403 | not_in_group",
        "{\"UserID\":-5}           | 403 | not_in_group",
        "{\"UserID\":4}            | 403 | not_in_group",
        "{\"UserID\":99999999999}  | 400 | invalid_fields",
        "{\"UserID\":1.5}          | 400 | invalid_fields",
        "{\"UserID\":2}            | 400 | invalid_fields",
        "not json                  | 400 | malformed_json"
      })
  void theGroupFormNeedsItsMember(String body, int status, String code) {
    is(server.post("/v1/Groups/Pictures/CreateAlbum", server.managerToken, body), status, code);
    // Who manages no group is told that before anything is said of the form.
    is(
        server.post("/v1/Groups/Pictures/CreateAlbum", server.ownerToken, body),
        403,
        "not_group_manager");
  }

  @Test
  void theGroupFormOfAReadNeedsAMemberOfTheGroup() {
    String path = "/v1/Groups/Pictures/GetAlbums";
    is(server.get(path + "?UserID=4", server.managerToken), 403, "not_in_group");
    is(server.get(path + "?UserID=77", server.managerToken), 403, "not_in_group");
    is(server.get(path, server.managerToken), 400, "invalid_fields");
    is(server.get(path, server.strangerToken), 403, "not_group_manager");
    assertThat(server.get(path + "?UserID=123456", server.managerToken).statusCode())
        .isEqualTo(200);
    assertThat(server.get(path + "?UserID=1", server.managerToken).statusCode()).isEqualTo(200);
    assertThat(server.get(path + "?UserID=123456", server.readingToken).statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GetAlbums?UserID=77                            | 404 | member_not_found",
        "GetAlbums?UserID=0                             | 404 | member_not_found",
        "GetAlbums?UserID=77&ReturnPictureIDs=maybe     | 404 | member_not_found",
        "GetAlbums?UserID=123456&ReturnPictureIDs=maybe | 400 | invalid_fields",
        "GetAlbums?UserID=abc                           | 400 | invalid_fields",
        "GetAlbums                                      | 400 | invalid_fields",
        "GetGallery?UserID=123456&AlbumID=99&PageSize=x | 404 | album_not_found",
        "GetGallery?UserID=123456&AlbumID=0             | 404 | album_not_found",
        "GetGallery?UserID=123456&PageSize=0            | 400 | invalid_fields",
        "GetGallery?UserID=123456&PageSize=101          | 400 | invalid_fields",
        "GetGallery?UserID=123456&PageNumber=0          | 400 | invalid_fields",
        "GetPendingPictures?PageNumber=z                | 400 | invalid_fields"
      })
  void readsTellWhatIsMissingBeforeWhatIsMalformed(String query, int status, String code) {
    is(server.get("/v1/Pictures/" + query, server.ownerToken), status, code);
  }

  @Test
  void whatBelongsToSomebodyElseIsNotFound() {
    String body = "{\"AlbumID\":" + album + "}";
    is(server.post("/v1/Pictures/RemoveAlbum", server.strangerToken, body), 404, "album_not_found");
    is(
        server.post("/v1/Pictures/RemovePictures", server.ownerToken, "{\"PictureIDs\":[88]}"),
        404,
        "picture_not_found");
    is(
        server.post("/v1/Pictures/RemovePictures", server.ownerToken, "{\"PictureIDs\":[0,\"a\"]}"),
        404,
        "picture_not_found");
    is(
        server.put(
            "/v1/Pictures/UpdatePicture",
            server.ownerToken,
            "{\"PictureID\":88,\"Title\":7,\"AlbumID\":-1}"),
        404,
        "album_not_found");
    is(
        server.put(
            "/v1/Pictures/UpdatePicture", server.ownerToken, "{\"PictureID\":88,\"Title\":7}"),
        404,
        "picture_not_found");
  }

  @Test
  void aMissingAlbumIsAFaultOfTheField() {
    HttpResponse<String> refused = server.post("/v1/Pictures/RemoveAlbum", server.ownerToken, "{}");
    is(refused, 400, "invalid_fields");
    assertThat(refused.body()).contains("\"ModelState\":{\"AlbumID\":[");
  }

  @Test
  void theTokenIsCheckedBeforeTheBodyIsRead() {
    String large = "x".repeat(2 << 20);
    is(server.post("/v1/Pictures/CreateAlbum", "unknown", large), 401, "unauthorized");
    is(server.post("/v1/Pictures/CreateAlbum", server.ownerToken, large), 413, "request_too_large");
  }
}

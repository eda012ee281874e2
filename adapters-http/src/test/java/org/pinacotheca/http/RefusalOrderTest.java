package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When several refusals apply, the response is the first in the contract's order. */
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
    is(server.put(update, server.ownerToken, "{"), 400, "malformed_json");
    String wrongFields = "{\"UserID\":4,\"AlbumID\":99,\"Name\":{}}";
    is(server.put(update, server.ownerToken, wrongFields), 400, "invalid_fields");
    String wrongMember = "{\"UserID\":4,\"AlbumID\":99,\"Name\":\"x\"}";
    is(server.put(update, server.ownerToken, wrongMember), 403, "not_group_manager");
    is(server.put(update, server.managerToken, wrongMember), 403, "not_in_group");
    String wrongAlbum = "{\"UserID\":123456,\"AlbumID\":99,\"Name\":\"x\"}";
    is(server.put(update, server.managerToken, wrongAlbum), 404, "album_not_found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                        | 400 | invalid_fields",
        "{\"UserID\":\"four\"}     | 400 | invalid_fields",
        "{\"UserID\":4}            | 400 | invalid_fields",
        "{\"UserID\":99999999999}  | 400 | invalid_fields",
        "{\"UserID\":1.5}          | 400 | invalid_fields",
        "{\"UserID\":2}            | 400 | invalid_fields",
        "not json                  | 400 | malformed_json"
      })
  void theGroupFormNeedsItsMember(String body, int status, String code) {
    String create = "/v1/Groups/Pictures/CreateAlbum";
    is(server.post(create, server.managerToken, body), status, code);
    is(server.post(create, server.ownerToken, body), status, code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "4", "\"4\"", "77"})
  void whoIsNotInTheGroupIsNotActedFor(String member) {
    String body = "{\"UserID\":" + member + ",\"Name\":\"x\"}";
    String create = "/v1/Groups/Pictures/CreateAlbum";
    is(server.post(create, server.managerToken, body), 403, "not_in_group");
    is(server.post(create, server.ownerToken, body), 403, "not_group_manager");
  }

  /** For each command: an invalid request, and a valid one for something that does not exist. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CreateAlbum      | POST | 'Name':'  '                     | 'Name':'x'              | ",
        "UpdateAlbum      | PUT  | 'AlbumID':99                    | 'AlbumID':99,'Name':'x' |"
            + " album_not_found",
        "RemoveAlbum      | POST | 'AlbumID':true                  | 'AlbumID':99            |"
            + " album_not_found",
        "AddPictures      | POST | 'AlbumID':99                    |"
            + " 'AlbumID':99,'Pictures':[{'Image':''}] | album_not_found",
        "AddFreePictures  | POST | 'Pictures':[]                   | 'Pictures':[{'Image':''}] |"
            + " image_missing",
        "RemovePictures   | POST | 'PictureIDs':[99,'x']           | 'PictureIDs':[99]       |"
            + " picture_not_found",
        "ApprovePictures  | POST | 'PictureIDs':[]                 | 'PictureIDs':[99]       |"
            + " picture_not_found",
        "RejectPictures   | POST | 'PictureIDs':99                 | 'PictureIDs':['99']     |"
            + " picture_not_found",
        "UpdatePicture    | PUT  | 'PictureID':99,'Title':[]       | 'PictureID':99,'Title':5 |"
            + " picture_not_found",
        "UpdatePicture    | PUT  | 'AlbumID':99                    |"
            + " 'PictureID':99,'AlbumID':-1 | picture_not_found",
        "UpdatePricePlans | PUT  | 'PricePlans':[{'PricePlanID':99}] |"
            + " 'PricePlans':[{'PricePlanID':99,'DurationID':1,'Price':1}] | plan_not_found",
        "UnlockAlbum      | POST | 'AlbumID':99,'PinNumber':'x'    |"
            + " 'AlbumID':99,'PinNumber':7391 | album_not_found"
      })
  void theFormIsReportedBeforeTheGroupAndTheGroupBeforeWhatIsNotThere(
      String operation, String verb, String faulty, String good, @Nullable String absence) {
    String path = "/v1/Groups/Pictures/" + operation;
    String anyone = "{'UserID':4," + faulty + "}";
    if (!operation.equals("UnlockAlbum")) {
      is(send(verb, path, server.readingToken, anyone), 403, "scope_missing");
      is(send(verb, path, server.readingToken, "{"), 403, "scope_missing");
    }
    is(send(verb, path, server.ownerToken, "{"), 400, "malformed_json");
    is(send(verb, path, server.ownerToken, anyone), 400, "invalid_fields");
    is(send(verb, path, server.managerToken, anyone), 400, "invalid_fields");
    is(send(verb, path, server.ownerToken, "{'UserID':4," + good + "}"), 403, "not_group_manager");
    is(send(verb, path, server.managerToken, "{'UserID':4," + good + "}"), 403, "not_in_group");
    if (absence != null) {
      int status = absence.equals("image_missing") ? 400 : 404;
      String own = "{'UserID':123456," + good + "}";
      is(send(verb, path, server.managerToken, own), status, absence);
    }
  }

  private HttpResponse<String> send(String verb, String path, String token, String body) {
    String json = body.replace('\'', '"');
    return verb.equals("PUT") ? server.put(path, token, json) : server.post(path, token, json);
  }

  @Test
  void everyFaultOfFormIsReportedAtOnce() {
    HttpResponse<String> refused =
        send(
            "PUT",
            "/v1/Groups/Pictures/UpdateAlbum",
            server.managerToken,
            "{'UserID':'x','AlbumID':{},'Name':'','Description':[],'Sequence':-1,'PinNumber':'1',"
                + "'PINPrice':'1,5'}");
    is(refused, 400, "invalid_fields");
    for (String field :
        new String[] {
          "UserID", "AlbumID", "Name", "Description", "Sequence", "PinNumber", "PINPrice"
        }) {
      assertThat(refused.body()).containsOnlyOnce("\"" + field + "\":[");
    }
    HttpResponse<String> read =
        server.get(
            "/v1/Groups/Pictures/GetGallery?UserID=x&AlbumID=y&PageNumber=0&PageSize=101",
            server.ownerToken);
    is(read, 400, "invalid_fields");
    assertThat(read.body())
        .contains("\"UserID\":[", "\"AlbumID\":[", "\"PageNumber\":[", "\"PageSize\":[");
  }

  @Test
  void thePicturesOfOthersAreReportedNothingAboutBeforeTheForm() {
    String wrong = "{'PictureID':1,'Title':{}}";
    is(send("PUT", "/v1/Pictures/UpdatePicture", server.ownerToken, wrong), 400, "invalid_fields");
    is(
        send("PUT", "/v1/Pictures/UpdatePicture", server.strangerToken, wrong),
        400,
        "invalid_fields");
  }

  @Test
  void theGroupFormOfAReadNeedsAMemberOfTheGroup() {
    String path = "/v1/Groups/Pictures/GetAlbums";
    is(server.get(path + "?UserID=4", server.managerToken), 403, "not_in_group");
    is(server.get(path + "?UserID=77", server.managerToken), 403, "not_in_group");
    is(server.get(path, server.managerToken), 400, "invalid_fields");
    is(server.get(path, server.strangerToken), 400, "invalid_fields");
    is(server.get(path + "?UserID=4", server.strangerToken), 403, "not_group_manager");
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
        "GetAlbums?UserID=77&ReturnPictureIDs=maybe     | 400 | invalid_fields",
        "GetAlbums?UserID=0&ReturnPictureIDs=maybe      | 400 | invalid_fields",
        "GetAlbums?UserID=123456&ReturnPictureIDs=maybe | 400 | invalid_fields",
        "GetAlbums?UserID=abc                           | 400 | invalid_fields",
        "GetAlbums                                      | 400 | invalid_fields",
        "GetGallery?UserID=123456&AlbumID=99&PageSize=x | 400 | invalid_fields",
        "GetGallery?UserID=123456&AlbumID=99&PageSize=9 | 404 | album_not_found",
        "GetGallery?UserID=77&AlbumID=99&PageSize=9     | 404 | member_not_found",
        "GetGallery?UserID=123456&AlbumID=0             | 404 | album_not_found",
        "GetGallery?UserID=123456&PageSize=0            | 400 | invalid_fields",
        "GetGallery?UserID=123456&PageSize=101          | 400 | invalid_fields",
        "GetGallery?UserID=123456&PageNumber=0          | 400 | invalid_fields",
        "GetPendingPictures?PageNumber=z                | 400 | invalid_fields"
      })
  void readsTellWhatIsMalformedBeforeWhatIsMissing(String query, int status, String code) {
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
        400,
        "invalid_fields");
    is(
        server.post("/v1/Pictures/RemovePictures", server.ownerToken, "{\"PictureIDs\":[0]}"),
        404,
        "picture_not_found");
    is(
        server.put(
            "/v1/Pictures/UpdatePicture",
            server.ownerToken,
            "{\"PictureID\":88,\"Title\":7,\"AlbumID\":-1}"),
        404,
        "picture_not_found");
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

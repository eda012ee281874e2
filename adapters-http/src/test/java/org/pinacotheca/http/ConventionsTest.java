package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.http.wire.PropertyName;
import org.pinacotheca.http.wire.WireTime;

/** Every row of the table of conventions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConventionsTest {
  private static final String ALBUMS = "/v1/Pictures/GetAlbums?UserID=123456";
  private static final String CREATE = "/v1/Pictures/CreateAlbum";

  private RestServer server;

  @BeforeAll
  void start() {
    server =
        new RestServer(
            settings -> settings.withAllowedOrigins(Set.of("https://friend.test")),
            executor -> executor,
            HttpClient.Version.HTTP_2);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/V1/pictures/getalbums?userid=123456",
        "/v1/PICTURES/GETALBUMS?USERID=123456&returnpictureids=TRUE",
        "/v1/Pictures/GetAlbums/?UserID=123456"
      })
  void pathsAndQueryNamesMatchInAnyCase(String path) {
    assertThat(server.get(path, server.ownerToken).statusCode()).isEqualTo(200);
  }

  @Test
  void propertyNamesMatchInAnyCaseAndUnknownOnesAreIgnored() {
    HttpResponse<String> created =
        server.post(
            CREATE,
            server.ownerToken,
            "{\"nAME\":\"any case\",\"DESCRIPTION\":\"d\",\"Unknown\":{\"deep\":[1,{}]}}");
    assertThat(created.statusCode()).isEqualTo(200);
    assertThat(created.body()).contains("\"AlbumName\":\"any case\"");
  }

  @Test
  void theLastOfSeveralEqualPropertiesCounts() {
    HttpResponse<String> created =
        server.post(CREATE, server.ownerToken, "{\"Name\":\"first\",\"name\":\"last\"}");
    assertThat(created.body()).contains("\"AlbumName\":\"last\"");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/v1/Pictures/CreateAlbum,POST",
    "PUT,/v1/Pictures/CreateAlbum,POST",
    "POST,/v1/Pictures/UpdateAlbum,PUT",
    "POST,/v1/Pictures/GetAlbums,GET",
    "DELETE,/v1/groups/pictures/getgallery,GET",
    "GET,/OAuth/token,POST",
    "POST,/health/live,GET",
    "POST,/media/x/y.jpg,'GET, HEAD'",
    "GET,/admin/v1/credits,POST"
  })
  void aWrongVerbIsReportedTheRightOne(String method, String path, String allowed) {
    HttpResponse<String> refused =
        server.send(server.request(path).method(method, HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).contains(allowed);
    assertThat(refused.body()).contains("\"Code\":\"method_not_allowed\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/Groups/Pictures/Subscribe",
        "/v1",
        "/v1/",
        "/v1/Groups/Account/GetPermissions",
        "/v2/Pictures/GetAlbums",
        "/admin/v1/nothing",
        "/health/else",
        "/elsewhere"
      })
  void anUnknownPathIsNotFound(String path) {
    HttpResponse<String> refused = server.get(path, server.ownerToken);
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.body()).contains("\"Code\":\"route_not_found\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
  void otherMediaTypesAreRefused(String type) {
    HttpResponse<String> refused =
        server.send(
            server
                .request(CREATE)
                .header("Authorization", "bearer " + server.ownerToken)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(refused.statusCode()).isEqualTo(415);
    assertThat(refused.body()).contains("\"Code\":\"unsupported_media_type\"");
  }

  @ParameterizedTest
  @CsvSource({"utf-8,UTF-8", "UTF-8,UTF-8", "iso-8859-1,ISO-8859-1", "utf-16,UTF-16"})
  void anyCharsetParameterIsUnderstood(String parameter, String charset) {
    HttpResponse<String> created =
        server.send(
            server
                .request(CREATE)
                .header("Authorization", "Bearer " + server.ownerToken)
                .header("Content-Type", "Application/JSON; Charset=\"" + parameter + "\"")
                .POST(
                    HttpRequest.BodyPublishers.ofByteArray(
                        "{\"Name\":\"Café\"}".getBytes(Charset.forName(charset)))));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
    assertThat(created.body()).contains("\"AlbumName\":\"Café\"");
  }

  @Test
  void anUnknownCharsetIsReadAsUtf8() {
    HttpResponse<String> created =
        server.send(
            server
                .request(CREATE)
                .header("Authorization", "bearer " + server.ownerToken)
                .header("Content-Type", "application/json; charset=nobody-knows")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"Name\":\"Café\"}", StandardCharsets.UTF_8)));
    assertThat(created.body()).contains("Café");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/* | application/json",
        "application/json | application/json",
        "application/* | application/json",
        "application/xml | application/xml",
        "text/xml | text/xml",
        "text/* | text/xml",
        "Application/XML | application/xml",
        "application/json;q=0.5, application/xml | application/xml",
        "application/xml;q=0.5, application/json;q=0.6 | application/json",
        "application/json;q=0, */* | application/xml",
        "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8 | application/xml",
        "text/html, */* | application/json",
        "application/xml; q=0.2, text/xml; q=0.4 | text/xml"
      })
  void theAcceptHeaderDecidesTheType(String accept, String type) {
    HttpResponse<String> albums = server.get(ALBUMS, server.ownerToken, "Accept", accept);
    assertThat(albums.statusCode()).isEqualTo(200);
    assertThat(albums.headers().firstValue("Content-Type")).contains(type + "; charset=utf-8");
    assertThat(albums.body()).startsWith(type.endsWith("json") ? "[" : "<ArrayOfPictureAlbum ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "application/json;q=0", "text/html, image/*", "nonsense"})
  void nothingAcceptableIsRefused(String accept) {
    HttpResponse<String> refused = server.get(ALBUMS, server.ownerToken, "Accept", accept);
    assertThat(refused.statusCode()).isEqualTo(406);
    assertThat(refused.body()).contains("\"Code\":\"not_acceptable\"");
  }

  @ParameterizedTest
  @CsvSource({
    "UserID,userID",
    "PINPrice,pinPrice",
    "AlbumID,albumID",
    "PictureIDs,pictureIDs",
    "ThumbUrl,thumbUrl",
    "IsPinProtected,isPinProtected",
    "ID,id",
    "already,already"
  })
  void camelCaseLowersTheLeadingRunOfCapitals(String pascal, String camel) {
    assertThat(PropertyName.camel(pascal)).isEqualTo(camel);
  }

  @Test
  void answersAreInCamelCaseWhereAskedFor() {
    HttpResponse<String> created =
        server.post(CREATE, server.ownerToken, "{\"Name\":\"camel\"}", "X-CaseType", "CamelCase");
    assertThat(created.body())
        .matches(
            "\\{\"userID\":123456,\"albumID\":\\d+,\"albumName\":\"camel\","
                + "\"albumDescription\":\"\",\"albumSize\":0,\"sequence\":\\d+,"
                + "\"thumbUrl\":null,\"pictureIDs\":null}");
    HttpResponse<String> refused =
        server.post(CREATE, server.ownerToken, "{}", "X-CaseType", "camelcase");
    assertThat(refused.body()).contains("\"message\":", "\"code\":\"invalid_fields\"");
    assertThat(refused.body()).contains("\"modelState\":{\"name\":[");
  }

  @Test
  void errorsTellTheFieldsAtFault() {
    HttpResponse<String> refused =
        server.post(CREATE, server.ownerToken, "{\"Name\":\"a\",\"PinNumber\":\"7f3q\"}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .isEqualTo(
            "{\"Message\":\"PINPrice is required with a PIN; give both or neither.\","
                + "\"Code\":\"invalid_fields\",\"ModelState\":{\"PINPrice\":"
                + "[\"is required with a PIN; give both or neither.\"]}}");
  }

  @Test
  void errorsAreXmlWhereXmlIsAskedFor() {
    HttpResponse<String> refused =
        server.post(
            "/v1/Pictures/AddPictures",
            server.ownerToken,
            "{\"Pictures\":[{\"Image\":5}]}",
            "Accept",
            "application/xml");
    assertThat(refused.body())
        .isEqualTo(
            "<Error><Message>Pictures[0].Image must be a string.</Message>"
                + "<Code>invalid_fields</Code><ModelState>"
                + "<Pictures_x005B_0_x005D_.Image>must be a string."
                + "</Pictures_x005B_0_x005D_.Image></ModelState></Error>");
  }

  @Test
  void theSchemeOfTheTokenMatchesInAnyCase() {
    for (String scheme : new String[] {"bearer", "Bearer", "BEARER"}) {
      HttpResponse<String> albums =
          server.send(
              server.request(ALBUMS).header("Authorization", scheme + " " + server.ownerToken));
      assertThat(albums.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void withoutAGoodTokenNothingIsAnswered() {
    HttpResponse<String> without = server.send(server.request(ALBUMS));
    HttpResponse<String> unknown = server.get(ALBUMS, "0123456789");
    HttpResponse<String> otherScheme =
        server.send(server.request(ALBUMS).header("Authorization", "Basic YTpi"));
    for (HttpResponse<String> refused : List.of(without, unknown, otherScheme)) {
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(refused.body()).contains("\"Code\":\"unauthorized\"");
    }
  }

  @Test
  void requestIdsComeBackAndAreMadeWhereThereIsNone() {
    HttpResponse<String> named =
        server.get(ALBUMS, server.ownerToken, "X-Request-ID", "my-request.1");
    assertThat(named.headers().firstValue("X-Request-ID")).contains("my-request.1");
    HttpResponse<String> insane =
        server.get(ALBUMS, server.ownerToken, "X-Request-ID", "not <sane>");
    assertThat(insane.headers().firstValue("X-Request-ID"))
        .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f-]{36}"));
  }

  @Test
  void allowedSitesMayCallAndOthersAreReportedNothing() {
    HttpResponse<String> preflight =
        server.send(
            server
                .request(CREATE)
                .header("Origin", "https://friend.test")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://friend.test");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods")).contains("POST");
    HttpResponse<String> friend =
        server.get(ALBUMS, server.ownerToken, "Origin", "https://friend.test");
    assertThat(friend.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://friend.test");
    HttpResponse<String> other =
        server.get(ALBUMS, server.ownerToken, "Origin", "https://other.test");
    assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void anOperationWithNothingToSaySendsNoBody() {
    String album = server.post(CREATE, server.ownerToken, "{\"Name\":\"short-lived\"}").body();
    String id = album.replaceAll(".*\"AlbumID\":(\\d+).*", "$1");
    HttpResponse<String> removed =
        server.post("/v1/Pictures/RemoveAlbum", server.ownerToken, "{\"AlbumID\":" + id + "}");
    assertThat(removed.statusCode()).isEqualTo(200);
    assertThat(removed.body()).isEmpty();
    assertThat(removed.headers().firstValue("Content-Type")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T12:00:00Z,2026-03-01T12:00:00",
    "2026-03-01T12:00:00.123456Z,2026-03-01T12:00:00.123",
    "2026-03-01T12:00:00.120Z,2026-03-01T12:00:00.12",
    "2026-03-01T12:00:00.0009Z,2026-03-01T12:00:00"
  })
  void timesHaveNoZoneAndNoTrailingZeros(String instant, String written) {
    assertThat(WireTime.write(Instant.parse(instant))).isEqualTo(written);
  }
}

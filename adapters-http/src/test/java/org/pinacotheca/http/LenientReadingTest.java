package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of another JSON type are taken where nothing is lost by it, and only there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LenientReadingTest {
  private static final String CREATE = "/v1/Groups/Pictures/CreateAlbum";

  private final HttpClient plain = HttpClient.newHttpClient();
  private RestServer server;

  @BeforeAll
  void start() {
    server = new RestServer();
  }

  @AfterAll
  void stop() {
    server.close();
    plain.close();
  }

  private HttpResponse<String> create(String fields) {
    return send(CREATE, "{'UserID':'123456'," + fields + "}");
  }

  /** Sends what the description, which knows only the plain types, would not let through. */
  private HttpResponse<String> send(String path, String body) {
    HttpRequest request =
        server
            .body(path, server.managerToken)
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build();
    return plain.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Name':'a','PinNumber':7391,'PINPrice':'2.5'",
        "'Name':'a','PinNumber':'7391','PINPrice':' 2.50 '",
        "'Name':'a','PinNumber':7391,'PINPrice':'2'",
        "'Name':'a','Description':2.50",
        "'Name':2026",
        "'Name':-1.50"
      })
  void digitsAreTakenAsTextsAndTextsOfDigitsAsNumbers(String fields) {
    assertThat(create(fields).statusCode()).as(create(fields).body()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'Name':1e3                                   | Name",
        "'Name':true                                  | Name",
        "'Name':['a']                                 | Name",
        "'Name':'a','PinNumber':7391,'PINPrice':'2,5'  | PINPrice",
        "'Name':'a','PinNumber':7391,'PINPrice':'1e1'  | PINPrice",
        "'Name':'a','PinNumber':7391,'PINPrice':'+2'   | PINPrice",
        "'Name':'a','PinNumber':7391,'PINPrice':''     | PINPrice",
        "'Name':'a','PinNumber':7391,'PINPrice':'２'   | PINPrice",
        "'Name':'a','PinNumber':7391,'PINPrice':true   | PINPrice",
        "'Name':'a','PinNumber':739.1,'PINPrice':2     | PinNumber"
      })
  void whatWouldBeGuessedIsRefused(String fields, String field) {
    HttpResponse<String> refused = create(fields);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(refused.body()).contains("\"ModelState\":{\"" + field + "\":[");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1", "'true'", "'1'", "' TRUE '"})
  void yesIsSaidInManyWays(String yes) {
    assertThat(remove(yes)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "0", "'false'", "'0'", "null"})
  void noIsSaidInManyWays(String no) {
    assertThat(remove(no)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "1.0", "'yes'", "''", "[]"})
  void whatIsNeitherYesNorNoIsRefused(String other) {
    assertThat(remove(other)).isEqualTo(400);
  }

  private int remove(String withPictures) {
    String album = create("'Name':'gone'").body().replaceAll(".*\"AlbumID\":(\\d+).*", "$1");
    String body =
        "{'AlbumID':'" + album + "','UserID':123456,'RemoveAllPictures':" + withPictures + "}";
    return send("/v1/Groups/Pictures/RemoveAlbum", body).statusCode();
  }

  @ParameterizedTest
  @CsvSource({"1,200", "%201%20,200", "-1,404", "1.0,400", "%2B1,400", "9999999999,400"})
  void wholeNumbersOfAQueryAreTheirDigits(String member, int status) {
    String path = "/v1/Pictures/GetAlbums?ReturnPictureIDs=1&UserID=" + member;
    assertThat(server.get(path, server.ownerToken).statusCode()).isEqualTo(status);
  }
}

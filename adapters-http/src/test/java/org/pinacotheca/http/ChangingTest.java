package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.domain.identity.Scope;

/** What an update does not send stays, and a null clears. */
class ChangingTest {
  private final RestServer server = new RestServer();
  private String album = "";

  @BeforeEach
  void lockAnAlbum() {
    String created =
        send(
                "CreateAlbum",
                "'Name':'before','Description':'text','PinNumber':'a7Z3','PINPrice':2.5")
            .body();
    album = created.replaceAll(".*\"AlbumID\":(\\d+).*", "$1");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> send(String operation, String fields) {
    String body = "{" + fields.replace('\'', '"') + "}";
    String path = "/v1/Pictures/" + operation;
    return operation.startsWith("Update")
        ? server.put(path, server.ownerToken, body)
        : server.post(path, server.ownerToken, body);
  }

  private String update(String fields) {
    HttpResponse<String> updated = send("UpdateAlbum", "'AlbumID':" + album + "," + fields);
    assertThat(updated.statusCode()).as(updated.body()).isEqualTo(200);
    return updated.body();
  }

  private String buyer() {
    return server.token(RestServer.STRANGER, EnumSet.of(Scope.ACCOUNT_CREDITS_SPEND)).accessToken();
  }

  private String price() {
    return server
        .get("/v1/Pictures/GetAlbumPrice?AlbumID=" + album, server.strangerToken)
        .body()
        .replaceAll(".*\"IsPinProtected\":(\\w+),\"PINPrice\":([^,]+),.*", "$1 $2");
  }

  @Test
  void aRenamedAlbumKeepsItsPinAndPrice() {
    String updated = update("'Name':'after'");
    assertThat(updated).contains("\"AlbumName\":\"after\"", "\"AlbumDescription\":\"text\"");
    assertThat(price()).isEqualTo("true 2.50");
    String unlock = "{\"AlbumID\":" + album + ",\"PinNumber\":\"a7Z3\"}";
    assertThat(server.post("/v1/Pictures/UnlockAlbum", buyer(), unlock).body())
        .contains("not_enough_credits");
  }

  @Test
  void aNullClears() {
    assertThat(update("'Name':'n','description':null")).contains("\"AlbumDescription\":\"\"");
    assertThat(price()).isEqualTo("true 2.50");
    update("'Name':'n','PinNumber':null");
    assertThat(price()).isEqualTo("false null");
    update("'Name':'n','PinNumber':null,'PINPrice':null");
    assertThat(price()).isEqualTo("false null");
  }

  @Test
  void aPriceAloneAndAPinAloneChangeALockedAlbum() {
    update("'Name':'n','PINPrice':4.25");
    assertThat(price()).isEqualTo("true 4.25");
    update("'Name':'n','PinNumber':'Q9w2'");
    assertThat(price()).isEqualTo("true 4.25");
    String unlock = "{\"AlbumID\":" + album + ",\"PinNumber\":\"a7Z3\"}";
    assertThat(server.post("/v1/Pictures/UnlockAlbum", buyer(), unlock).body())
        .contains("wrong_pin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'PINPrice':null",
        "'PinNumber':'Q9w2','PINPrice':null",
        "'PinNumber':null,'PINPrice':4"
      })
  void aPriceThatContradictsThePinIsRefused(String fields) {
    HttpResponse<String> refused =
        send("UpdateAlbum", "'AlbumID':" + album + ",'Name':'n'," + fields);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("\"ModelState\":{\"PINPrice\":[");
    assertThat(price()).isEqualTo("true 2.50");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'PINPrice':4", "'PinNumber':'Q9w2'"})
  void anAlbumWithoutALockNeedsBoth(String fields) {
    update("'Name':'n','PinNumber':null");
    HttpResponse<String> refused =
        send("UpdateAlbum", "'AlbumID':" + album + ",'Name':'n'," + fields);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("the album has none.");
    assertThat(price()).isEqualTo("false null");
  }
}

package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.EnumSet;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.memory.InMemoryGallery;

/**
 * A server whose owner (123456) sells: an album behind the PIN {@code a7Z3} at 2.50 credits with
 * one picture in it, an open album, and plans of a week at 4.00 and a month at 12.00. The buyer is
 * the stranger (4); nobody has credits yet.
 */
final class Market implements AutoCloseable {
  static final String UNLOCK = "/v1/Pictures/UnlockAlbum";
  static final String SUBSCRIBE = "/v1/Pictures/Subscribe";
  static final String PLANS = "/v1/Pictures/UpdatePricePlans";
  static final String HISTORY = "/v1/CreditHistory/GetCreditsHistory";
  static final String BALANCE = "/v1/CreditHistory/GetCurrentCreditBalance";

  final RestServer server;
  final String owner;
  final String buyer;
  final int locked;
  final int open;
  final int week;
  final int month;

  Market() {
    this(Commission.NONE);
  }

  Market(Commission commission) {
    server = new RestServer(InMemoryGallery.keeping(commission));
    owner = token(RestServer.OWNER);
    buyer = token(RestServer.STRANGER);
    locked = album("{\"Name\":\"locked\",\"PinNumber\":\"a7Z3\",\"PINPrice\":2.5}");
    open = album("{\"Name\":\"open\"}");
    addPicture("{\"AlbumID\":" + locked + ",\"Pictures\":[{\"Image\":\"" + image() + "\"}]}");
    HttpResponse<String> plans =
        server.put(
            PLANS,
            owner,
            "{\"PricePlans\":[{\"DurationID\":3,\"Price\":12},{\"DurationID\":1,\"Price\":4}]}");
    assertThat(plans.statusCode()).as(plans.body()).isEqualTo(200);
    String[] ids = plans.body().replaceAll("[^0-9]*PricePlanID\":(\\d+)[^{]*", "$1 ").split(" ");
    week = Integer.parseInt(ids[0].replaceAll("\\D", ""));
    month = Integer.parseInt(ids[1].replaceAll("\\D", ""));
  }

  /** A token of a member with every scope. */
  String token(int user) {
    return server.token(user, EnumSet.allOf(Scope.class)).accessToken();
  }

  int album(String body) {
    HttpResponse<String> created = server.post("/v1/Pictures/CreateAlbum", owner, body);
    return Integer.parseInt(created.body().replaceAll(".*\"AlbumID\":(\\d+).*", "$1"));
  }

  private void addPicture(String body) {
    assertThat(server.post("/v1/Pictures/AddPictures", owner, body).statusCode()).isEqualTo(200);
  }

  static String image() {
    return Base64.getEncoder().encodeToString(SamplePictures.SMALL_PNG.bytes());
  }

  void grant(int user, String amount) {
    String body =
        "{\"UserID\":%d,\"Amount\":%s,\"Reference\":\"%d/%s\"}"
            .formatted(user, amount, user, amount);
    HttpResponse<String> granted = server.post("/admin/v1/credits", RestServer.ADMIN_TOKEN, body);
    assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
  }

  HttpResponse<String> unlock(String token, String pin, String... headers) {
    String body = "{\"AlbumID\":" + locked + ",\"PinNumber\":\"" + pin + "\"}";
    return server.post(UNLOCK, token, body, headers);
  }

  HttpResponse<String> subscribe(String token, int plan, String... headers) {
    String body = "{\"UserID\":123456,\"PricePlanID\":" + plan + "}";
    return server.post(SUBSCRIBE, token, body, headers);
  }

  String balance(String token) {
    return server.get(BALANCE, token).body();
  }

  /** The locked album as a member sees it. */
  String gallery(String token) {
    return server.get("/v1/Pictures/GetGallery?UserID=123456&AlbumID=" + locked, token).body();
  }

  static void isDone(HttpResponse<String> response, String body) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(body);
  }

  static void isRefused(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.body()).contains("\"Code\":\"" + code + "\"");
  }

  @Override
  public void close() {
    server.close();
  }
}

package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.http.Market.isDone;
import static org.pinacotheca.http.Market.isRefused;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SuspensionTest {
  private static final String OWNER = "/admin/v1/members/123456";
  private static final Pattern ADDRESS =
      Pattern.compile("ImageUrl\":\"http://gallery\\.test(/media/[^\"]+)");

  private final Market market = new Market();

  @AfterEach
  void close() {
    market.close();
  }

  @Test
  void aSuspendedMemberDoesNothingAndTheirGalleryIsNotThere() {
    market.grant(4, "10");
    assertThat(market.unlock(market.buyer, "a7Z3").statusCode()).isEqualTo(200);
    Matcher address = ADDRESS.matcher(market.gallery(market.buyer));
    assertThat(address.find()).isTrue();
    assertThat(fetched(address.group(1))).isEqualTo(200);

    assertThat(suspend("true").body()).contains("\"UserID\":123456", "\"Suspended\":true");
    String body = "{\"Name\":\"a\"}";
    isRefused(
        market.server.post("/v1/Pictures/CreateAlbum", market.owner, body),
        403,
        "member_suspended");
    isRefused(
        market.server.get("/v1/Account/VerifyCredentials", market.owner), 403, "member_suspended");
    String group = "/v1/Groups/Pictures/CreateAlbum";
    String forOwner = "{\"UserID\":123456,\"Name\":\"a\"}";
    isRefused(
        market.server.post(group, market.server.managerToken, forOwner), 403, "member_suspended");
    isRefused(
        market.server.get("/v1/Pictures/GetAlbums?UserID=123456", market.buyer),
        404,
        "member_not_found");
    assertThat(fetched(address.group(1))).isEqualTo(404);
    isRefused(market.unlock(market.buyer, "a7Z3"), 404, "album_not_found");
    isRefused(market.subscribe(market.buyer, market.week), 404, "member_not_found");

    suspend("false");
    assertThat(market.server.post("/v1/Pictures/CreateAlbum", market.owner, body).statusCode())
        .isEqualTo(200);
    assertThat(fetched(address.group(1))).isEqualTo(200);
    assertThat(market.gallery(market.buyer)).contains("ImageUrl\":\"http://gallery.test/media/");
  }

  @Test
  void whoIsNotThereIsNotSuspended() {
    isRefused(
        market.server.put("/admin/v1/members/99", RestServer.ADMIN_TOKEN, "{\"Suspended\":true}"),
        404,
        "not_found");
    isRefused(
        market.server.put("/admin/v1/members/x", RestServer.ADMIN_TOKEN, "{\"Suspended\":true}"),
        404,
        "not_found");
    isRefused(market.server.put(OWNER, RestServer.ADMIN_TOKEN, "{}"), 400, "invalid_fields");
    isRefused(market.server.put(OWNER, "wrong", "{\"Suspended\":true}"), 401, "unauthorized");
  }

  @Test
  void listsArePagedAndSearchedAndHoldNoSecrets() {
    HttpResponse<String> added =
        market.server.post(
            "/admin/v1/members", RestServer.ADMIN_TOKEN, "{\"UserID\":77,\"Nickname\":\"Ann_e\"}");
    assertThat(added.statusCode()).isEqualTo(200);
    isDone(
        list("members?Search=NN_E&PageSize=1"),
        "{\"PageNumber\":1,\"PageCount\":1,\"PageSize\":1,\"MembersTotal\":1,\"Members\":["
            + "{\"UserID\":77,\"Nickname\":\"Ann_e\",\"community\":null,\"Suspended\":false}]}");
    assertThat(list("members?search=A%25e").body()).contains("\"MembersTotal\":0");
    assertThat(list("members?PageNumber=2&PageSize=2").body()).contains("\"PageNumber\":2");
    assertThat(list("groups").body()).contains("\"GroupsTotal\":1", "\"ManagerUserID\":1");
    assertThat(list("applications").body())
        .contains("\"ApiKey\":")
        .doesNotContainIgnoringCase("secret");
    isRefused(list("members?PageSize=101"), 400, "invalid_fields");
    isRefused(list("members?Search=" + "x".repeat(101)), 400, "invalid_fields");
    assertThat(list("members?Serch=x").body()).contains("\"Serch\"");
    isRefused(list("members?Search=%FF"), 400, "invalid_fields");
  }

  private int fetched(String address) {
    return market.server.sendForBytes(market.server.request(address)).statusCode();
  }

  private HttpResponse<String> list(String what) {
    return market.server.get("/admin/v1/" + what, RestServer.ADMIN_TOKEN);
  }

  private HttpResponse<String> suspend(String suspended) {
    HttpResponse<String> answer =
        market.server.put(OWNER, RestServer.ADMIN_TOKEN, "{\"Suspended\":" + suspended + "}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer;
  }
}

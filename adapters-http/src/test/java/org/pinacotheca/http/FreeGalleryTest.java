package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.http.Market.isRefused;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pictures that everyone may look at. */
class FreeGalleryTest {
  private static final String ADD = "/v1/Pictures/AddFreePictures";
  private static final String GALLERY = "/v1/Pictures/GetFreeGallery";
  private static final Pattern IMAGE_URL =
      Pattern.compile("\"ImageUrl\":\"http://gallery.test(/media/[^\"]+)\"");

  private final RestServer server = new RestServer();

  @AfterEach
  void close() {
    server.close();
  }

  private static String pictures(String before) {
    return "{"
        + before
        + "\"AlbumID\":99,\"Pictures\":[{\"Title\":\"T\",\"Description\":\"free\",\"Image\":\""
        + Market.image()
        + "\"}]}";
  }

  private HttpResponse<String> gallery(String query, String... headers) {
    var request = server.request(GALLERY + query);
    return server.send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> picture(String page) {
    Matcher matcher = IMAGE_URL.matcher(page);
    assertThat(matcher.find()).as(page).isTrue();
    return server.send(server.request(matcher.group(1)));
  }

  @Test
  void whoeverHasAKeySeesFreePictures() {
    HttpResponse<String> added =
        server.post(ADD, server.ownerToken, pictures(""), "Idempotency-Key", "k");
    assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
    assertThat(added.headers().firstValue("X-PictureIDs")).contains("1");
    HttpResponse<String> again =
        server.post(ADD, server.ownerToken, pictures(""), "Idempotency-Key", "k");
    assertThat(again.headers().firstValue("X-PictureIDs")).contains("1");
    String page = gallery("?UserID=123456", "X-ApiKey", "app").body();
    assertThat(page)
        .startsWith(
            "{\"PageNumber\":1,\"PageCount\":1,\"PageSize\":50,\"PicturesTotal\":1,\"User\":"
                + "{\"UserID\":123456,\"Nickname\":\"member123456\"},\"Pictures\":[{\"PictureID\":1,"
                + "\"AlbumID\":null,\"Title\":\"\",\"Description\":\"free\",");
    assertThat(picture(page).statusCode()).isEqualTo(200);
    assertThat(gallery("?userid=123456&apikey=app&PageSize=1", "Accept", "text/xml").body())
        .startsWith("<PictureGallery ")
        .contains("<PicturesTotal>1</PicturesTotal>", "<Description>free</Description>");
    String own = server.get("/v1/Pictures/GetGallery?UserID=123456", server.ownerToken).body();
    assertThat(own).contains("\"PicturesTotal\":0");
  }

  @Test
  void unsafeOnesAreMaskedWhereAskedFor() {
    server.post(ADD, server.ownerToken, pictures(""));
    String masked = gallery("?UserID=123456&apiKey=app", "X-MaskImages", "1").body();
    assertThat(masked).contains("\"ImageSafe\":false");
    assertThat(picture(masked).body()).contains("MASKED of ");
  }

  @Test
  void theManagerAddsForTheMember() {
    String body = pictures("\"UserID\":2,");
    String path = "/v1/Groups/Pictures/AddFreePictures";
    assertThat(server.post(path, server.managerToken, body).statusCode()).isEqualTo(200);
    assertThat(gallery("?UserID=2&apiKey=app").body()).contains("\"PicturesTotal\":1");
    isRefused(server.post(path, server.ownerToken, body), 403, "not_group_manager");
  }

  @Test
  void refusalsAreReportedInTheirOrder() {
    isRefused(gallery("?UserID=77"), 401, "unauthorized");
    isRefused(gallery("?UserID=77&apiKey=none"), 401, "unauthorized");
    isRefused(gallery("?UserID=77&PageSize=x&apiKey=app"), 400, "invalid_fields");
    isRefused(gallery("?UserID=77&PageSize=9&apiKey=app"), 404, "member_not_found");
    isRefused(gallery("?PageSize=1&apiKey=app"), 400, "invalid_fields");
    isRefused(gallery("?UserID=4&PageSize=x&apiKey=app"), 400, "invalid_fields");
    isRefused(gallery("?UserID=4&PageSize=0&apiKey=app"), 400, "invalid_fields");
    isRefused(server.post(ADD, server.readingToken, "{}"), 403, "scope_missing");
    isRefused(server.post(ADD, server.ownerToken, "{}"), 400, "invalid_fields");
    isRefused(
        server.post(ADD, server.ownerToken, "{\"Pictures\":[{\"Image\":\"AAAA\"}]}"),
        400,
        "not_an_image");
  }
}

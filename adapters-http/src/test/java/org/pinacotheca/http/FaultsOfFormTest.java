package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.testkit.generate.NastyTexts;
import org.pinacotheca.testkit.generate.SamplePictures;

/** What no command can be made of is refused, and changes nothing. */
class FaultsOfFormTest {
  private static final String PICTURES = "/v1/Pictures/";

  private final RestServer server = new RestServer();
  private int album;
  private int picture;

  @BeforeEach
  void addAnAlbumWithAPicture() {
    album =
        RestClient.json(
                server.post(PICTURES + "CreateAlbum", server.ownerToken, "{\"Name\":\"a\"}"))
            .path("AlbumID")
            .asInt();
    ObjectNode add = RestClient.JSON.createObjectNode().put("AlbumID", album);
    add.putArray("Pictures").addObject().put("Image", image());
    HttpResponse<String> added = send("POST", "AddPictures", server.ownerToken, add);
    picture = Integer.parseInt(added.headers().firstValue("X-PictureIDs").orElseThrow());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String image() {
    return Base64.getEncoder().encodeToString(SamplePictures.SMALL_PNG.bytes());
  }

  private HttpResponse<String> send(
      String method, String operation, String token, ObjectNode body) {
    return method.equals("PUT")
        ? server.put(PICTURES + operation, token, body.toString())
        : server.post(PICTURES + operation, token, body.toString());
  }

  private List<String> gallery() {
    String owner = "UserID=" + RestServer.OWNER;
    return List.of(
        server.get(PICTURES + "GetAlbums?" + owner, server.ownerToken).body(),
        server.get(PICTURES + "GetGallery?" + owner, server.ownerToken).body());
  }

  private void assertRefused(String method, String operation, ObjectNode body) {
    List<String> before = gallery();
    HttpResponse<String> refused = send(method, operation, server.ownerToken, body);
    assertThat(refused.statusCode()).as("%s: %s", body, refused.body()).isEqualTo(400);
    assertThat(refused.body()).contains("\"Code\":\"invalid_fields\"");
    HttpResponse<String> scopeless = send(method, operation, server.readingToken, body);
    assertThat(scopeless.body()).contains("\"Code\":\"scope_missing\"");
    assertThat(gallery()).isEqualTo(before);
  }

  private static ObjectNode named(String name) {
    return RestClient.JSON.createObjectNode().put("Name", name);
  }

  private static ObjectNode locked(String pin, String price) {
    return named("name").put("PinNumber", pin).put("PINPrice", price);
  }

  @Test
  void albumsOfWhichNoneCanBeMade() {
    List<ObjectNode> faulty = new ArrayList<>();
    NastyTexts.noNames().forEach(name -> faulty.add(named(name)));
    for (String name : List.of("   ", "123456789012345678901", "😀".repeat(21), "two\nlines")) {
      faulty.add(named(name));
    }
    faulty.add(RestClient.JSON.createObjectNode());
    faulty.add(named("name").put("Description", "x".repeat(1001)));
    faulty.add(named("name").put("PinNumber", "aB3x"));
    faulty.add(named("name").put("PINPrice", "9.99"));
    for (String pin :
        List.of(
            "1234", "aaaa", "aB3", "aB3ü", "1212", "AAaa", "2580", "0007", "1990", "qwer",
            "Love")) {
      faulty.add(locked(pin, "9.99"));
    }
    for (String price : List.of("-1", "9.999", "100000.01")) {
      faulty.add(locked("aB3x", price));
    }
    for (ObjectNode body : faulty) {
      assertRefused("POST", "CreateAlbum", body);
      assertRefused("PUT", "UpdateAlbum", body.put("AlbumID", album));
    }
    assertRefused("PUT", "UpdateAlbum", named("name").put("AlbumID", album).put("Sequence", -1));
  }

  @Test
  void aNameLosesTheBlanksAtItsEnds() {
    String body = named("\u00A0\u3000 good\u200B\uFEFF ").toString();
    assertThat(server.post(PICTURES + "CreateAlbum", server.ownerToken, body).body())
        .contains("\"AlbumName\":\"good\"");
  }

  @Test
  void picturesOfWhichNoneCanBeMade() {
    for (String operation : List.of("AddPictures", "AddFreePictures")) {
      ObjectNode none = RestClient.JSON.createObjectNode();
      none.putArray("Pictures");
      assertRefused("POST", operation, none);
      ObjectNode tooLong = RestClient.JSON.createObjectNode();
      tooLong
          .putArray("Pictures")
          .addObject()
          .put("Description", "x".repeat(1001))
          .put("Image", image());
      assertRefused("POST", operation, tooLong);
      ObjectNode tooMany = RestClient.JSON.createObjectNode();
      for (int i = 0; i < 51; i++) {
        tooMany.withArray("Pictures").addObject().put("Image", image());
      }
      assertRefused("POST", operation, tooMany);
    }
    ObjectNode update = RestClient.JSON.createObjectNode().put("PictureID", picture);
    assertRefused("PUT", "UpdatePicture", update.deepCopy().put("Title", "x".repeat(101)));
    assertRefused("PUT", "UpdatePicture", update.deepCopy().put("Title", "two\nlines"));
    assertRefused("PUT", "UpdatePicture", update.deepCopy().put("Description", "x".repeat(1001)));
  }

  @Test
  void anEmptySelection() {
    for (String operation : List.of("RemovePictures", "ApprovePictures", "RejectPictures")) {
      ObjectNode none = RestClient.JSON.createObjectNode();
      none.putArray("PictureIDs");
      assertRefused("POST", operation, none);
    }
  }

  @Test
  void pagesThatAreNone() {
    String owner = "UserID=" + RestServer.OWNER;
    for (String page : List.of("PageNumber=0", "PageSize=0", "PageSize=101")) {
      for (String query :
          List.of("GetGallery?" + owner + "&", "GetPendingPictures?", "GetSubscriptions?")) {
        HttpResponse<String> refused = server.get(PICTURES + query + page, server.ownerToken);
        assertThat(refused.statusCode()).as(query + page).isEqualTo(400);
        assertThat(refused.body()).contains("\"Code\":\"invalid_fields\"");
      }
    }
  }
}

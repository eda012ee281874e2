package org.pinacotheca.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.testkit.generate.SamplePictures;

/**
 * What each method replies, to the letter, as XML, as JSON and as JSON for a callback, at both
 * addresses, by GET where it changes nothing. Ids and URLs that differ each time are replaced by
 * words. The methods of logins are in {@link LoginFlowTest}.
 */
class EveryMethodTest extends LiveRpcTest {
  private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private String album;
  private String photo;

  @BeforeEach
  void fill() {
    album = content.album(LiveRpc.OWNER, 11);
    photo =
        content
            .pictures(
                LiveRpc.OWNER,
                Optional.of(album),
                1,
                Approval.APPROVED,
                new PictureText("", "Tom & \"Jerry\""))
            .getFirst();
  }

  private static String words(String body) {
    return body.replaceAll("https://pictures\\.example\\.org/media/[^\"<]+\\.jpg", "FILE")
        .replaceAll("9409156\\d{8}", "ID")
        .replaceAll("219074/\\d+", "219074/N");
  }

  /** Requests XML and JSON by every permitted transport. */
  private void replies(
      String method, Map<String, String> parameters, boolean reads, String xml, String json)
      throws Exception {
    for (String path : List.of("/api.php", "/restserver.php")) {
      RpcCall call = rpc.call("up." + method).to(path);
      parameters.forEach(call::with);
      assertThat(words(call.post().body())).isEqualTo(XML + xml);
      assertThat(words(call.multipart().body())).isEqualTo(XML + xml);
      call.with("format", "JSON");
      assertThat(words(call.post().body())).isEqualTo(json);
      if (reads) {
        assertThat(words(call.get().body())).isEqualTo(json);
        assertThat(words(call.with("callback", "f").get().body())).isEqualTo("f(" + json + ");");
      } else {
        assertThat(call.get().body()).startsWith("{\"error_code\":100,");
        assertThat(words(call.with("callback", "f").post().body())).isEqualTo("f(" + json + ");");
      }
    }
  }

  @Test
  void photosUpload() throws Exception {
    RpcCall call =
        rpc.call("up.photos.upload")
            .with("aid", album)
            .with("caption", "<hi>")
            .file(SamplePictures.SMALL_PNG);
    assertThat(words(call.multipart().body()))
        .isEqualTo(
            XML
                + "<photos_upload_response><pid>ID</pid><aid>ID</aid><owner>219074</owner>"
                + "<src>FILE</src><src_big>FILE</src_big><src_small>FILE</src_small>"
                + "<link>https://pictures.example.org/#picture=219074/N</link>"
                + "<caption>&lt;hi&gt;</caption></photos_upload_response>");
    assertThat(words(call.with("format", "JSON").multipart().body()))
        .isEqualTo(
            "{\"pid\":\"ID\",\"aid\":\"ID\",\"owner\":219074,\"src\":\"FILE\",\"src_big\":\"FILE\","
                + "\"src_small\":\"FILE\",\"link\":\"https://pictures.example.org/#picture=219074/N\","
                + "\"caption\":\"<hi>\"}");
    assertThat(call.get().body()).startsWith("{\"error_code\":100,");
    assertThat(call.post().body()).startsWith("{\"error_code\":100,");
  }

  @Test
  void photosCreateAlbum() throws Exception {
    replies(
        "photos.createAlbum",
        Map.of("name", "Gardens", "description", "", "visible", "everyone", "uid", "219074"),
        false,
        "<photos_createAlbum_response><aid>ID</aid><cover_pid>0</cover_pid><owner>219074</owner>"
            + "<name>Gardens</name><created>1772366400</created><description></description>"
            + "<link>https://pictures.example.org/#album=219074/N</link><size>0</size>"
            + "</photos_createAlbum_response>",
        "{\"aid\":\"ID\",\"cover_pid\":\"0\",\"owner\":219074,\"name\":\"Gardens\","
            + "\"created\":1772366400,\"description\":\"\","
            + "\"link\":\"https://pictures.example.org/#album=219074/N\",\"size\":0}");
  }

  @Test
  void photosGetAlbums() throws Exception {
    replies(
        "photos.getAlbums",
        Map.of("aids", "[\"" + album + "\"]"),
        true,
        "<photos_getAlbums_response list=\"true\"><album><aid>ID</aid><cover_pid>ID</cover_pid>"
            + "<owner>219074</owner><name>Album 11</name><created>1772366400</created>"
            + "<modified>1772366400</modified><description></description><location></location>"
            + "<link>https://pictures.example.org/#album=219074/N</link><size>1</size>"
            + "</album></photos_getAlbums_response>",
        "[{\"aid\":\"ID\",\"cover_pid\":\"ID\",\"owner\":219074,\"name\":\"Album 11\","
            + "\"created\":1772366400,\"modified\":1772366400,\"description\":\"\","
            + "\"location\":\"\",\"link\":\"https://pictures.example.org/#album=219074/N\","
            + "\"size\":1}]");
    replies(
        "photos.getAlbums",
        Map.of("uid", "7"),
        true,
        "<photos_getAlbums_response list=\"true\"></photos_getAlbums_response>",
        "[]");
  }

  @Test
  void photosGet() throws Exception {
    replies(
        "photos.get",
        Map.of("pids", photo),
        true,
        "<photos_get_response list=\"true\"><photo><pid>ID</pid><aid>ID</aid>"
            + "<owner>219074</owner><src>FILE</src><src_big>FILE</src_big>"
            + "<src_small>FILE</src_small>"
            + "<link>https://pictures.example.org/#picture=219074/N</link>"
            + "<caption>Tom &amp; &quot;Jerry&quot;</caption><created>1772366400</created>"
            + "</photo></photos_get_response>",
        "[{\"pid\":\"ID\",\"aid\":\"ID\",\"owner\":219074,\"src\":\"FILE\",\"src_big\":\"FILE\","
            + "\"src_small\":\"FILE\",\"link\":\"https://pictures.example.org/#picture=219074/N\","
            + "\"caption\":\"Tom & \\\"Jerry\\\"\",\"created\":1772366400}]");
    replies(
        "photos.get",
        Map.of("aid", album, "pageNumber", "2"),
        true,
        "<photos_get_response list=\"true\"></photos_get_response>",
        "[]");
  }

  @Test
  void usersMethods() throws Exception {
    replies(
        "users.getLoggedInUser",
        Map.of(),
        true,
        "<users_getLoggedInUser_response>219074</users_getLoggedInUser_response>",
        "219074");
    replies(
        "users.hasAppPermission",
        Map.of("ext_perm", "photo_upload"),
        true,
        "<users_hasAppPermission_response>1</users_hasAppPermission_response>",
        "1");
    replies(
        "users.hasAppPermission",
        Map.of("ext_perm", "offline_access"),
        true,
        "<users_hasAppPermission_response>0</users_hasAppPermission_response>",
        "0");
    replies(
        "users.getInfo",
        Map.of("uids", "7"),
        true,
        "<users_getInfo_response list=\"true\"><user><uid>7</uid>"
            + "<name>Dorothea &amp; &lt;Co&gt;</name></user></users_getInfo_response>",
        "[{\"uid\":7,\"name\":\"Dorothea & <Co>\"}]");
    replies(
        "users.getInfo",
        Map.of("uids", "99"),
        true,
        "<users_getInfo_response list=\"true\"></users_getInfo_response>",
        "[]");
  }

  @Test
  void communityGetList() throws Exception {
    replies(
        "community.getList",
        Map.of("session_key", ""),
        true,
        "<community_getList_response list=\"true\"><community><name>mycommunity</name>"
            + "<title>My People</title><url>https://pictures.example.org/</url></community>"
            + "</community_getList_response>",
        "[{\"name\":\"mycommunity\",\"title\":\"My People\","
            + "\"url\":\"https://pictures.example.org/\"}]");
  }
}

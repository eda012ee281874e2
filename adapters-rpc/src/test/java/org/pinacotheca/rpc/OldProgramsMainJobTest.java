package org.pinacotheca.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pinacotheca.testkit.generate.SamplePictures;

/** An old program creates an album, uploads into it and lists its content. */
class OldProgramsMainJobTest extends LiveRpcTest {
  private static final long OWNER_BITS = 219074L << 32;

  @Test
  void anAlbumIsMadeFilledAndListed() throws Exception {
    RpcReply made =
        rpc.call("up.photos.createAlbum")
            .with("name", "Summer")
            .with("description", "Größe & <Tiefe>")
            .with("location", "Rügen")
            .post();
    Map<String, String> album = made.fields();
    assertThat(made.root().getNodeName()).isEqualTo("photos_createAlbum_response");
    assertThat(album.keySet())
        .containsExactly(
            "aid", "cover_pid", "owner", "name", "created", "description", "link", "size");
    assertThat(Long.parseLong(album.get("aid")) >>> 32).isEqualTo(219074);
    assertThat(album)
        .containsEntry("cover_pid", "0")
        .containsEntry("size", "0")
        .containsEntry("owner", "219074")
        .containsEntry("name", "Summer")
        .containsEntry("description", "Größe & <Tiefe>")
        .containsEntry("created", "1772366400");

    RpcReply uploaded =
        rpc.call("up.photos.upload")
            .with("aid", album.get("aid"))
            .with("caption", "Under the sunset")
            .file(SamplePictures.MIDDLE_JPEG)
            .multipart();
    Map<String, String> photo = uploaded.fields();
    assertThat(uploaded.root().getNodeName()).isEqualTo("photos_upload_response");
    assertThat(photo.keySet())
        .containsExactly("pid", "aid", "owner", "src", "src_big", "src_small", "link", "caption");
    long number = Long.parseLong(photo.get("pid")) - OWNER_BITS;
    assertThat(photo)
        .containsEntry("aid", album.get("aid"))
        .containsEntry("owner", "219074")
        .containsEntry("caption", "Under the sunset");
    assertThat(photo.get("src"))
        .matches("https://pictures\\.example\\.org/media/.+/s219074_" + number + "_\\d{4}\\.jpg");
    assertThat(photo.get("src_big")).contains("/n219074_" + number + "_");
    assertThat(photo.get("src_small")).contains("/t219074_" + number + "_");

    RpcReply listed = rpc.call("up.photos.getAlbums").with("uid", "219074").get();
    List<Map<String, String>> albums = listed.items();
    assertThat(albums).hasSize(1);
    assertThat(albums.getFirst().keySet())
        .containsExactly(
            "aid",
            "cover_pid",
            "owner",
            "name",
            "created",
            "modified",
            "description",
            "location",
            "link",
            "size");
    assertThat(albums.getFirst())
        .containsEntry("aid", album.get("aid"))
        .containsEntry("cover_pid", photo.get("pid"))
        .containsEntry("location", "Rügen")
        .containsEntry("link", album.get("link"))
        .containsEntry("size", "1");

    RpcReply photos = rpc.call("up.photos.get").with("aid", album.get("aid")).get();
    Map<String, String> found = photos.items().getFirst();
    assertThat(found).containsAllEntriesOf(photo).containsEntry("created", "1772366400");
  }

  @Test
  void bothPathsAndBothPrefixesMeanTheSame() throws Exception {
    String first = rpc.call("up.users.getLoggedInUser").post().body();
    String second = rpc.call("facebook.users.getLoggedInUser").to("/restserver.php").post().body();
    assertThat(first)
        .isEqualTo(second)
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<users_getLoggedInUser_response>219074</users_getLoggedInUser_response>");
  }
}

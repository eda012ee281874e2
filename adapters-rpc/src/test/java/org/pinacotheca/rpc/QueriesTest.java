package org.pinacotheca.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.rpc.method.RpcId;

/** Finding photos, albums, members and communities. */
class QueriesTest extends LiveRpcTest {
  private String mine;
  private String theirs;
  private List<String> myPhotos;
  private List<String> theirPhotos;
  private String loose;

  @BeforeEach
  void fill() {
    mine = content.album(LiveRpc.OWNER, 11);
    content.album(LiveRpc.OWNER, 12);
    theirs = content.album(LiveRpc.OTHER, 13);
    myPhotos = content.pictures(LiveRpc.OWNER, Optional.of(mine), 12, Approval.APPROVED);
    theirPhotos = content.pictures(LiveRpc.OTHER, Optional.of(theirs), 2, Approval.APPROVED);
    content.pictures(LiveRpc.OTHER, Optional.of(theirs), 1, Approval.PENDING);
    loose =
        content
            .pictures(
                LiveRpc.OWNER,
                Optional.empty(),
                1,
                Approval.APPROVED,
                new PictureText("A title", ""))
            .getFirst();
  }

  @Test
  void photosComeInPagesOf10() throws Exception {
    RpcCall call = rpc.call("up.photos.get").with("aid", mine);
    assertThat(pids(call)).isEqualTo(myPhotos.subList(0, 10));
    assertThat(pids(call.with("pageNumber", "2"))).isEqualTo(myPhotos.subList(10, 12));
    assertThat(pids(call.with("pageNumber", "3"))).isEmpty();
    assertThat(pids(call.with("pageNumber", "2").with("pageSize", "5")))
        .isEqualTo(myPhotos.subList(5, 10));
    assertThat(pids(call.with("pageNumber", "1").with("pageSize", "100"))).isEqualTo(myPhotos);
  }

  @Test
  void photoConditionsNarrowOneAnother() throws Exception {
    assertThat(pids(photos().with("uids", "7"))).isEqualTo(theirPhotos);
    assertThat(pids(photos().with("uids", "7,219074").with("pageSize", "100"))).hasSize(12 + 2 + 1);
    assertThat(pids(photos().with("uids", "[7,\"219074\"]").with("aid", theirs)))
        .isEqualTo(theirPhotos);
    assertThat(pids(photos().with("uids", "219074").with("aid", theirs))).isEmpty();
    String both = myPhotos.getFirst() + "," + theirPhotos.getFirst();
    assertThat(pids(photos().with("pids", both)))
        .containsExactly(myPhotos.getFirst(), theirPhotos.getFirst());
    assertThat(pids(photos().with("pids", both).with("uids", "7")))
        .containsExactly(theirPhotos.getFirst());
    assertThat(pids(photos().with("pids", both).with("aid", mine)))
        .containsExactly(myPhotos.getFirst());
    assertThat(pids(photos().with("uids", "99"))).isEmpty();
  }

  @Test
  void anIdWithAnotherOwnerFindsNothing() throws Exception {
    RpcId photo = RpcId.parse(myPhotos.getFirst()).orElseThrow();
    String forged = new RpcId(LiveRpc.OTHER, photo.number()).text();
    assertThat(pids(photos().with("pids", forged))).isEmpty();
    assertThat(pids(photos().with("pids", forged + "," + myPhotos.get(1))))
        .containsExactly(myPhotos.get(1));
    String forgedAlbum = new RpcId(LiveRpc.OTHER, 11).text();
    assertThat(pids(photos().with("aid", forgedAlbum))).isEmpty();
    assertThat(albums().with("aids", forgedAlbum).get().items()).isEmpty();
    assertThat(albums().with("aids", forgedAlbum + "," + theirs).get().items()).hasSize(1);
  }

  @Test
  void aTitleStandsInForAMissingCaption() throws Exception {
    Map<String, String> photo = photos().with("pids", loose).get().items().getFirst();
    assertThat(photo).containsEntry("caption", "A title").containsEntry("aid", "0");
  }

  @Test
  void photoQueriesThatAreWrong() throws Exception {
    assertThat(photos().get().errorCode()).isEqualTo(100);
    assertThat(photos().with("pids", "[]").get().errorCode()).isEqualTo(100);
    for (String number : List.of("0", "-1", "x", "99999999999")) {
      assertThat(photos().with("uids", "7").with("pageNumber", number).get().errorCode())
          .isEqualTo(100);
      assertThat(photos().with("uids", number).get().errorCode()).isEqualTo(100);
    }
    assertThat(photos().with("uids", "7").with("pageSize", "101").get().errorCode()).isEqualTo(100);
    assertThat(photos().with("uids", "7,".repeat(101)).get().errorCode()).isEqualTo(100);
    assertThat(photos().with("uids", "[7").get().errorCode()).isEqualTo(100);
    assertThat(photos().with("aid", "12").get().errorCode()).isEqualTo(120);
    assertThat(photos().with("pids", "12").get().errorCode()).isEqualTo(121);
    assertThat(photos().with("pids", "12").with("aid", "12").get().errorCode()).isEqualTo(120);
    assertThat(photos().with("pids", "[").with("aid", "12").get().errorCode()).isEqualTo(100);
  }

  @Test
  void albumsOfAMemberOrByTheirIds() throws Exception {
    assertThat(albums().with("uid", "219074").get().items()).hasSize(2);
    assertThat(albums().with("uid", "219074").with("aids", mine + "," + theirs).get().items())
        .singleElement()
        .satisfies(album -> assertThat(album).containsEntry("aid", mine));
    assertThat(albums().with("aids", mine + "," + theirs).get().items())
        .extracting(album -> album.get("aid"))
        .containsExactly(theirs, mine);
    assertThat(albums().with("uid", "99").get().body())
        .endsWith("<photos_getAlbums_response list=\"true\"></photos_getAlbums_response>");
    assertThat(albums().get().errorCode()).isEqualTo(100);
    assertThat(albums().with("uid", "x").get().errorCode()).isEqualTo(100);
    assertThat(albums().with("aids", "0").get().errorCode()).isEqualTo(120);
    assertThat(albums().with("aids", "x").with("uid", "x").get().errorCode()).isEqualTo(100);
  }

  @Test
  void membersAndPermissions() throws Exception {
    assertThat(rpc.call("up.users.getInfo").with("uids", "219074,99,7").get().items())
        .containsExactly(
            Map.of("uid", "7", "name", "Dorothea & <Co>"),
            Map.of("uid", "219074", "name", "Ansel"));
    rpc.memory.gallery().suspensions().suspend(LiveRpc.OTHER, true);
    assertThat(rpc.call("up.users.getInfo").with("uids", "219074,7").get().items())
        .containsExactly(Map.of("uid", "219074", "name", "Ansel"));
    assertThat(rpc.call("up.users.getInfo").get().errorCode()).isEqualTo(100);
    RpcCall permission = rpc.call("up.users.hasAppPermission");
    assertThat(permission.get().errorCode()).isEqualTo(100);
    assertThat(permission.with("ext_perm", "photo_upload").get().root().getTextContent())
        .isEqualTo("1");
    assertThat(permission.with("ext_perm", "status_update").get().root().getTextContent())
        .isEqualTo("0");
  }

  @Test
  void communitiesNeedNoSession() throws Exception {
    assertThat(rpc.call("up.community.getList").without("session_key").get().items())
        .containsExactly(
            Map.of("name", "mycommunity", "title", "My People", "url", LiveRpc.PUBLIC_URL + "/"));
  }

  private RpcCall photos() {
    return rpc.call("up.photos.get");
  }

  private RpcCall albums() {
    return rpc.call("up.photos.getAlbums");
  }

  private static List<String> pids(RpcCall call) throws Exception {
    return call.get().items().stream().map(photo -> photo.get("pid")).toList();
  }
}

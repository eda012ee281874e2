package org.pinacotheca.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.pictures.ApprovePictures;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.PictureSelection;
import org.pinacotheca.rpc.method.RpcId;
import org.pinacotheca.testkit.generate.NastyTexts;
import org.pinacotheca.testkit.generate.SamplePictures;

/** Limits of albums and uploads, and pictures that wait for approval. */
class LimitsTest extends LiveRpcTest {
  private static final String HUMBLE = "humble";

  @Test
  void anAlbumOfWhichNoneCanBeMade() throws Exception {
    List<String> names = new ArrayList<>(NastyTexts.noNames());
    names.addAll(List.of("123456789012345678901", "😀".repeat(21), "two\nlines"));
    // A text that is not UTF-8 cannot be sent.
    names.removeIf(name -> !StandardCharsets.UTF_8.newEncoder().canEncode(name));
    RpcCall create = rpc.call("up.photos.createAlbum");
    for (String name : names) {
      assertThat(create.with("name", name).post().errorCode()).as(name).isEqualTo(100);
    }
    create.with("name", "good");
    assertThat(create.with("description", "x".repeat(1001)).post().errorCode()).isEqualTo(100);
    create.with("description", "good");
    assertThat(create.with("location", "x".repeat(101)).post().errorCode()).isEqualTo(100);
    assertThat(rpc.call("up.photos.getAlbums").with("uid", "219074").get().items()).isEmpty();
  }

  @Test
  void anOrdinaryAlbumHolds60() throws Exception {
    String aid = content.album(LiveRpc.OWNER, 9);
    content.pictures(LiveRpc.OWNER, Optional.of(aid), 59, Approval.APPROVED);
    RpcCall upload = rpc.call("up.photos.upload").with("aid", aid).file(SamplePictures.SMALL_PNG);
    assertThat(upload.multipart().errorCode()).isZero();
    assertThat(upload.multipart().errorCode()).isEqualTo(321);
    assertThat(rpc.call("up.photos.getAlbums").with("aids", aid).get().items().getFirst())
        .containsEntry("size", "60");
    assertThat(filesKept()).isEqualTo(1);
  }

  @Test
  void aDefaultAlbumHolds1000() throws Exception {
    String aid =
        content.album(
            LiveRpc.OWNER, 9, new AlbumKind.ApplicationDefault(new ApiKey(LiveRpc.API_KEY)));
    content.pictures(LiveRpc.OWNER, Optional.of(aid), 999, Approval.APPROVED);
    RpcCall upload = rpc.call("up.photos.upload").file(SamplePictures.SMALL_PNG);
    assertThat(upload.multipart().fields()).containsEntry("aid", aid);
    assertThat(upload.multipart().errorCode()).isEqualTo(321);
    assertThat(upload.with("aid", aid).multipart().errorCode()).isEqualTo(321);
  }

  @Test
  void aMemberHas1000Albums() throws Exception {
    for (int number = 1; number <= 1000; number++) {
      content.album(LiveRpc.OWNER, number);
    }
    assertThat(rpc.call("up.photos.createAlbum").with("name", "Last").post().errorCode())
        .isEqualTo(321);
    assertThat(rpc.call("up.photos.upload").file(SamplePictures.SMALL_PNG).multipart().errorCode())
        .isEqualTo(321);
  }

  @Test
  void anApplicationWithoutThePermissionUploadsForApproval() throws Exception {
    humbleApplication();
    RpcReply uploaded = humble("up.photos.upload").file(SamplePictures.SMALL_PNG).multipart();
    String pid = uploaded.fields().get("pid");
    String aid = uploaded.fields().get("aid");
    assertThat(uploaded.fields().get("src")).startsWith("https://pictures.example.org/media/");
    assertThat(humble("up.photos.get").with("pids", pid).get().items()).hasSize(1);
    assertThat(humble("up.photos.getAlbums").with("aids", aid).get().items().getFirst())
        .containsEntry("size", "0")
        .containsEntry("cover_pid", "0");
    assertThat(asOther("up.photos.get").with("pids", pid).get().items()).isEmpty();

    approve(pid);
    assertThat(humble("up.photos.getAlbums").with("aids", aid).get().items().getFirst())
        .containsEntry("size", "1")
        .containsEntry("cover_pid", pid);
    assertThat(asOther("up.photos.get").with("pids", pid).get().items().getFirst())
        .containsEntry("pid", pid)
        .containsEntry("src", "")
        .containsEntry("src_big", "")
        .containsEntry("src_small", "");
  }

  @Test
  void sixtyMayWaitForApproval() throws Exception {
    humbleApplication();
    RpcCall upload = humble("up.photos.upload").file(SamplePictures.SMALL_PNG);
    String first = upload.multipart().fields().get("pid");
    for (int count = 1; count < 60; count++) {
      assertThat(upload.multipart().errorCode()).isZero();
    }
    assertThat(upload.multipart().errorCode()).isEqualTo(325);
    assertThat(filesKept()).isEqualTo(60);
    assertThat(rpc.call("up.photos.upload").file(SamplePictures.SMALL_PNG).multipart().errorCode())
        .as("another application")
        .isZero();
    approve(first);
    assertThat(upload.multipart().errorCode()).isZero();
    assertThat(upload.multipart().errorCode()).isEqualTo(325);
  }

  private void humbleApplication() {
    rpc.addApplication(
        new Registrations.NewApplication(
            "Humble",
            Optional.of(new ApiKey(HUMBLE)),
            Optional.of(new SharedSecret(LiveRpc.SECRET)),
            Optional.of(new CommunityName("mycommunity")),
            false,
            List.of(),
            false,
            Optional.empty()));
    rpc.openSession(LiveRpc.OWNER, HUMBLE, "humble-session", Optional.empty());
    rpc.openSession(LiveRpc.OTHER, HUMBLE, "other-session", Optional.empty());
  }

  private RpcCall humble(String method) {
    return rpc.call(method).with("api_key", HUMBLE).with("session_key", "humble-session");
  }

  private RpcCall asOther(String method) {
    return rpc.call(method).with("api_key", HUMBLE).with("session_key", "other-session");
  }

  private void approve(String pid) {
    Caller owner = Caller.of(LiveRpc.OWNER, new ApiKey("console"), Set.of(Scope.PROFILE_GALLERY));
    assertThat(
            rpc.memory
                .gallery()
                .approvals()
                .approve(
                    owner,
                    new ApprovePictures(
                        PictureSelection.of(List.of(RpcId.parse(pid).orElseThrow().picture())))))
        .isInstanceOf(ApprovePictures.Approved.class);
  }

  private long filesKept() {
    AtomicLong count = new AtomicLong();
    rpc.memory.clock().advance(Duration.ofSeconds(1));
    rpc.memory
        .files()
        .eachStoredBefore(rpc.memory.clock().instant(), key -> count.incrementAndGet());
    return count.get();
  }
}

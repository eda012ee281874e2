package org.pinacotheca.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.domain.identity.AddressRange;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.rpc.wire.RequestLimits;
import org.pinacotheca.testkit.generate.SamplePictures;

/** A call with every error gets them one after the other. */
class ErrorOrderTest extends LiveRpcTest {
  private static final String CLIENT = "X-Forwarded-For";

  @Override
  LiveRpc open() throws Exception {
    LiveRpc opened =
        new LiveRpc(
            spool,
            RequestLimits.STANDARD,
            List.of(new AddressRange("127.0.0.0/8")),
            task -> Thread.ofVirtual().start(task));
    opened.addApplication(
        new Registrations.NewApplication(
            "Uploader",
            Optional.of(new ApiKey(LiveRpc.API_KEY)),
            Optional.of(new SharedSecret(LiveRpc.SECRET)),
            Optional.empty(),
            false,
            List.of(new AddressRange("203.0.113.0/24")),
            false,
            Optional.empty()));
    opened.openSession(LiveRpc.OWNER, LiveRpc.API_KEY, LiveRpc.SESSION, Optional.empty());
    return opened;
  }

  @Test
  void anUpload() throws Exception {
    String full = content.album(LiveRpc.OWNER, 4);
    content.pictures(LiveRpc.OWNER, Optional.of(full), 60, Approval.PENDING);
    String foreign = content.album(LiveRpc.OTHER, 5);
    RpcCall call =
        new RpcCall(rpc)
            .with("method", "photos.upload")
            .with("api_key", "nobody")
            .with("session_key", "nothing")
            .with("call_id", "-1")
            .with("community", "nowhere")
            .with("aid", foreign)
            .with("caption", "x".repeat(1001))
            .with("sig", "0".repeat(32))
            .header("X-Request-ID", "walk")
            .file(SamplePictures.TEXT);

    assertThat(call.multipart().errorCode()).isEqualTo(3);
    call.with("method", "up.photos.upload");
    assertThat(call.multipart().errorCode()).isEqualTo(101);
    call.with("api_key", LiveRpc.API_KEY);
    assertThat(call.multipart().errorCode()).isEqualTo(5);
    call.header(CLIENT, "203.0.113.9");
    assertThat(call.multipart().errorCode()).isEqualTo(104);
    call.without("sig");
    assertThat(call.multipart().errorCode()).isEqualTo(102);
    call.with("session_key", LiveRpc.SESSION);
    assertThat(call.multipart().errorCode()).isEqualTo(103);
    call.with("call_id", "1");
    assertThat(call.multipart().errorCode()).isEqualTo(100);
    assertThat(call.multipart().errorCode()).as("the call_id was used").isEqualTo(103);
    call.without("call_id").with("community", "mycommunity");
    assertThat(call.multipart().fields().get("error_msg")).contains("caption");
    call.with("caption", "short");
    assertThat(call.multipart().errorCode()).isEqualTo(120);
    call.with("aid", full);
    assertThat(call.multipart().errorCode()).isEqualTo(324);
    call.file(SamplePictures.SMALL_PNG);
    assertThat(call.multipart().errorCode()).isEqualTo(321);
    call.without("aid");
    assertThat(call.multipart().errorCode()).isEqualTo(325);
    assertThat(call.multipart().response().headers().firstValue("X-Request-ID")).contains("walk");
  }

  @Test
  void aCallThatChangesThingsByGet() throws Exception {
    RpcCall call =
        rpc.call("up.photos.createAlbum")
            .with("community", "mycommunity")
            .with("name", "By GET")
            .header(CLIENT, "203.0.113.9");
    assertThat(call.get().errorCode()).isEqualTo(100);
    assertThat(call.post().errorCode()).isZero();
    assertThat(call.without("name").post().fields().get("error_msg")).contains("name");
  }

  @Test
  void aCallWithoutACommunityWhenTheApplicationHasNone() throws Exception {
    RpcCall call = rpc.call("up.users.getLoggedInUser").header(CLIENT, "203.0.113.9");
    assertThat(call.get().errorCode()).isEqualTo(100);
    assertThat(call.with("community", "no community").get().errorCode()).isEqualTo(100);
    assertThat(call.with("community", "mycommunity").get().errorCode()).isZero();
    RpcCall list = rpc.call("up.community.getList").header(CLIENT, "203.0.113.9");
    assertThat(list.get().errorCode()).isZero();
    assertThat(list.with("community", "nowhere").get().errorCode()).isEqualTo(100);
  }

  @Test
  void aMethodThatIsMissingUnknownOrNotPrefixed() throws Exception {
    for (String name : List.of("", "up.", "photos.get", "up.photos.destroy", "UP.photos.get")) {
      assertThat(rpc.call(name).get().errorCode()).as(name).isEqualTo(3);
    }
    assertThat(new RpcCall(rpc).get().errorCode()).isEqualTo(3);
  }

  @Test
  void anotherVerb() throws Exception {
    RpcCall call =
        rpc.call("up.users.getLoggedInUser")
            .with("community", "mycommunity")
            .header(CLIENT, "203.0.113.9");
    assertThat(call.send(call.request("?" + RpcCall.encoded(call.signed())).DELETE()).errorCode())
        .isEqualTo(100);
  }

  @Test
  void otherPathsAreNotAnswered() throws Exception {
    URI elsewhere = rpc.request("/api.php/x").build().uri();
    assertThat(rpc.send(rpc.request(elsewhere.getPath()).build()).response().statusCode())
        .isEqualTo(404);
  }
}

package org.pinacotheca.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.testkit.generate.SamplePictures;

/** Replies in the requested format. */
class ReplyFormsTest extends LiveRpcTest {
  private static final String NAMESPACE = "http://api.facebook.com/1.0/";

  @Test
  void idsAreStringsAndNumbersNumbersInJson() throws Exception {
    JsonNode photo =
        rpc.call("up.photos.upload")
            .with("format", "json")
            .with("caption", "Grüße")
            .file(SamplePictures.SMALL_PNG)
            .multipart()
            .json();
    assertThat(photo.fieldNames())
        .toIterable()
        .containsExactly("pid", "aid", "owner", "src", "src_big", "src_small", "link", "caption");
    assertThat(photo.get("pid").isTextual()).isTrue();
    assertThat(photo.get("aid").isTextual()).isTrue();
    assertThat(photo.get("owner").isInt()).isTrue();
    assertThat(photo.get("caption").asText()).isEqualTo("Grüße");
    JsonNode albums =
        rpc.call("up.photos.getAlbums").with("format", "JSON").with("uid", "219074").get().json();
    assertThat(albums.isArray()).isTrue();
    assertThat(albums.get(0).get("aid")).isEqualTo(photo.get("aid"));
    assertThat(albums.get(0).get("cover_pid")).isEqualTo(photo.get("pid"));
    assertThat(albums.get(0).get("size").asInt()).isEqualTo(1);
    assertThat(albums.get(0).get("created").isNumber()).isTrue();
  }

  @Test
  void scalarsAndEmptyListsInJson() throws Exception {
    assertThat(rpc.call("up.users.getLoggedInUser").with("format", "JSON").get().body())
        .isEqualTo("219074");
    assertThat(
            rpc.call("up.users.hasAppPermission")
                .with("ext_perm", "photo_upload")
                .with("format", "JSON")
                .get()
                .body())
        .isEqualTo("1");
    assertThat(rpc.call("up.photos.get").with("uids", "7").with("format", "JSON").get().body())
        .isEqualTo("[]");
  }

  @Test
  void aCallbackWrapsTheJson() throws Exception {
    RpcReply reply =
        rpc.call("up.users.getLoggedInUser")
            .with("format", "JSON")
            .with("callback", "my.app.show")
            .get();
    assertThat(reply.body()).isEqualTo("my.app.show(219074);");
    assertThat(reply.response().headers().firstValue("content-type")).contains("text/javascript");
    assertThat(
            rpc.call("up.users.getLoggedInUser")
                .with("format", "JSON")
                .with("callback", "f")
                .signedWith("wrong")
                .get()
                .body())
        .startsWith("f({\"error_code\":104,")
        .endsWith("});");
  }

  @Test
  void aFormOfReplyThatIsNotOffered() throws Exception {
    RpcCall call = rpc.call("up.users.getLoggedInUser");
    assertThat(call.with("format", "YAML").get().errorCode()).isEqualTo(100);
    assertThat(call.with("format", "XML").with("callback", "f").get().errorCode()).isEqualTo(100);
    assertThat(
            call.with("format", "JSON")
                .with("callback", "alert(1)")
                .get()
                .json()
                .get("error_code")
                .asInt())
        .isEqualTo(100);
    assertThat(call.signedWith("wrong").get().json().get("error_code").asInt())
        .as("the signature comes first")
        .isEqualTo(104);
  }

  @Test
  void anErrorRepeatsTheArgumentsButNotTheSecrets() throws Exception {
    RpcReply reply =
        rpc.call("up.photos.getAlbums")
            .with("auth_token", "hidden")
            .with("note", "a <b> & c")
            .get();
    assertThat(reply.body())
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <error_response><error_code>100</error_code>\
            <error_msg>One of the parameters uid and aids is required.</error_msg>\
            <request_args list="true">\
            <arg><key>method</key><value>up.photos.getAlbums</value></arg>\
            <arg><key>api_key</key><value>77a52842357422fadd912a2600e6e53c</value></arg>\
            <arg><key>v</key><value>1.0</value></arg>\
            <arg><key>note</key><value>a &lt;b&gt; &amp; c</value></arg>\
            </request_args></error_response>\
            """);
    assertThat(new RpcCall(rpc).without("sig").send(rpc.request("/api.php")).body())
        .contains("<request_args list=\"true\"></request_args>");
  }

  @Test
  void theNamespaceOfTheApplicationStandsOnEveryReply() throws Exception {
    rpc.addApplication(
        new Registrations.NewApplication(
            "Bound",
            Optional.of(new ApiKey("bound")),
            Optional.of(new SharedSecret("s")),
            Optional.of(new CommunityName("mycommunity")),
            true,
            List.of(),
            false,
            Optional.of(NAMESPACE)));
    rpc.openSession(LiveRpc.OWNER, "bound", "bound-session", Optional.empty());
    content.pictures(LiveRpc.OWNER, Optional.empty(), 1, Approval.APPROVED);
    RpcCall call =
        rpc.call("up.photos.get")
            .with("api_key", "bound")
            .with("session_key", "bound-session")
            .with("uids", "219074")
            .signedWith("s");
    assertThat(call.get().root().getNamespaceURI()).isEqualTo(NAMESPACE);
    assertThat(call.get().items()).hasSize(1);
    RpcReply wrongSignature = call.signedWith("t").get();
    assertThat(wrongSignature.root().getNamespaceURI()).isEqualTo(NAMESPACE);
    assertThat(wrongSignature.errorCode()).isEqualTo(104);
    RpcReply unread = call.send(call.request("?api_key=bound&x=1&x=2"));
    assertThat(unread.root().getNamespaceURI()).isEqualTo(NAMESPACE);
    assertThat(unread.errorCode()).isEqualTo(100);
    assertThat(rpc.call("up.users.getLoggedInUser").get().root().getNamespaceURI()).isNull();
  }
}

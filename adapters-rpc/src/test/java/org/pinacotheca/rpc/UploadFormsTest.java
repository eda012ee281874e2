package org.pinacotheca.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.rpc.wire.MultipartBody;
import org.pinacotheca.testkit.generate.SamplePictures;

/** Uploads in the forms that old programs send. */
class UploadFormsTest extends LiveRpcTest {
  private static final String FILE_HEADERS =
      "Content-Disposition: form-data; name=\"data\"; filename=\"somefilename.jpg\"\n"
          + "Content-Type: image/jpg";

  private String aid;

  @BeforeEach
  void makeTheAlbumOfTheSample() {
    aid = content.album(LiveRpc.OWNER, 2058813);
  }

  @Test
  void theSampleOfTheUploadPage() throws Exception {
    assertThat(aid).isEqualTo("940915667462717");
    byte[] body =
        new MultipartBody()
            .text("method", "up.photos.upload")
            .text("api_key", "77a52842357422fadd912a2600e6e53c")
            .text("community", "mycommunity")
            .text("session_key", "489727d0ab2efc6e8003018c-i2LLkn8BDb2s.")
            .text("call_id", "1172623588.023010")
            .text("caption", "Under the sunset")
            .text("aid", "940915667462717")
            .text("sig", "6809929c9ffe2eba62ffd5ab3e9725b9")
            .part(FILE_HEADERS, SamplePictures.MIDDLE_JPEG.bytes())
            .end();
    Map<String, String> photo = new RpcCall(rpc).multipart(body).fields();
    assertThat(photo)
        .containsEntry("aid", "940915667462717")
        .containsEntry("owner", "219074")
        .containsEntry("caption", "Under the sunset");
  }

  @Test
  void aFilePartWithoutAName() throws Exception {
    MultipartBody body = new MultipartBody();
    call().signed().forEach(body::text);
    body.part(
        "content-type: image/jpeg\ncontent-disposition: form-data; filename=\"C:\\photo.jpg\"",
        SamplePictures.MIDDLE_JPEG.bytes());
    assertThat(new RpcCall(rpc).multipart(body.end()).fields()).containsEntry("aid", aid);
  }

  @Test
  void theFileBeforeTheRestAndNamedDataAlone() throws Exception {
    MultipartBody body =
        new MultipartBody()
            .part("Content-Disposition: form-data; name=data", SamplePictures.SMALL_PNG.bytes());
    call().signed().forEach(body::text);
    assertThat(new RpcCall(rpc).multipart(body.end()).fields()).containsEntry("aid", aid);
  }

  @Test
  void parametersInQueryAndBody() throws Exception {
    MultipartBody body = new MultipartBody();
    Map<String, String> signed = call().with("caption", "Zwei & drei").signed();
    StringBuilder query = new StringBuilder("?");
    signed.forEach((name, value) -> {
      switch (name) {
        case "method", "session_key", "api_key", "v" ->
            query.append(RpcCall.encoded(Map.of(name, value))).append('&');
        default -> body.text(name, value);
      }
    });
    body.part(FILE_HEADERS, SamplePictures.MIDDLE_JPEG.bytes());
    RpcCall call = new RpcCall(rpc);
    RpcReply reply =
        call.send(
            call.request(query.toString())
                .header("Content-Type", "multipart/form-data; boundary=" + MultipartBody.BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.end())));
    assertThat(reply.fields()).containsEntry("caption", "Zwei & drei");
  }

  @Test
  void textPartsWithAContentType() throws Exception {
    MultipartBody body = new MultipartBody();
    call()
        .with("caption", "Größe 日本 😀")
        .signed()
        .forEach((name, value) ->
            body.part(
                "Content-Disposition: form-data; name=\""
                    + name
                    + "\"\nContent-Type: text/plain;charset=utf-8",
                value.getBytes(StandardCharsets.UTF_8)));
    body.part(FILE_HEADERS, SamplePictures.LARGE_PNG.bytes());
    assertThat(new RpcCall(rpc).multipart(body.end()).fields())
        .containsEntry("caption", "Größe 日本 😀");
  }

  @Test
  void emptyAndUnknownParametersAreSignedAndOtherwiseAbsent() throws Exception {
    Map<String, String> photo =
        call()
            .with("aid", "")
            .with("caption", "")
            .with("format", "")
            .with("ss", "")
            .with("locale", "en_US")
            .with("Zebra", "Größe=&")
            .file(SamplePictures.MIDDLE_JPEG)
            .multipart()
            .fields();
    assertThat(photo).containsEntry("caption", "");
    assertThat(photo.get("aid")).isNotEqualTo(aid).isNotEqualTo("0");
  }

  @Test
  void anUnknownParameterIsPartOfTheSignature() throws Exception {
    Map<String, String> signed = call().with("Zebra", "1").signed();
    signed.put("Zebra", "2");
    MultipartBody body = new MultipartBody();
    signed.forEach(body::text);
    body.part(FILE_HEADERS, SamplePictures.MIDDLE_JPEG.bytes());
    assertThat(new RpcCall(rpc).multipart(body.end()).errorCode()).isEqualTo(104);
  }

  @Test
  void theNamesOfOtherLibraries() throws Exception {
    RpcCall call =
        new RpcCall(rpc)
            .with("method", "facebook.photos.upload")
            .with("apiKey", LiveRpc.API_KEY)
            .with("session_key", LiveRpc.SESSION);
    Map<String, String> signed = call.signed();
    String signature = signed.remove("sig");
    MultipartBody body = new MultipartBody();
    signed.forEach(body::text);
    body.text("apiSig", signature).part(FILE_HEADERS, SamplePictures.MIDDLE_JPEG.bytes());
    assertThat(new RpcCall(rpc).multipart(body.end()).errorCode()).isZero();
  }

  @Test
  void aDefaultAlbumIsMadeOnceAndNamedAfterTheApplication() throws Exception {
    RpcCall upload = rpc.call("up.photos.upload").file(SamplePictures.MIDDLE_JPEG);
    String first = upload.multipart().fields().get("aid");
    String second = upload.multipart().fields().get("aid");
    assertThat(first).isEqualTo(second).isNotEqualTo(aid);
    assertThat(rpc.call("up.photos.getAlbums").with("aids", first).get().items().getFirst())
        .containsEntry("name", "Photo Uploader for E")
        .containsEntry("size", "2");
  }

  @Test
  void aUploadThatIsNoMultipartPostIsRefused() throws Exception {
    assertThat(call().post().errorCode()).isEqualTo(100);
    assertThat(call().get().errorCode()).isEqualTo(100);
  }

  @Test
  void aMissingOrFaultyFileIsReportedAsSuch() throws Exception {
    assertThat(call().multipart().errorCode()).isEqualTo(324);
    for (SamplePictures sample : SamplePictures.values()) {
      if (!sample.isGood()) {
        assertThat(call().file(sample).multipart().errorCode()).as(sample.name()).isEqualTo(324);
      }
    }
    byte[] brokenTransfer =
        signedBody()
            .part(
                FILE_HEADERS + "\nContent-Transfer-Encoding: base64",
                "%%%".getBytes(StandardCharsets.US_ASCII))
            .end();
    assertThat(new RpcCall(rpc).multipart(brokenTransfer).errorCode()).isEqualTo(324);
    assertThat(rpc.call("up.photos.get").with("uids", "219074").get().items()).isEmpty();
  }

  @Test
  void anAlbumThatIsMalformedForeignOrUnknownIsRefused() throws Exception {
    String foreign = content.album(LiveRpc.OTHER, 5);
    String unknown = Long.toString(Long.parseLong(aid) + 1);
    for (String wrong :
        new String[] {"x", "0", "-1", "1", "2058813", "99999999999999999999", foreign, unknown}) {
      assertThat(call().with("aid", wrong).file(SamplePictures.SMALL_PNG).multipart().errorCode())
          .as(wrong)
          .isEqualTo(120);
    }
  }

  private MultipartBody signedBody() {
    MultipartBody body = new MultipartBody();
    call().signed().forEach(body::text);
    return body;
  }

  private RpcCall call() {
    return rpc.call("up.photos.upload").with("aid", aid);
  }
}

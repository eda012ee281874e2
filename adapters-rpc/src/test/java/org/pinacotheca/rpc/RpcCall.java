package org.pinacotheca.rpc;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pinacotheca.rpc.wire.MultipartBody;
import org.pinacotheca.rpc.wire.RpcParameter;
import org.pinacotheca.rpc.wire.Signature;
import org.pinacotheca.testkit.generate.SamplePictures;

/** A call built by a test; signed when it is sent, unless it has a signature. */
final class RpcCall {
  private final LiveRpc rpc;
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private String secret = LiveRpc.SECRET;
  private Optional<byte[]> file = Optional.empty();
  private String path = "/api.php";
  private String fileHeaders =
      "Content-Disposition: form-data; name=\"data\"; filename=\"somefilename.jpg\"\n"
          + "Content-Type: image/jpg";

  RpcCall(LiveRpc rpc) {
    this.rpc = rpc;
  }

  RpcCall with(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  RpcCall without(String name) {
    parameters.remove(name);
    return this;
  }

  RpcCall signedWith(String otherSecret) {
    secret = otherSecret;
    return this;
  }

  RpcCall to(String otherPath) {
    path = otherPath;
    return this;
  }

  RpcCall header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  RpcCall file(SamplePictures sample) {
    return file(sample.bytes());
  }

  RpcCall file(byte[] bytes) {
    file = Optional.of(bytes);
    return this;
  }

  /** A file in a transfer encoding, possibly with malformed bytes. */
  RpcCall base64File(byte[] encoded) {
    fileHeaders = fileHeaders + "\nContent-Transfer-Encoding: base64";
    return file(encoded);
  }

  Map<String, String> signed() {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    List<RpcParameter> unsigned =
        parameters.entrySet().stream()
            .map(entry -> new RpcParameter(entry.getKey(), entry.getValue()))
            .toList();
    all.putIfAbsent("sig", Signature.of(unsigned, secret));
    return all;
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  RpcReply get() throws IOException, InterruptedException {
    return send(request("?" + encoded(signed())).GET());
  }

  RpcReply post() throws IOException, InterruptedException {
    return send(
        request("")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(signed()))));
  }

  RpcReply multipart() throws IOException, InterruptedException {
    MultipartBody body = new MultipartBody();
    signed().forEach(body::text);
    file.ifPresent(bytes -> body.part(fileHeaders, bytes));
    return multipart(body.end());
  }

  RpcReply multipart(byte[] body) throws IOException, InterruptedException {
    return send(
        request("")
            .header("Content-Type", "multipart/form-data; boundary=" + MultipartBody.BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  HttpRequest.Builder request(String query) {
    HttpRequest.Builder request = rpc.request(path + query);
    headers.forEach(request::header);
    return request;
  }

  RpcReply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return rpc.send(request.build());
  }
}

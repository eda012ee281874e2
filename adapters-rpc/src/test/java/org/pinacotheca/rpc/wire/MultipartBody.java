package org.pinacotheca.rpc.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds multipart bodies as exactly as a test wants them. */
final class MultipartBody {
  static final String BOUNDARY = "SoMeTeXtWeWiLlNeVeRsEe";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final String boundary;

  MultipartBody(String boundary) {
    this.boundary = boundary;
  }

  MultipartBody() {
    this(BOUNDARY);
  }

  MultipartBody text(String name, String value) {
    return part(
        "Content-Disposition: form-data; name=\"" + name + "\"",
        value.getBytes(StandardCharsets.UTF_8));
  }

  MultipartBody part(String headers, byte[] content) {
    raw("--" + boundary + "\r\n" + headers.replace("\n", "\r\n") + "\r\n\r\n");
    out.writeBytes(content);
    return raw("\r\n");
  }

  MultipartBody raw(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  byte[] end() {
    return raw("--" + boundary + "--\r\n").bytes();
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}

package org.pinacotheca.rpc.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds multipart bodies as exactly as a test wants them. */
public final class MultipartBody {
  public static final String BOUNDARY = "SoMeTeXtWeWiLlNeVeRsEe";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final String boundary;

  public MultipartBody(String boundary) {
    this.boundary = boundary;
  }

  public MultipartBody() {
    this(BOUNDARY);
  }

  public MultipartBody text(String name, String value) {
    return part(
        "Content-Disposition: form-data; name=\"" + name + "\"",
        value.getBytes(StandardCharsets.UTF_8));
  }

  public MultipartBody part(String headers, byte[] content) {
    raw("--" + boundary + "\r\n" + headers.replace("\n", "\r\n") + "\r\n\r\n");
    out.writeBytes(content);
    return raw("\r\n");
  }

  public MultipartBody raw(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public byte[] end() {
    return raw("--" + boundary + "--\r\n").bytes();
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}

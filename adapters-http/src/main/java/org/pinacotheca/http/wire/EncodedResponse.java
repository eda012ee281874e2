package org.pinacotheca.http.wire;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response as bytes, which can be cached and sent again. Immutable.
 *
 * @param outcome for the operator: {@link #OK}, {@link #REPLAYED} or the code of the error
 * @param contentType empty when there is no body
 */
public record EncodedResponse(
    int status, String outcome, Map<String, String> headers, String contentType, Buffer body) {
  /** Success. */
  public static final String OK = "ok";

  /** A repeated command; the stored response is sent again. */
  public static final String REPLAYED = "replayed";

  private static final JsonFactory JSON = JsonReading.FACTORY;
  private static final int STORED_FORMAT = 1;

  public static EncodedResponse of(Response answer, Representation dialect) {
    if (answer.content().isEmpty()) {
      return new EncodedResponse(answer.status(), OK, answer.headers(), "", Buffer.buffer());
    }
    Response.Content content = answer.content().get();
    try {
      Buffer body = dialect.isXml() ? XmlWriter.write(content) : json(content, dialect.camelCase());
      String outcome =
          switch (content) {
            case Response.Content.Failure(ErrorBody error) -> error.code();
            case Response.Content.Plain(String word, JsonObject _) -> word;
            default -> OK;
          };
      return new EncodedResponse(
          answer.status(), outcome, answer.headers(), dialect.contentType(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Buffer json(Response.Content content, boolean camelCase) throws IOException {
    BufferPool space = BufferPool.take();
    try (JsonGenerator out = JSON.createGenerator(space, JsonEncoding.UTF8)) {
      new JsonWriter(out, camelCase).write(content);
    }
    return space.giveBack();
  }

  /** The response in the form stored for idempotency. */
  public byte[] toStored() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length() + 200);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(STORED_FORMAT);
      out.writeShort(status);
      out.writeUTF(contentType);
      out.writeShort(headers.size());
      for (Map.Entry<String, String> header : headers.entrySet()) {
        out.writeUTF(header.getKey());
        out.writeUTF(header.getValue());
      }
      out.writeInt(body.length());
      out.write(body.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The same response with one more header. */
  public EncodedResponse with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new EncodedResponse(status, outcome, more, contentType, body);
  }

  /** Restores a response that {@link #toStored} wrote. */
  public static EncodedResponse ofStored(byte[] stored, String outcome) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
      int format = in.readByte();
      if (format != STORED_FORMAT) {
        throw new IllegalStateException("a stored response is of format 1, not " + format);
      }
      int status = in.readUnsignedShort();
      String contentType = in.readUTF();
      Map<String, String> headers = new LinkedHashMap<>();
      int count = in.readUnsignedShort();
      for (int i = 0; i < count; i++) {
        headers.put(in.readUTF(), in.readUTF());
      }
      Buffer body = Buffer.buffer(in.readNBytes(in.readInt()));
      return new EncodedResponse(status, outcome, headers, contentType, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

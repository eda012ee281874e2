package org.pinacotheca.http.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.pinacotheca.http.wire.Body;
import org.pinacotheca.transport.BodyReader;
import org.pinacotheca.transport.Spool;
import org.pinacotheca.transport.SpooledFile;

/**
 * Copies the body of a request.
 *
 * @param withFingerprint whether to compute the SHA-256 of method, path and body as sent
 */
public record BodyCopy(HttpExchange exchange, boolean withFingerprint) {

  /** Copies a small body into memory, as sent. */
  public BodyReader.Reading<Body> toMemory() {
    return in -> {
      Optional<MessageDigest> digest = digest();
      byte[] bytes = in.readAllBytes();
      digest.ifPresent(it -> it.update(bytes));
      return new Body.InMemory(bytes, fingerprint(digest));
    };
  }

  /** Copies a large body into a new file, as UTF-8. */
  public BodyReader.Reading<Body> toFile(Spool spool) {
    return in -> {
      Optional<MessageDigest> digest = digest();
      InputStream digested =
          digest.<InputStream>map(it -> new DigestInputStream(in, it)).orElse(in);
      SpooledFile file = spool.create();
      try (Reader text =
              new InputStreamReader(digested, exchange.mediaType().charset().newDecoder());
          Writer utf8 = new OutputStreamWriter(file.appending(), StandardCharsets.UTF_8)) {
        text.transferTo(utf8);
        utf8.flush();
        return new Body.InFile(file, fingerprint(digest));
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    };
  }

  private Optional<MessageDigest> digest() {
    if (!withFingerprint) {
      return Optional.empty();
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String command = exchange.request().method().name() + " " + exchange.path() + "\n";
      digest.update(command.getBytes(StandardCharsets.UTF_8));
      return Optional.of(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String fingerprint(Optional<MessageDigest> digest) {
    return digest.map(it -> HexFormat.of().formatHex(it.digest())).orElse("");
  }
}

package org.pinacotheca.rpc.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.io.MaxLineLimitException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Event;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.transport.Spool;
import org.pinacotheca.transport.SpooledFile;

/**
 * Parses a multipart body while it arrives: text parts go to the collector, the file to the spool.
 * Used once, by one thread that may block.
 *
 * <p>A parser for mail does this, because the clients send parts that form parsers refuse: a file
 * without a name, text with a type and a transfer encoding.
 */
final class MultipartReader {
  private static final Pattern COMMA_BEFORE_BOUNDARY =
      Pattern.compile("^(\\s*multipart/form-data)\\s*,", Pattern.CASE_INSENSITIVE);
  private static final int BOUNDARY_LENGTH_MAX = 200;
  private static final int HEADERS_MAX = 64;
  private static final Set<String> TOLERATED =
      Set.of(
          Event.INVALID_HEADER.toString(),
          Event.OBSOLETE_HEADER.toString(),
          "Found CR without LF",
          "Found LF without CR",
          "ignored blanks");

  private final RequestLimits limits;
  private final Spool spool;
  private final ParameterCollector collector;
  private final byte[] transfer = new byte[16 << 10];
  private final Strictness strictness = new Strictness();
  private @Nullable SpooledFile named;
  private @Nullable SpooledFile data;

  MultipartReader(RequestLimits limits, Spool spool, ParameterCollector collector) {
    this.limits = limits;
    this.spool = spool;
    this.collector = collector;
  }

  /** Reads to the end of the body. Deletes the spooled file when it throws. */
  Optional<SpooledFile> read(InputStream body, String contentType) throws IOException {
    boolean complete = false;
    try {
      readParts(body, contentType);
      Optional<SpooledFile> file = chooseFile();
      complete = true;
      return file;
    } catch (MaxLineLimitException | MaxHeaderLengthLimitException | MaxHeaderLimitException e) {
      throw headersTooLong();
    } catch (MimeException e) {
      throw new MalformedRequest("The multipart body is malformed or incomplete.");
    } finally {
      if (!complete) {
        close(named);
        close(data);
      }
    }
  }

  private void readParts(InputStream body, String contentType) throws IOException, MimeException {
    if (contentType.indexOf('\r') >= 0 || contentType.indexOf('\n') >= 0) {
      throw new MalformedRequest("The type of the multipart body is malformed.");
    }
    MimeConfig config =
        MimeConfig.custom()
            .setMaxLineLen(limits.headerBytesMax())
            .setMaxHeaderLen(limits.headerBytesMax())
            .setMaxHeaderCount(HEADERS_MAX)
            .setMaxContentLen(-1)
            .build();
    BodyDescriptor described = described(config, contentType);
    String boundary = described.getBoundary();
    if (boundary == null || boundary.isEmpty() || boundary.length() > BOUNDARY_LENGTH_MAX) {
      throw new MalformedRequest("The multipart body has no usable boundary.");
    }
    String ours = UUID.randomUUID().toString();
    MimeTokenStream tokens = new MimeTokenStream(config, strictness, null, null);
    tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    tokens.parseHeadless(
        new OwnBoundary(body, boundary, ours), described.getMimeType() + "; boundary=" + ours);
    int parts = 0;
    PartHeaders headers = new PartHeaders(limits.headerBytesMax());
    EntityState state = tokens.getState();
    while (state != EntityState.T_END_OF_STREAM) {
      switch (state) {
        // A part is one value: nested multiparts are not parsed.
        case T_START_MULTIPART -> tokens.setRecursionMode(RecursionMode.M_FLAT);
        case T_START_BODYPART -> {
          if (++parts > limits.partsMax()) {
            throw new MalformedRequest("There are more than " + limits.partsMax() + " parts.");
          }
          headers = new PartHeaders(limits.headerBytesMax());
        }
        case T_FIELD -> headers.add(tokens.getField());
        case T_BODY -> readPart(headers, tokens);
        default -> {}
      }
      state = tokens.next();
    }
    if (parts == 0) {
      throw new MalformedRequest("The multipart body has no part.");
    }
  }

  private BodyDescriptor described(MimeConfig config, String contentType) {
    MimeTokenStream nothing = new MimeTokenStream(config, strictness, null, null);
    // Otherwise a body of type message would be entered at once, without a descriptor.
    nothing.setRecursionMode(RecursionMode.M_NO_RECURSE);
    nothing.parseHeadless(
        InputStream.nullInputStream(),
        COMMA_BEFORE_BOUNDARY.matcher(contentType).replaceFirst("$1;"));
    return nothing.getBodyDescriptor();
  }

  private void readPart(PartHeaders headers, MimeTokenStream tokens) throws IOException {
    if (tokens
        .getBodyDescriptor()
        .getMimeType()
        .toLowerCase(Locale.ROOT)
        .startsWith("multipart/")) {
      throw new MalformedRequest("A part of the multipart body is itself multipart.");
    }
    InputStream content = tokens.getDecodedInputStream();
    if (headers.hasFileName()) {
      if (named != null) {
        throw new MalformedRequest("More than one file is sent.");
      }
      named = spool.create();
      copy(content, named);
      return;
    }
    String name =
        headers
            .name()
            .orElseThrow(() -> new MalformedRequest("A part has neither a name nor a file name."));
    if (name.equals("data")) {
      if (data != null) {
        throw new MalformedRequest("The parameter data is given twice.");
      }
      data = spool.create();
      copy(content, data);
    } else {
      collector.add(name, text(content));
    }
  }

  /**
   * A part named data is the file only if no other part is, which is known only at the end of the
   * body.
   */
  private Optional<SpooledFile> chooseFile() throws IOException {
    if (named == null || data == null) {
      return Optional.ofNullable(named == null ? data : named);
    }
    try (InputStream content = data.open()) {
      collector.add("data", text(content));
    }
    data.close();
    return Optional.of(named);
  }

  private byte[] text(InputStream content) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      for (int count = content.read(transfer); count >= 0; count = content.read(transfer)) {
        text.write(transfer, 0, count);
        if (text.size() > limits.textBytesMax()) {
          throw new MalformedRequest(
              "A parameter is longer than " + limits.textBytesMax() + " bytes.");
        }
      }
    } catch (IOException e) {
      if (!strictness.tripped) {
        throw e;
      }
      throw new MalformedRequest("The transfer encoding of a part is broken.");
    }
    return text.toByteArray();
  }

  private void copy(InputStream content, SpooledFile into) throws IOException {
    try {
      for (int count = content.read(transfer); count >= 0; count = content.read(transfer)) {
        into.append(transfer, 0, count);
      }
    } catch (IOException e) {
      if (!strictness.tripped) {
        throw e;
      }
      strictness.tripped = false;
      // Reported as a bad image, after all checks that precede the image.
      into.markMalformed();
    }
  }

  private static void close(@Nullable SpooledFile file) {
    if (file != null) {
      file.close();
    }
  }

  static MalformedRequest headersTooLong() {
    return new MalformedRequest("The headers of a part are too long.");
  }

  /**
   * Makes the parser fail on everything except harmless mistakes of old clients; by default it
   * repairs silently.
   */
  private static final class Strictness extends DecodeMonitor {
    /**
     * While a part's content is read, this means a malformed transfer encoding: the decoders have
     * no exception of their own.
     */
    private boolean tripped;

    @Override
    public boolean warn(String error, String dropDesc) {
      boolean fatal = !TOLERATED.contains(error);
      tripped |= fatal;
      return fatal;
    }

    @Override
    public boolean isListening() {
      return true;
    }
  }
}

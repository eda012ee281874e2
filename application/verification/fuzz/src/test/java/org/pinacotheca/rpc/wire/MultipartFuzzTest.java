package org.pinacotheca.rpc.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.pinacotheca.transport.Spool;
import org.pinacotheca.transport.SpoolRoom;
import org.pinacotheca.transport.SpooledFile;

/** A multipart body is read within its limits or refused, and leaves no file. */
class MultipartFuzzTest {
  private static final RequestLimits LIMITS = RequestLimits.STANDARD;
  private final Spool spool;

  MultipartFuzzTest() throws IOException {
    spool = new Spool(Files.createDirectories(Path.of("spool")), SpoolRoom.unlimited());
  }

  /** The first line is the content type, the rest is the body. */
  @FuzzTest
  void isReadOrRefused(byte[] input) throws IOException {
    int end = 0;
    while (end < input.length && input[end] != '\n') {
      end++;
    }
    String contentType = new String(input, 0, end, StandardCharsets.ISO_8859_1);
    InputStream body = new ByteArrayInputStream(input, end, input.length - end);
    body.skip(1);
    ParameterCollector collector = new ParameterCollector(LIMITS);
    try {
      Optional<SpooledFile> file =
          new MultipartReader(LIMITS, spool, collector).read(body, contentType);
      file.ifPresent(SpooledFile::close);
      Assertions.assertEquals(-1, body.read(), "all of the body was read");
    } catch (MalformedRequest e) {
      Assertions.assertFalse(e.reported().isEmpty());
    }
    List<RpcParameter> parameters = collector.parameters();
    Assertions.assertTrue(parameters.size() <= LIMITS.partsMax());
    for (RpcParameter parameter : parameters) {
      byte[] value = parameter.value().getBytes(StandardCharsets.UTF_8);
      Assertions.assertTrue(value.length <= LIMITS.textBytesMax());
    }
    Assertions.assertEquals(0, spool.openFiles());
  }
}

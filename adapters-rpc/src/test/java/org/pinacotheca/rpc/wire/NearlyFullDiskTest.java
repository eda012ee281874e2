package org.pinacotheca.rpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.application.spi.StorageFullException;
import org.pinacotheca.transport.SpoolRoom;

/** A file is uploaded while the disk has only its reserve left. */
class NearlyFullDiskTest {
  /** Two mebibytes, for each of which there must be room. */
  private static final byte[] FILE = new byte[2 << 20];

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theUploadIsRefusedAndNoMoreOfItIsKept(int room) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    SpoolRoom spoolRoom =
        new SpoolRoom(
            Integer.MAX_VALUE,
            () -> {
              if (asked.incrementAndGet() == room) {
                throw new StorageFullException("The disk of the uploads is nearly full.", null);
              }
            });
    try (ReadingServer server = new ReadingServer(directory, spoolRoom)) {
      byte[] body =
          new MultipartBody()
              .text("method", "up.photos.upload")
              .part("Content-Disposition: form-data; filename=x", FILE)
              .end();
      String head =
          "POST /api.php HTTP/1.1\nHost: h\nContent-Length: "
              + body.length
              + LiveReaderTest.MULTIPART;
      assertThat(server.exchange(head, body).body()).contains("<error_code>2</error_code>");
      assertThat(((RequestRefused) server.outcome().failure()).error())
          .isEqualTo(RpcError.SERVICE_UNAVAILABLE);
      assertThat(asked).hasValue(room);
      assertThat(server.spool.openFiles()).isZero();
      assertThat(directory).isEmptyDirectory();
      assertThat(spoolRoom.available()).isEqualTo(Integer.MAX_VALUE);
    }
  }
}

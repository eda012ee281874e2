package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.transport.RequestObserver;
import org.pinacotheca.transport.RequestRecord;

/** A client leaves before it has a whole picture. */
class InterruptedMediaTest {
  private static final int BYTES = 16 << 20;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theRecordSaysSo(boolean isOnDisk, @TempDir Path directory) throws Exception {
    BlockingQueue<RequestRecord> records = new LinkedBlockingQueue<>();
    try (RestServer server =
        new RestServer(
            settings -> settings.withObserver(RequestObserver.atEnd(records::add)),
            executor -> executor)) {
      if (isOnDisk) {
        server.memory.files().openAsFiles(directory);
      }
      String path =
          MediaTest.upload(server, MediaTest.enlarged(SamplePictures.LARGE_PNG.bytes(), BYTES));
      readSomeAndLeave(server, path);
      RequestRecord record = records.take();
      while (!record.operation().equals("media")) {
        record = records.poll(5, TimeUnit.MINUTES);
      }
      assertThat(record.outcome()).isEqualTo("client_gone");
      assertThat(record.status()).isEqualTo(200);
      assertThat(record.bytesSent()).isLessThan(BYTES);
    }
  }

  private static void readSomeAndLeave(RestServer server, String path) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(1000)).hasSize(1000);
    }
  }
}

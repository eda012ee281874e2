package org.pinacotheca.rpc.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.transport.Spool;
import org.pinacotheca.transport.SpoolRoom;
import org.pinacotheca.transport.SpooledFile;

class MultipartReaderTest {
  private static final String TYPE = "multipart/form-data; boundary=" + MultipartBody.BOUNDARY;

  @TempDir Path directory;
  private Spool spool;
  private ParameterCollector collector;

  @BeforeEach
  void start() throws IOException {
    spool = new Spool(directory, SpoolRoom.unlimited());
    collector = new ParameterCollector(RequestLimits.STANDARD);
  }

  @AfterEach
  void nothingStays() {
    assertThat(spool.openFiles()).isZero();
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4095, 4096, 4097, 1_000_003})
  void keepsEveryByteOfTheFile(int size) throws IOException {
    byte[] picture = new byte[size];
    new Random(size).nextBytes(picture);
    byte[] body =
        new MultipartBody()
            .text("method", "up.photos.upload")
            .part(
                "Content-Disposition: form-data; filename=\"a.jpg\"\nContent-Type: image/jpg",
                picture)
            .text("caption", "Under the sunset")
            .end();
    assertThat(read(TYPE, body)).contains(picture);
    assertThat(collector.parameters())
        .containsExactly(
            new RpcParameter("method", "up.photos.upload"),
            new RpcParameter("caption", "Under the sunset"));
  }

  @Test
  void keepsLineEndsAndAlmostBoundariesInTheFile() throws IOException {
    byte[] picture =
        ("\r\n\r\n--SoMeTeXt\r\n x--" + MultipartBody.BOUNDARY + "\n\n--\r\n-\r\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    assertThat(
            read(
                TYPE,
                new MultipartBody()
                    .part("Content-Disposition: form-data; filename=x", picture)
                    .end()))
        .contains(picture);
  }

  @Test
  void keepsALineThatBeginsWithMoreThanTheBoundary() throws IOException {
    String delimiter = "\r\n--" + MultipartBody.BOUNDARY;
    byte[] picture = bytes("a" + delimiter + "x" + delimiter + "-x" + delimiter + "_");
    byte[] body =
        new MultipartBody()
            .part("Content-Disposition: form-data; filename=x", picture)
            .text("aid", "7")
            .end();
    assertThat(read(TYPE, body)).contains(picture);
    assertThat(collector.parameters()).containsExactly(new RpcParameter("aid", "7"));
  }

  /** The parser's buffer begins at one of these places. */
  @Test
  void keepsABoundaryWithinALineWhereverItStands() throws IOException {
    for (int before = 3900; before < 4200; before++) {
      byte[] picture = bytes("x".repeat(before) + "--" + MultipartBody.BOUNDARY + "--\r\nmore");
      byte[] body =
          new MultipartBody()
              .part("Content-Disposition: form-data; filename=x", picture)
              .text("aid", "7")
              .end();
      collector = new ParameterCollector(RequestLimits.STANDARD);
      assertThat(read(TYPE, body)).as("behind %d bytes", before).contains(picture);
      assertThat(collector.parameters()).containsExactly(new RpcParameter("aid", "7"));
    }
  }

  @Test
  void takesThePartNamedDataWhenNoneHasAFileName() throws IOException {
    byte[] body = new MultipartBody().text("data", "picture").text("aid", "7").end();
    assertThat(read(TYPE, body)).contains(bytes("picture"));
    assertThat(collector.parameters()).containsExactly(new RpcParameter("aid", "7"));
  }

  @Test
  void takesThePartNamedDataAsTextBesideAFile() throws IOException {
    byte[] body =
        new MultipartBody()
            .text("data", "text")
            .part(
                "content-type: IMAGE/JPG\n"
                    + "content-disposition: FORM-DATA; FileName=\"x\"; Name=\"picture\"",
                bytes("p"))
            .end();
    assertThat(read(TYPE, body)).contains(bytes("p"));
    assertThat(collector.parameters()).containsExactly(new RpcParameter("data", "text"));
  }

  @Test
  void readsTextWithATypeAndEncodings() throws IOException {
    byte[] body =
        new MultipartBody()
            .part(
                "Content-Type: text/plain;charset=utf-8\n"
                    + "Content-Disposition: form-data; name=caption",
                bytes("Größe"))
            .part(
                "Content-Disposition: form-data; name=\"b\"\nContent-Transfer-Encoding: base64",
                Base64.getMimeEncoder().encode(bytes("Größe 🌅".repeat(20))))
            .part(
                "Content-Disposition: form-data;\n"
                    + " name=\"q\"\n"
                    + "Content-Transfer-Encoding: Quoted-Printable",
                bytes("Gr=C3=B6=\r\nn"))
            .part(
                "Content-Disposition: form-data; name=\"e\"\nContent-Transfer-Encoding: 8bit",
                new byte[0])
            .part("Content-Disposition: form-data; name=\"Größe\"", bytes("1"))
            .end();
    assertThat(read(TYPE, body)).isEmpty();
    assertThat(collector.parameters())
        .containsExactly(
            new RpcParameter("caption", "Größe"),
            new RpcParameter("b", "Größe 🌅".repeat(20)),
            new RpcParameter("q", "Grön"),
            new RpcParameter("e", ""),
            new RpcParameter("Größe", "1"));
  }

  @Test
  void decodesAFileAndRemembersThatItsEncodingIsBroken() throws IOException {
    String headers =
        "Content-Disposition: form-data; filename=x\nContent-Transfer-Encoding: base64";
    byte[] picture = new byte[100_000];
    new Random(1).nextBytes(picture);
    assertThat(
            read(
                TYPE,
                new MultipartBody().part(headers, Base64.getMimeEncoder().encode(picture)).end()))
        .contains(picture);

    byte[] broken =
        new MultipartBody().part(headers, bytes("AAAA*not base64*")).text("aid", "7").end();
    try (SpooledFile file = reader().read(new ByteArrayInputStream(broken), TYPE).orElseThrow()) {
      assertThatThrownBy(file::open).isInstanceOf(PictureSource.MalformedException.class);
    }
    assertThat(collector.parameters()).containsExactly(new RpcParameter("aid", "7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data; boundary=\"SoMeTeXtWeWiLlNeVeRsEe\"",
        "Multipart/Form-Data; charset=utf-8; Boundary=SoMeTeXtWeWiLlNeVeRsEe",
        "multipart/form-data, boundary=SoMeTeXtWeWiLlNeVeRsEe",
        "multipart/form-data;boundary=SoMeTeXtWeWiLlNeVeRsEe;"
      })
  void findsTheBoundaryHoweverItIsWritten(String type) throws IOException {
    assertThat(read(type, new MultipartBody().text("a", "1").end())).isEmpty();
    assertThat(collector.parameters()).containsExactly(new RpcParameter("a", "1"));
  }

  @Test
  void ignoresWhatStandsAroundTheParts() throws IOException {
    byte[] body =
        new MultipartBody()
            .raw("MIME-version: 1.0\r\n\r\n")
            .text("a", "1")
            .raw("--SoMeTeXtWeWiLlNeVeRsEe--\r\nmore\r\n")
            .bytes();
    read(TYPE, body);
    assertThat(collector.parameters()).containsExactly(new RpcParameter("a", "1"));
  }

  @Test
  void opensTheFileAnyNumberOfTimes() throws IOException {
    byte[] body =
        new MultipartBody()
            .part("Content-Disposition: form-data; filename=x", bytes("picture"))
            .end();
    SpooledFile file = reader().read(new ByteArrayInputStream(body), TYPE).orElseThrow();
    assertThat(file.size()).isEqualTo(7);
    try (var first = file.open();
        var second = file.open()) {
      assertThat(first.read()).isEqualTo('p');
      assertThat(first.skip(2)).isEqualTo(2);
      assertThat(second.readAllBytes()).isEqualTo(bytes("picture"));
      assertThat(first.readAllBytes()).isEqualTo(bytes("ture"));
      file.close();
      file.close();
      assertThatThrownBy(first::read).isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesEveryTruncation() {
    byte[] whole =
        new MultipartBody()
            .text("caption", "c")
            .part("Content-Disposition: form-data; filename=x", bytes("picture"))
            .end();
    int finalDashes = whole.length - 2;
    for (int length = 0; length < finalDashes; length++) {
      byte[] truncated = Arrays.copyOf(whole, length);
      collector = new ParameterCollector(RequestLimits.STANDARD);
      assertThatThrownBy(() -> read(TYPE, truncated))
          .as("cut at %d", length)
          .isInstanceOf(MalformedRequest.class);
      assertThat(spool.openFiles()).isZero();
    }
  }

  @Test
  void refusesWhatTheContractDoesNotKnow() {
    String file = "Content-Disposition: form-data; filename=x";
    refused(new MultipartBody().text("a", "1").text("a", "2"));
    refused(new MultipartBody().text("api_key", "1").text("apiKey", "2"));
    refused(new MultipartBody().part(file, bytes("1")).part(file, bytes("2")));
    refused(new MultipartBody().text("data", "1").text("data", "2"));
    refused(new MultipartBody().part("Content-Disposition: form-data", bytes("1")));
    refused(new MultipartBody().part("Content-Type: image/jpeg", bytes("1")));
    refused(
        new MultipartBody()
            .part("Content-Disposition: form-data; name=a", new byte[] {(byte) 0xff}));
    refused(new MultipartBody().part("Content-Disposition: form-data; name=a; name=b", bytes("1")));
    refused(
        new MultipartBody()
            .part(
                "Content-Disposition: form-data; name=a\nContent-Type: multipart/mixed; boundary=i",
                bytes("--i--")));
    refused(
        new MultipartBody()
            .part(
                "Content-Disposition: form-data; name=a\nContent-Transfer-Encoding: base64",
                bytes("*")));
    refused(new MultipartBody());
  }

  @Test
  void refusesWhatPassesTheLimits() throws IOException {
    int textMax = RequestLimits.STANDARD.textBytesMax();
    read(TYPE, new MultipartBody().text("a", "x".repeat(textMax)).end());
    refused(new MultipartBody().text("a", "x".repeat(textMax + 1)));
    refused(new MultipartBody().text("a".repeat(257), ""));
    refused(
        new MultipartBody()
            .text("data", "x".repeat(textMax + 1))
            .part("Content-Disposition: form-data; filename=x", bytes("p")));
    String header = "Content-Disposition: form-data; name=b";
    refused(new MultipartBody().part(header + "\nX-Long: " + "x".repeat(8192), bytes("")));
    refused(
        new MultipartBody().part(header + ("\nX-More: " + "x".repeat(1000)).repeat(9), bytes("")));
    refused(new MultipartBody().part(header + "\nX: y".repeat(100), bytes("")));
    refused(new MultipartBody().part(header + "\n" + " x\n".repeat(4000) + "Y: y", bytes("")));
    MultipartBody many = new MultipartBody();
    for (int i = 0; i < 65; i++) {
      many.text("n" + i, "");
    }
    refused(many);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=b\rX-Other: 1",
        "multipart/form-data; boundary=b\nX-Other: 1"
      })
  void refusesAMissingOrBrokenBoundary(String type) {
    assertThatThrownBy(() -> read(type, new MultipartBody().text("a", "1").end()))
        .isInstanceOf(MalformedRequest.class);
  }

  private void refused(MultipartBody body) {
    collector = new ParameterCollector(RequestLimits.STANDARD);
    byte[] bytes = body.end();
    assertThatThrownBy(() -> read(TYPE, bytes)).isInstanceOf(MalformedRequest.class);
    assertThat(spool.openFiles()).isZero();
  }

  private Optional<byte[]> read(String type, byte[] body) throws IOException {
    Optional<SpooledFile> file = reader().read(new ByteArrayInputStream(body), type);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try (SpooledFile spooled = file.get();
        var content = spooled.open()) {
      return Optional.of(content.readAllBytes());
    }
  }

  private MultipartReader reader() {
    return new MultipartReader(RequestLimits.STANDARD, spool, collector);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package org.pinacotheca.rpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.pinacotheca.transport.Spool;
import org.pinacotheca.transport.SpoolRoom;
import org.pinacotheca.transport.SpooledFile;

class MultipartReaderProperties {
  private static final String TYPE = "multipart/form-data; boundary=" + MultipartBody.BOUNDARY;
  private static Path directory = Path.of("");

  @BeforeContainer
  static void makeSpool() throws Exception {
    directory = Files.createTempDirectory("rpc-multipart");
  }

  @AfterContainer
  static void removeSpool() throws Exception {
    Files.delete(directory);
  }

  @Property
  void everyFileArrivesHoweverItIsCutIntoPieces(
      @ForAll byte[] start, @ForAll("almostBoundaries") String end, @ForAll Random random)
      throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(start);
    file.writeBytes(end.getBytes(StandardCharsets.US_ASCII));
    byte[] body =
        new MultipartBody()
            .text("a", "1")
            .part("Content-Disposition: form-data; filename=x", file.toByteArray())
            .text("b", end)
            .end();
    Spool spool = new Spool(directory, SpoolRoom.unlimited());
    ParameterCollector collector = new ParameterCollector(RequestLimits.STANDARD);
    try (SpooledFile spooled =
            new MultipartReader(RequestLimits.STANDARD, spool, collector)
                .read(new Dribble(body, random), TYPE)
                .orElseThrow();
        InputStream content = spooled.open()) {
      assertThat(content.readAllBytes()).isEqualTo(file.toByteArray());
    }
    assertThat(collector.parameters())
        .containsExactly(new RpcParameter("a", "1"), new RpcParameter("b", end));
    assertThat(spool.openFiles()).isZero();
  }

  @Property(tries = 5000)
  void aDamagedBodyIsReadOrRefusedAndNothingElse(@ForAll("damages") List<Damage> damages)
      throws IOException {
    byte[] body = sound();
    for (Damage damage : damages) {
      body = damage.applyTo(body);
    }
    Spool spool = new Spool(directory, SpoolRoom.unlimited());
    ParameterCollector collector = new ParameterCollector(RequestLimits.STANDARD);
    String outcome;
    try {
      Optional<SpooledFile> file =
          new MultipartReader(RequestLimits.STANDARD, spool, collector)
              .read(new ByteArrayInputStream(body), TYPE);
      file.ifPresent(SpooledFile::close);
      outcome = "read";
    } catch (MalformedRequest e) {
      outcome = "refused";
    }
    assertThat(spool.openFiles()).isZero();
    Statistics.label("outcome")
        .collect(outcome)
        .coverage(coverage -> {
          coverage.check("read").percentage(share -> share > 1);
          coverage.check("refused").percentage(share -> share > 1);
        });
  }

  /** A mutation of the bytes at a position given as a fraction of their length. */
  record Damage(Kind kind, double place, int size, byte value) {
    enum Kind {
      OVERWRITE,
      REMOVE,
      REPEAT,
      INSERT,
      CUT
    }

    byte[] applyTo(byte[] body) {
      int from = (int) (place * body.length);
      int to = Math.min(body.length, from + size);
      byte[] head = Arrays.copyOf(body, from);
      byte[] tail = Arrays.copyOfRange(body, to, body.length);
      byte[] hit = Arrays.copyOfRange(body, from, to);
      byte[] filled = new byte[size];
      Arrays.fill(filled, value);
      return switch (kind) {
        case OVERWRITE -> joined(head, filled, tail);
        case REMOVE -> joined(head, tail);
        case REPEAT -> joined(head, hit, hit, tail);
        case INSERT -> joined(head, filled, hit, tail);
        case CUT -> head;
      };
    }
  }

  @Provide
  Arbitrary<List<Damage>> damages() {
    Arbitrary<Byte> values =
        Arbitraries.oneOf(
            Arbitraries.of(
                (byte) '\r',
                (byte) '\n',
                (byte) '-',
                (byte) '"',
                (byte) ':',
                (byte) ';',
                (byte) '=',
                (byte) 0),
            Arbitraries.bytes());
    Arbitrary<Integer> sizes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(1, 4), Arbitraries.integers().between(1, 400));
    return Combinators.combine(
            Arbitraries.of(Damage.Kind.class),
            Arbitraries.doubles().between(0, 1).ofScale(4),
            sizes,
            values)
        .as(Damage::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> almostBoundaries() {
    return Arbitraries.of(
            "\r\n",
            "\r",
            "\n",
            "-",
            "--",
            MultipartBody.BOUNDARY,
            "x--" + MultipartBody.BOUNDARY,
            "\r\n--SoMe",
            "\r\n\r\n")
        .list()
        .ofMaxSize(6)
        .map(pieces -> String.join("", pieces))
        .filter(text -> !("\n" + text).contains("\n--" + MultipartBody.BOUNDARY));
  }

  private static byte[] sound() {
    return new MultipartBody()
        .text("method", "up.photos.upload")
        .part(
            "Content-Disposition: form-data; name=\"caption\"\n"
                + "Content-Type: text/plain;charset=utf-8",
            "Größe".getBytes(StandardCharsets.UTF_8))
        .part(
            "Content-Disposition: form-data; filename=\"x.jpg\"\nContent-Transfer-Encoding: base64",
            "AAECAwQFBgc=".getBytes(StandardCharsets.US_ASCII))
        .text("data", "text")
        .part(
            "Content-Disposition: form-data; name=\"q\"\n"
                + "Content-Transfer-Encoding: quoted-printable",
            "a=3Db=\r\nc".getBytes(StandardCharsets.US_ASCII))
        .part(
            "Content-Disposition: form-data; name=\"raw\"",
            "x".repeat(300).getBytes(StandardCharsets.US_ASCII))
        .end();
  }

  private static byte[] joined(byte[]... pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }

  /** A stream that returns its bytes in chunks of any size, as a network does. */
  private static final class Dribble extends ByteArrayInputStream {
    private final Random random;

    Dribble(byte[] bytes, Random random) {
      super(bytes);
      this.random = random;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(
          into, offset, Math.min(length, 1 + random.nextInt(random.nextBoolean() ? 3 : 5000)));
    }
  }
}

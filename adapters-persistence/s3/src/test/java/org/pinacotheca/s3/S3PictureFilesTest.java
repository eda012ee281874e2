package org.pinacotheca.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.testkit.contract.PictureFilesContract;
import org.pinacotheca.testservers.S3Server;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

class S3PictureFilesTest extends PictureFilesContract {
  private static final AwsCredentialsProvider CREDENTIALS =
      credentials(S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
  private static final Instant LATER = Instant.now().plusSeconds(3600);
  private static final int LONG = 3 << 20;

  private final S3Server server = S3Server.shared();
  private String bucket;
  private S3PictureFiles files;

  @BeforeEach
  void open() {
    bucket = server.makeBucket();
    files = S3PictureFiles.open(at(server.endpoint()), CREDENTIALS);
  }

  @AfterEach
  void close() {
    files.close();
  }

  @Override
  protected PictureFiles files() {
    return files;
  }

  private static AwsCredentialsProvider credentials(String key, String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret));
  }

  private S3Location at(URI endpoint) {
    return new S3Location(bucket, "gallery/media/", Optional.of(endpoint), Optional.empty());
  }

  private Path object(MediaKey key) {
    return server.bucket(bucket).resolve("gallery").resolve("media").resolve(key.value());
  }

  private List<Path> objects() throws IOException {
    try (Stream<Path> all = Files.walk(server.bucket(bucket))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static RenderedPicture longPicture() {
    Map<Rendition, byte[]> contents = new EnumMap<>(picture("a").files());
    byte[] original = new byte[LONG];
    new Random(1).nextBytes(original);
    contents.put(Rendition.ORIGINAL, original);
    return new RenderedPicture(ImageFormat.JPEG, 3, 2, contents);
  }

  private PictureFiles.Content original() {
    return files.open(FIRST, Rendition.ORIGINAL).orElseThrow();
  }

  @Test
  void a_picture_is_one_object_below_the_prefix() throws IOException {
    files.store(FIRST, picture("first"));
    assertThat(objects()).containsExactly(object(FIRST));
    files.delete(FIRST);
    assertThat(objects()).isEmpty();
  }

  @Test
  void a_long_file_is_read_from_any_offset() throws IOException {
    RenderedPicture picture = longPicture();
    byte[] original = picture.file(Rendition.ORIGINAL);
    files.store(FIRST, picture);
    assertThat(original().size()).isEqualTo(LONG);
    for (int offset : new int[] {0, 1, 100_000, LONG - (1 << 20), LONG - 1, LONG}) {
      try (InputStream in = original().openAt(offset)) {
        assertThat(in.readAllBytes())
            .as("from " + offset)
            .isEqualTo(Arrays.copyOfRange(original, offset, LONG));
      }
    }
  }

  @Test
  void a_long_open_file_is_read_to_its_end_though_it_is_deleted() throws IOException {
    files.store(FIRST, longPicture());
    try (InputStream in = original().openAt(0)) {
      assertThat(in.read()).isNotNegative();
      files.delete(FIRST);
      assertThat(in.readAllBytes()).hasSize(LONG - 1);
    }
  }

  @Test
  void slow_readers_of_long_files_do_not_stop_others() throws IOException {
    files.store(FIRST, longPicture());
    for (int round = 0; round < 2; round++) {
      List<InputStream> slow = new ArrayList<>();
      try {
        for (int i = 0; i < 64; i++) {
          slow.add(original().openAt(0));
        }
        files.store(SECOND, picture("second"));
        assertThat(files.open(SECOND, Rendition.BIG)).isPresent();
      } finally {
        for (InputStream in : slow) {
          in.close();
          in.close();
        }
      }
    }
  }

  @Test
  void a_broken_connection_is_taken_up_where_it_broke() throws IOException {
    RenderedPicture picture = longPicture();
    files.store(FIRST, picture);
    try (CuttingProxy proxy = new CuttingProxy(server.endpoint(), Long.MAX_VALUE, LONG * 2L / 5);
        S3PictureFiles cut = S3PictureFiles.open(at(proxy.endpoint()), CREDENTIALS);
        InputStream in = cut.open(FIRST, Rendition.ORIGINAL).orElseThrow().openAt(0)) {
      assertThat(in.readAllBytes()).isEqualTo(picture.file(Rendition.ORIGINAL));
    }
  }

  @Test
  void an_upload_that_breaks_off_leaves_nothing() throws IOException {
    try (CuttingProxy proxy = new CuttingProxy(server.endpoint(), LONG / 2, Long.MAX_VALUE);
        S3PictureFiles cut = S3PictureFiles.open(at(proxy.endpoint()), CREDENTIALS)) {
      assertThatThrownBy(() -> cut.store(FIRST, longPicture()))
          .isInstanceOf(UncheckedIOException.class);
    }
    assertThat(files.open(FIRST, Rendition.SMALL)).isEmpty();
    assertThat(stored()).isEmpty();
  }

  private Set<MediaKey> stored() {
    Set<MediaKey> keys = new HashSet<>();
    files.eachStoredBefore(LATER, keys::add);
    return keys;
  }

  @Test
  void listing_goes_over_many_pages_and_passes_by_what_is_no_picture() throws IOException {
    files.store(FIRST, picture("first"));
    Path folder = object(FIRST).getParent();
    for (int i = 0; i < 2100; i++) {
      Files.createFile(folder.resolve("%032x".formatted(i)));
    }
    Files.createFile(folder.resolve("notes.txt"));
    Files.createFile(Files.createDirectory(folder.resolve("more")).resolve(SECOND.value()));
    Files.createFile(server.bucket(bucket).resolve(SECOND.value()));
    assertThat(stored()).hasSize(2101).contains(FIRST).doesNotContain(SECOND);
  }

  @Test
  void more_are_discarded_than_one_request_takes() throws IOException {
    files.store(FIRST, picture("first"));
    List<MediaKey> keys = new ArrayList<>();
    for (int i = 0; i < 1001; i++) {
      keys.add(new MediaKey("%032x".formatted(i)));
      Files.createFile(object(keys.getLast()));
    }
    files.discard(keys);
    assertThat(stored()).containsExactly(FIRST);
  }

  @Test
  void a_damaged_object_is_reported_and_not_served() throws IOException {
    files.store(FIRST, picture("first"));
    byte[] whole = Files.readAllBytes(object(FIRST));
    Files.write(object(FIRST), Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> files.open(FIRST, Rendition.SMALL))
        .isInstanceOf(UncheckedIOException.class)
        .hasStackTraceContaining("cut off");
    Files.writeString(object(FIRST), "something else", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> files.open(FIRST, Rendition.SMALL))
        .isInstanceOf(UncheckedIOException.class);
    Files.write(object(FIRST), new byte[0]);
    assertThatThrownBy(() -> files.open(FIRST, Rendition.SMALL))
        .isInstanceOf(UncheckedIOException.class);
  }

  private void assertRefused(S3Location location, AwsCredentialsProvider credentials, String why) {
    assertThatThrownBy(() -> S3PictureFiles.open(location, credentials))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining(S3Server.SECRET_KEY);
  }

  @Test
  void a_store_that_cannot_be_used_is_reported_at_once() throws IOException {
    S3Location there = at(server.endpoint());
    assertRefused(
        there,
        credentials(S3Server.ACCESS_KEY, "another"),
        "bucket '"
            + bucket
            + "' at "
            + server.endpoint()
            + " refuses the credentials (SignatureDoesNotMatch)");
    assertRefused(
        there,
        credentials("another", S3Server.SECRET_KEY),
        "refuses the credentials (InvalidAccessKeyId)");
    assertRefused(
        new S3Location("no-such-bucket", "", there.endpoint(), there.region()),
        CREDENTIALS,
        "there is no bucket 'no-such-bucket' at " + server.endpoint());
    assertRefused(
        there,
        AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create()),
        "no credentials are found");
    URI nobody = URI.create("http://127.0.0.1:1");
    assertRefused(at(nobody), CREDENTIALS, "cannot be reached");
  }

  @Test
  void a_store_that_goes_away_is_a_failure_of_storage() {
    S3Server mortal = S3Server.start();
    bucket = mortal.makeBucket();
    try (S3PictureFiles there = S3PictureFiles.open(at(mortal.endpoint()), CREDENTIALS)) {
      there.store(FIRST, picture("first"));
      there.probe();
      mortal.close();
      List<Runnable> uses =
          List.of(
              there::probe,
              () -> there.store(SECOND, picture("second")),
              () -> there.open(FIRST, Rendition.BIG),
              () -> there.delete(FIRST),
              () -> there.eachStoredBefore(LATER, _ -> {}));
      there.discard(List.of(FIRST));
      assertThat(uses)
          .allSatisfy(use -> assertThatThrownBy(use::run).isInstanceOf(UncheckedIOException.class));
    } finally {
      mortal.close();
    }
  }
}

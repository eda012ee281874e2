package org.pinacotheca.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Rendition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * {@link PictureFiles} in an S3 store, one object for each key ({@link PictureBundle}): a store
 * writes or deletes an object as a whole, so a picture exists with all its files or not at all.
 * Short files are read at once, long ones over a connection that stays open until they are closed;
 * the number of these is limited, so that slow readers leave connections for other requests. Safe
 * for several threads and nodes.
 */
public final class S3PictureFiles implements PictureFiles, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(S3PictureFiles.class);
  private static final int LONG_READS_MAX = 64;
  private static final Duration PROBE_MAX = Duration.ofSeconds(4);
  private static final int ATTEMPTS_MAX = 3;
  private static final int KEYS_PER_REQUEST = 1000;
  private static final long SLOWEST_BYTES_PER_SECOND = 1 << 20;

  /**
   * The first read contains the two smallest renditions of most pictures, so one request is enough.
   */
  private static final int HEAD_BYTES = 16 * 1024;

  private static final int SHORT_MAX = 1 << 20;
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");

  private final S3Location location;
  private final S3Client client;
  private final InstallationObject installation;
  private final Semaphore longReads = new Semaphore(LONG_READS_MAX);

  private S3PictureFiles(S3Location location, S3Client client) {
    this.location = location;
    this.client = client;
    this.installation = new InstallationObject(location, client);
  }

  /**
   * Opens the store with the credentials that Amazon's tools would use: from the environment, a
   * profile, the container or the machine.
   *
   * @throws UncheckedIOException with the reason, when the store cannot be used
   * @throws IllegalStateException when a move of pictures into it is unfinished
   */
  public static S3PictureFiles open(S3Location location) {
    return open(location, DefaultCredentialsProvider.builder().build());
  }

  /** As above, with these credentials. */
  public static S3PictureFiles open(S3Location location, AwsCredentialsProvider credentials) {
    return open(location, credentials, files -> files.installation.requireFinished());
  }

  /**
   * Opens a store that an installation's pictures are to be moved to; changes nothing yet.
   *
   * @throws UncheckedIOException with the reason, when the store cannot be used
   * @throws IllegalStateException when the store has pictures that are not this installation's
   */
  public static S3PictureFiles openForMove(S3Location location, InstallationId id) {
    return openForMove(location, DefaultCredentialsProvider.builder().build(), id);
  }

  /** As above, with these credentials. */
  public static S3PictureFiles openForMove(
      S3Location location, AwsCredentialsProvider credentials, InstallationId id) {
    return open(location, credentials, files -> files.requireEmptyOrOf(id));
  }

  private void requireEmptyOrOf(InstallationId id) {
    Optional<InstallationId> owner = installation.read();
    if (owner.isEmpty() ? !isEmpty() : !owner.get().equals(id)) {
      throw new IllegalStateException(
          "the "
              + location.description()
              + " holds pictures already, or those of another installation; a move never writes"
              + " over anything, so name another bucket or prefix");
    }
  }

  private static S3PictureFiles open(
      S3Location location, AwsCredentialsProvider credentials, Consumer<S3PictureFiles> check) {
    S3PictureFiles files = new S3PictureFiles(location, S3Clients.open(location, credentials));
    try {
      files.requireUsable(timeout(0));
      check.accept(files);
      return files;
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  /** Prevents servers from using the store until {@link #finishMove}. */
  public void beginMove(InstallationId id) {
    installation.beginMove(id);
  }

  /** Lets servers use the store. */
  public void finishMove(InstallationId id) {
    installation.finishMove(id);
  }

  private String name(MediaKey key) {
    return location.prefix() + key.value();
  }

  /** Timeouts that grow with the size of the body; a slower store counts as unavailable. */
  static Consumer<AwsRequestOverrideConfiguration.Builder> timeout(long bytes) {
    Duration each = S3Clients.SILENCE_MAX.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
    return limits ->
        limits.apiCallAttemptTimeout(each).apiCallTimeout(each.multipliedBy(ATTEMPTS_MAX));
  }

  private UncheckedIOException failure(String what, SdkException e) {
    return new UncheckedIOException(what, new IOException(S3Faults.explain(e, location), e));
  }

  @Override
  public void store(MediaKey key, RenderedPicture picture) {
    PictureBundle.Packed packed = PictureBundle.pack(picture);
    try {
      client.putObject(
          request ->
              request
                  .bucket(location.bucket())
                  .key(name(key))
                  .contentMD5(packed.md5())
                  .overrideConfiguration(timeout(packed.size())),
          RequestBody.fromContentProvider(packed::open, packed.size(), "application/octet-stream"));
    } catch (SdkException e) {
      throw failure("cannot store the files of a picture", e);
    }
  }

  @Override
  public Optional<Content> open(MediaKey key, Rendition rendition) {
    try {
      ResponseBytes<GetObjectResponse> head =
          client.getObject(part(key, 0, HEAD_BYTES).build(), ResponseTransformer.toBytes());
      byte[] bytes = head.asByteArrayUnsafe();
      PictureBundle bundle = PictureBundle.read(bytes);
      if (!isWhole(head.response(), bundle)) {
        throw new IOException("an object of a picture has been cut off");
      }
      String version = String.valueOf(head.response().eTag());
      return bundle.slice(rendition).map(slice -> new ObjectContent(key, version, slice, bytes));
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    } catch (SdkException e) {
      throw failure("cannot open a file of a picture", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a file of a picture", e);
    }
  }

  /** Parses {@code bytes FIRST-LAST/SIZE}. */
  private static boolean isWhole(GetObjectResponse head, PictureBundle bundle) {
    String range = head.contentRange();
    return range == null
        ? head.contentLength() == bundle.size()
        : range.endsWith("/" + bundle.size());
  }

  private GetObjectRequest.Builder part(MediaKey key, long start, long end) {
    return GetObjectRequest.builder()
        .bucket(location.bucket())
        .key(name(key))
        .range("bytes=" + start + "-" + (end - 1))
        .overrideConfiguration(timeout(end - start));
  }

  @Override
  public void delete(MediaKey key) {
    try {
      client.deleteObject(request ->
          request.bucket(location.bucket()).key(name(key)).overrideConfiguration(timeout(0)));
    } catch (SdkException e) {
      throw failure("cannot delete the files of a picture", e);
    }
  }

  @Override
  public void discard(Collection<MediaKey> keys) {
    List<ObjectIdentifier> names =
        keys.stream().map(key -> ObjectIdentifier.builder().key(name(key)).build()).toList();
    for (int from = 0; from < names.size(); from += KEYS_PER_REQUEST) {
      discard(names.subList(from, Math.min(from + KEYS_PER_REQUEST, names.size())));
    }
  }

  private void discard(List<ObjectIdentifier> names) {
    try {
      int failed =
          client
              .deleteObjects(request ->
                  request
                      .bucket(location.bucket())
                      .delete(list -> list.objects(names).quiet(true))
                      .overrideConfiguration(timeout(0)))
              .errors()
              .size();
      if (failed > 0) {
        LOG.warn(
            "{} of {} objects of pictures that are gone are left to the sweep",
            failed,
            names.size());
      }
    } catch (SdkException e) {
      LOG.warn("{} objects of pictures that are gone are left to the sweep", names.size(), e);
    }
  }

  @Override
  public void eachStoredBefore(Instant limit, Consumer<MediaKey> visitor) {
    ListObjectsV2Request all =
        listing().maxKeys(KEYS_PER_REQUEST).overrideConfiguration(timeout(0)).build();
    try {
      for (var page : client.listObjectsV2Paginator(all)) {
        keys(page.contents(), limit).forEach(visitor);
      }
    } catch (SdkException e) {
      throw failure("cannot list the pictures of the store", e);
    }
  }

  private ListObjectsV2Request.Builder listing() {
    return ListObjectsV2Request.builder().bucket(location.bucket()).prefix(location.prefix());
  }

  private List<MediaKey> keys(List<S3Object> objects, Instant limit) {
    return objects.stream()
        .filter(object -> object.lastModified().isBefore(limit))
        .map(object -> object.key().substring(location.prefix().length()))
        .filter(name -> KEY.matcher(name).matches())
        .map(MediaKey::new)
        .toList();
  }

  @Override
  public void probe() {
    requireUsable(limits -> limits.apiCallAttemptTimeout(PROBE_MAX).apiCallTimeout(PROBE_MAX));
  }

  private void requireUsable(Consumer<AwsRequestOverrideConfiguration.Builder> timeout) {
    try {
      client.listObjectsV2(listing().maxKeys(1).overrideConfiguration(timeout).build());
    } catch (SdkException e) {
      String why = S3Faults.explain(e, location);
      throw new UncheckedIOException(why, new IOException(why, e));
    }
    installation.require(timeout);
  }

  @Override
  public boolean isEmpty() {
    ListObjectsV2Request all =
        listing().maxKeys(KEYS_PER_REQUEST).overrideConfiguration(timeout(0)).build();
    try {
      return client.listObjectsV2Paginator(all).stream()
          .allMatch(page -> keys(page.contents(), Instant.MAX).isEmpty());
    } catch (SdkException e) {
      throw failure("cannot list the pictures of the store", e);
    }
  }

  @Override
  public Optional<InstallationId> installation() {
    return installation.read();
  }

  @Override
  public InstallationId claim(InstallationId id) {
    return installation.claim(id);
  }

  /** Closes all connections; open files fail. */
  @Override
  public void close() {
    client.close();
  }

  /** A file in an object whose first bytes are already read. */
  private final class ObjectContent implements Content {
    private final MediaKey key;
    private final String version;
    private final PictureBundle.Slice slice;
    private final byte[] head;

    private ObjectContent(MediaKey key, String version, PictureBundle.Slice slice, byte[] head) {
      this.key = key;
      this.version = version;
      this.slice = slice;
      this.head = head;
    }

    @Override
    public long size() {
      return slice.size();
    }

    @Override
    public InputStream openAt(long offset) throws IOException {
      if (offset < 0 || offset > slice.size()) {
        throw new IllegalArgumentException(
            "an offset is from 0 to " + slice.size() + ", not " + offset);
      }
      long start = slice.start() + offset;
      long left = slice.size() - offset;
      if (slice.end() <= head.length) {
        return new ByteArrayInputStream(head, (int) start, (int) left);
      }
      if (left == 0) {
        return InputStream.nullInputStream();
      }
      return left <= SHORT_MAX ? readAtOnce(start) : openLong(start);
    }

    private InputStream readAtOnce(long start) throws IOException {
      try {
        return client.getObject(request(start), ResponseTransformer.toBytes()).asInputStream();
      } catch (SdkException e) {
        throw new IOException(S3Faults.explain(e, location), e);
      }
    }

    private InputStream openLong(long start) throws IOException {
      takeTurn();
      boolean opened = false;
      try {
        InputStream in =
            new ResumingInputStream(this::connect, start, slice.end(), longReads::release);
        opened = true;
        return in;
      } finally {
        if (!opened) {
          longReads.release();
        }
      }
    }

    private void takeTurn() throws IOException {
      try {
        if (!longReads.tryAcquire(
            S3Clients.CONNECTION_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IOException("too many long files are read at a time");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }

    private ResponseInputStream<GetObjectResponse> connect(long start) throws IOException {
      try {
        return client.getObject(request(start), ResponseTransformer.toInputStream());
      } catch (SdkException e) {
        throw new IOException(S3Faults.explain(e, location), e);
      }
    }

    private GetObjectRequest request(long start) {
      return part(key, start, slice.end()).ifMatch(version).build();
    }
  }
}

package org.pinacotheca.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.MediaKey;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Copies an installation's pictures into an empty S3 store. From {@link #begin} to {@link #finish}
 * a mark in the store prevents servers from starting. Pictures sent by an earlier, aborted move are
 * not sent again. Several threads may add pictures.
 */
public final class S3PictureMove implements AutoCloseable {
  private static final String MARK = ".unfinished-move";
  private static final int COMPARED_AT_A_TIME = 1 << 16;

  private final S3Location location;
  private final S3Client client;
  private final S3PictureFiles files;
  private final String installation;
  private final boolean begunBefore;

  private S3PictureMove(
      S3Location location,
      S3Client client,
      S3PictureFiles files,
      String installation,
      boolean begunBefore) {
    this.location = location;
    this.client = client;
    this.files = files;
    this.installation = installation;
    this.begunBefore = begunBefore;
  }

  /**
   * Opens the store with the credentials that Amazon's tools would use; changes nothing yet.
   *
   * @param installation identifies the installation when the move is repeated
   * @param othersExpected whether pictures without a mark are from this move
   * @throws IllegalStateException when the store contains anything except an unfinished move of the
   *     same installation
   * @throws UncheckedIOException with the reason, when the store cannot be used
   */
  public static S3PictureMove open(
      S3Location location, String installation, boolean othersExpected) {
    return open(
        location, DefaultCredentialsProvider.builder().build(), installation, othersExpected);
  }

  /** As above, with these credentials. */
  public static S3PictureMove open(
      S3Location location,
      AwsCredentialsProvider credentials,
      String installation,
      boolean othersExpected) {
    S3Client client = S3Clients.open(location, credentials);
    S3PictureFiles files = new S3PictureFiles(location, client);
    try {
      files.probe();
      Optional<String> mark = mark(client, location, files);
      if (mark.isPresent() && !mark.get().equals(installation)) {
        throw new IllegalStateException(
            "the "
                + location.description()
                + " holds an unfinished move of another installation; name another bucket or"
                + " prefix");
      }
      boolean isOurs = mark.isPresent() || othersExpected;
      if (!isOurs && !files.isEmpty()) {
        throw new IllegalStateException(
            "the "
                + location.description()
                + " holds pictures already; a move never writes over anything, so name another"
                + " bucket or prefix");
      }
      return new S3PictureMove(location, client, files, installation, isOurs);
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private static String markName(S3Location location) {
    return location.prefix() + MARK;
  }

  private static Optional<String> mark(S3Client client, S3Location location, S3PictureFiles files) {
    try {
      return Optional.of(
          client
              .getObject(
                  request -> request.bucket(location.bucket()).key(markName(location)),
                  ResponseTransformer.toBytes())
              .asUtf8String());
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    } catch (SdkException e) {
      throw files.failure("the mark of a move cannot be read", e);
    }
  }

  /**
   * Refuses a store with pictures of an unfinished move.
   *
   * @throws IllegalStateException with a message on what to do
   */
  static void requireFinished(S3Client client, S3Location location) {
    try {
      boolean isMarked =
          client
              .listObjectsV2(request ->
                  request.bucket(location.bucket()).prefix(markName(location)).maxKeys(1))
              .hasContents();
      if (isMarked) {
        throw new IllegalStateException(
            "a move of pictures into the "
                + location.description()
                + " was not finished; run 'pinacotheca move' again with the same arguments");
      }
    } catch (SdkException e) {
      String why = S3Faults.explain(e, location);
      throw new UncheckedIOException(why, new IOException(why, e));
    }
  }

  /** Whether the same move was begun earlier and aborted. */
  public boolean begunBefore() {
    return begunBefore;
  }

  /** Sets the mark, which prevents servers from starting. */
  public void begin() {
    try {
      client.putObject(
          request -> request.bucket(location.bucket()).key(markName(location)),
          RequestBody.fromString(installation));
    } catch (SdkException e) {
      throw files.failure("the store cannot be marked", e);
    }
  }

  /**
   * Stores the files of a picture, unless identical ones are there already.
   *
   * @return whether they had to be sent
   */
  public boolean add(MediaKey key, RenderedPicture picture) {
    PictureBundle.Packed packed = PictureBundle.pack(picture);
    if (begunBefore && holds(key, packed)) {
      return false;
    }
    files.store(key, packed);
    return true;
  }

  private boolean holds(MediaKey key, PictureBundle.Packed packed) {
    try (ResponseInputStream<GetObjectResponse> stored =
        client.getObject(
            request ->
                request
                    .bucket(location.bucket())
                    .key(files.name(key))
                    .overrideConfiguration(S3PictureFiles.timeout(packed.size())),
            ResponseTransformer.toInputStream())) {
      boolean isSame =
          stored.response().contentLength() == packed.size() && isSame(stored, packed.open());
      if (!isSame) {
        stored.abort();
      }
      return isSame;
    } catch (NoSuchKeyException _) {
      return false;
    } catch (SdkException e) {
      throw files.failure("cannot read the files of a picture back", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the files of a picture back", e);
    }
  }

  private static boolean isSame(InputStream stored, InputStream wanted) throws IOException {
    byte[] expected = wanted.readNBytes(COMPARED_AT_A_TIME);
    while (Arrays.equals(expected, stored.readNBytes(expected.length))) {
      if (expected.length == 0) {
        return true;
      }
      expected = wanted.readNBytes(COMPARED_AT_A_TIME);
    }
    return false;
  }

  /** The files of the store, read-only, although the move is not finished. */
  public PictureFiles files() {
    return files;
  }

  /** Removes the mark, so that servers can start. */
  public void finish() {
    try {
      client.deleteObject(request -> request.bucket(location.bucket()).key(markName(location)));
    } catch (SdkException e) {
      throw files.failure("the mark of the move cannot be taken away", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}

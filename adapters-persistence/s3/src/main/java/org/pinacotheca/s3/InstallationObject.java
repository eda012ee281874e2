package org.pinacotheca.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.domain.installation.InstallationId;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * The object {@value #NAME} next to those of the pictures: the id, or that its pictures are still
 * being moved here. Thread-safe. Nodes of one installation may write it concurrently, because they
 * write the same; of two installations, one detects later that it is the other's.
 */
final class InstallationObject {
  private static final String NAME = "installation-id";
  private static final String UNFINISHED = "unfinished move of ";
  private static final int BYTES_MAX = 100;

  private final S3Location location;
  private final S3Client client;
  private volatile @Nullable InstallationId claimed;

  InstallationObject(S3Location location, S3Client client) {
    this.location = location;
    this.client = client;
  }

  private String name() {
    return location.prefix() + NAME;
  }

  /** The id of the installation whose pictures are here or are being moved here. */
  Optional<InstallationId> read() {
    return id(text());
  }

  private Optional<InstallationId> id(Optional<String> text) {
    return text.map(it -> it.startsWith(UNFINISHED) ? it.substring(UNFINISHED.length()) : it)
        .map(this::parse);
  }

  /**
   * Refuses a store that pictures are still being moved to.
   *
   * @throws IllegalStateException with a message on what to do
   */
  void requireFinished() {
    if (text().filter(it -> it.startsWith(UNFINISHED)).isPresent()) {
      throw new IllegalStateException(
          "a move of pictures into the "
              + location.description()
              + " was not finished; run 'pinacotheca move' again with the same arguments");
    }
  }

  private Optional<String> text() {
    return text(S3PictureFiles.timeout(0));
  }

  private Optional<String> text(Consumer<AwsRequestOverrideConfiguration.Builder> timeout) {
    try {
      return Optional.of(
          client
              .getObject(
                  request ->
                      request
                          .bucket(location.bucket())
                          .key(name())
                          .range("bytes=0-" + (BYTES_MAX - 1))
                          .overrideConfiguration(timeout),
                  ResponseTransformer.toBytes())
              .asUtf8String());
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    } catch (SdkException e) {
      throw failure(e);
    }
  }

  private InstallationId parse(String text) {
    try {
      return new InstallationId(text.strip());
    } catch (IllegalArgumentException e) {
      throw new UncheckedIOException(
          new IOException("the object " + name() + " holds no installation id", e));
    }
  }

  /** Writes the id if there is none; returns the one that is there now. */
  InstallationId claim(InstallationId id) {
    requireFinished();
    Optional<InstallationId> before = read();
    if (before.isEmpty()) {
      write(id.value());
    }
    InstallationId now = before.or(this::read).orElse(id);
    if (now.equals(id)) {
      claimed = id;
    }
    return now;
  }

  /** Writes that a move has begun, unless there is an id. */
  void beginMove(InstallationId id) {
    if (text().isEmpty()) {
      write(UNFINISHED + id.value());
    }
  }

  /** Writes the id in place of the begun move. */
  void finishMove(InstallationId id) {
    write(id.value());
  }

  private void write(String text) {
    try {
      client.putObject(
          request -> request.bucket(location.bucket()).key(name()),
          RequestBody.fromString(text + "\n"));
    } catch (SdkException e) {
      throw failure(e);
    }
  }

  private UncheckedIOException failure(SdkException e) {
    String why = S3Faults.explain(e, location);
    return new UncheckedIOException(why, new IOException(why, e));
  }

  /**
   * Does nothing while the store has no installation id.
   *
   * @param timeout how long the store may take
   * @throws StorageUnavailableException when the object is missing, or another installation's
   */
  void require(Consumer<AwsRequestOverrideConfiguration.Builder> timeout) {
    InstallationId wanted = claimed;
    if (wanted == null || id(text(timeout)).equals(Optional.of(wanted))) {
      return;
    }
    throw new StorageUnavailableException(
        "the object "
            + name()
            + " of the "
            + location.description()
            + " does not hold this installation's id",
        null);
  }
}

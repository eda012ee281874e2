package org.pinacotheca.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.testkit.contract.PictureFilesContract.FIRST;
import static org.pinacotheca.testkit.contract.PictureFilesContract.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.testservers.S3Server;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Pictures are moved into an empty store, and nothing is served before the end. */
class S3PictureMoveTest {
  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(S3Server.ACCESS_KEY, S3Server.SECRET_KEY));

  private static final InstallationId OURS = new InstallationId("1".repeat(32));
  private static final InstallationId OTHERS = new InstallationId("2".repeat(32));

  private final S3Server server = S3Server.shared();
  private S3Location location;

  @BeforeEach
  void makeBucket() {
    location =
        new S3Location(
            server.makeBucket(), "media/", Optional.of(server.endpoint()), Optional.empty());
  }

  private S3PictureFiles open() {
    return S3PictureFiles.openForMove(location, CREDENTIALS, OURS);
  }

  private S3PictureFiles files() {
    return S3PictureFiles.open(location, CREDENTIALS);
  }

  @Test
  void noServerUsesTheStoreBeforeTheMoveIsFinished() throws IOException {
    try (S3PictureFiles move = open()) {
      files().close();
      move.beginMove(OURS);
      move.store(FIRST, picture("first"));
      assertThatThrownBy(this::files)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("run 'pinacotheca move' again");
      assertThatThrownBy(() -> move.claim(OURS)).isInstanceOf(IllegalStateException.class);
      assertThat(move.installation()).contains(OURS);
      assertThat(move.open(FIRST, Rendition.THUMB)).isPresent();
      move.finishMove(OURS);
    }
    try (S3PictureFiles files = files()) {
      assertThat(bytes(files)).isEqualTo(picture("first").file(Rendition.ORIGINAL));
      assertThat(files.claim(OURS)).isEqualTo(OURS);
    }
  }

  @Test
  void anInterruptedMoveGoesOn() {
    try (S3PictureFiles move = open()) {
      move.beginMove(OURS);
      move.store(FIRST, picture("first"));
    }
    try (S3PictureFiles again = open()) {
      again.beginMove(OURS);
      assertThat(again.open(FIRST, Rendition.THUMB)).isPresent();
      again.finishMove(OURS);
    }
    try (S3PictureFiles finished = open()) {
      finished.beginMove(OURS);
      files().close();
    }
  }

  private static byte[] bytes(PictureFiles files) throws IOException {
    try (var in = files.open(FIRST, Rendition.ORIGINAL).orElseThrow().openAt(0)) {
      return in.readAllBytes();
    }
  }

  @Test
  void picturesOfOthersAreLeftAlone() {
    try (S3PictureFiles move = S3PictureFiles.openForMove(location, CREDENTIALS, OTHERS)) {
      move.beginMove(OTHERS);
      assertRefused();
      move.finishMove(OTHERS);
      assertRefused();
    }
  }

  private void assertRefused() {
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("name another bucket");
  }

  @Test
  void picturesOfNobodyKnownAreLeftAlone() {
    try (S3PictureFiles files = files()) {
      files.store(FIRST, picture("first"));
    }
    assertRefused();
  }

  @Test
  void whatLiesBesideThePrefixIsNobodysBusiness() throws IOException {
    Path beside = server.bucket(location.bucket()).resolve(FIRST.value());
    Files.writeString(beside, "of others");
    open().close();
  }
}

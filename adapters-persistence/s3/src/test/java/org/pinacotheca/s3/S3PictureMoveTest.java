package org.pinacotheca.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.testkit.contract.PictureFilesContract.FIRST;
import static org.pinacotheca.testkit.contract.PictureFilesContract.SECOND;
import static org.pinacotheca.testkit.contract.PictureFilesContract.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.PictureFiles;
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

  private final S3Server server = S3Server.shared();
  private S3Location location;

  @BeforeEach
  void makeBucket() {
    location =
        new S3Location(
            server.makeBucket(), "media/", Optional.of(server.endpoint()), Optional.empty());
  }

  private S3PictureMove open() {
    return S3PictureMove.open(location, CREDENTIALS, "installation", false);
  }

  private S3PictureFiles files() {
    return S3PictureFiles.open(location, CREDENTIALS);
  }

  @Test
  void noServerUsesTheStoreBeforeTheMoveIsFinished() throws IOException {
    try (S3PictureMove move = open()) {
      assertThat(move.begunBefore()).isFalse();
      files().close();
      move.begin();
      assertThat(move.add(FIRST, picture("first"))).isTrue();
      assertThatThrownBy(this::files)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("run 'pinacotheca move' again");
      assertThat(move.files().open(FIRST, Rendition.THUMB)).isPresent();
      move.finish();
    }
    try (S3PictureFiles files = files()) {
      assertThat(bytes(files)).isEqualTo(picture("first").file(Rendition.ORIGINAL));
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("holds pictures already");
    S3PictureMove.open(location, CREDENTIALS, "installation", true).close();
  }

  private static byte[] bytes(PictureFiles files) throws IOException {
    try (var in = files.open(FIRST, Rendition.ORIGINAL).orElseThrow().openAt(0)) {
      return in.readAllBytes();
    }
  }

  @Test
  void whatIsThereIsNotSentAgainAndWhatIsDamagedIs() throws IOException {
    try (S3PictureMove move = open()) {
      move.begin();
      move.add(FIRST, picture("first"));
    }
    try (S3PictureMove again = open()) {
      assertThat(again.begunBefore()).isTrue();
      again.begin();
      assertThat(again.add(FIRST, picture("first"))).isFalse();
      assertThat(again.add(SECOND, picture("second"))).isTrue();
      assertThat(again.add(FIRST, picture("longer than first"))).as("another length").isTrue();
      assertThat(again.add(FIRST, picture("First"))).isTrue();
      assertThat(again.add(FIRST, picture("first"))).as("one other byte").isTrue();
      assertThat(bytes(again.files())).isEqualTo(picture("first").file(Rendition.ORIGINAL));
    }
  }

  @Test
  void anUnfinishedMoveOfAnotherInstallationIsLeftAlone() {
    try (S3PictureMove move = open()) {
      move.begin();
    }
    assertThatThrownBy(() -> S3PictureMove.open(location, CREDENTIALS, "another", false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another installation");
  }

  @Test
  void whatLiesBesideThePrefixIsNobodysBusiness() throws IOException {
    Path beside = server.bucket(location.bucket()).resolve(FIRST.value());
    Files.writeString(beside, "of others");
    open().close();
  }
}

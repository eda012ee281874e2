package org.pinacotheca.domain.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.pinacotheca.domain.installation.MediaOwnership.Pictures;

class MediaOwnershipProperties {
  private static final InstallationId ONE = new InstallationId("1".repeat(32));
  private static final InstallationId OTHER = new InstallationId("2".repeat(32));

  @Provide
  Arbitrary<Optional<InstallationId>> ids() {
    return Arbitraries.of(Optional.empty(), Optional.of(ONE), Optional.of(OTHER));
  }

  private static boolean isAccepted(MediaOwnership ownership) {
    return ownership == MediaOwnership.SAME || ownership == MediaOwnership.NEW;
  }

  @Property
  void filesBesideADatabaseWithoutPicturesAreTakenByTheSameIdOnly(
      @ForAll("ids") Optional<InstallationId> database,
      @ForAll("ids") Optional<InstallationId> media) {
    MediaOwnership ownership = MediaOwnership.of(database, media, Pictures.NONE, false);
    assertThat(isAccepted(ownership)).isEqualTo(database.isPresent() && database.equals(media));
  }

  @Property
  void anotherInstallationsIdIsNeverTaken(
      @ForAll("ids") Optional<InstallationId> database,
      @ForAll("ids") Optional<InstallationId> media,
      @ForAll Pictures pictures,
      @ForAll boolean isEmpty) {
    Assume.that(database.isPresent() && media.isPresent() && !database.equals(media));
    assertThat(MediaOwnership.of(database, media, pictures, isEmpty))
        .isEqualTo(MediaOwnership.OTHERS_MEDIA);
  }

  @Property
  void picturesWithoutFilesNeedTheSameId(
      @ForAll("ids") Optional<InstallationId> database,
      @ForAll("ids") Optional<InstallationId> media,
      @ForAll boolean isEmpty) {
    MediaOwnership ownership = MediaOwnership.of(database, media, Pictures.LOST, isEmpty);
    assertThat(isAccepted(ownership)).isEqualTo(database.isPresent() && database.equals(media));
  }

  @Property
  void whoeverFindsItsPicturesIsTiedUnlessAnotherIdIsThere(
      @ForAll("ids") Optional<InstallationId> database,
      @ForAll("ids") Optional<InstallationId> media,
      @ForAll boolean isEmpty) {
    MediaOwnership ownership = MediaOwnership.of(database, media, Pictures.FOUND, isEmpty);
    assertThat(isAccepted(ownership))
        .isEqualTo(database.isEmpty() || media.isEmpty() || database.equals(media));
  }

  @Example
  void aFreshInstallationIsTied() {
    assertThat(MediaOwnership.of(Optional.empty(), Optional.empty(), Pictures.NONE, true))
        .isEqualTo(MediaOwnership.NEW);
    assertThat(MediaOwnership.of(Optional.of(ONE), Optional.empty(), Pictures.NONE, true))
        .as("a first start that ended between the two")
        .isEqualTo(MediaOwnership.NEW);
  }

  @Property
  void aSweepMayTakeAHundredOrATenth(
      @ForAll @LongRange(min = 0, max = 1L << 40) long stored,
      @ForAll @LongRange(min = 0, max = 1L << 40) long orphans) {
    Assume.that(orphans <= stored);
    assertThat(SweepLimit.STANDARD.allows(orphans, stored))
        .isEqualTo(orphans <= 100 || orphans * 10 <= stored);
  }

  @Example
  void aLimitIsNoNegativeNumber() {
    assertThatThrownBy(() -> new SweepLimit(-1, 0)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new SweepLimit(0, 101)).hasMessageContaining("101");
    assertThatThrownBy(() -> new InstallationId("A".repeat(32))).hasMessageContaining("AAAA");
  }
}

package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.IdempotencyStore.StoredResponse;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;

/**
 * The contract of concurrent units of work: they take effect one after the other. Part of {@link
 * StorageContract}.
 */
public interface ConcurrentWorkContract {
  /** The storage under test. */
  StorageFixture fixture();

  @Test
  default void whatIsNotYetCommittedIsNotSeenByOthers() throws Exception {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    CountDownLatch added = new CountDownLatch(1);
    CountDownLatch looked = new CountDownLatch(1);
    // A thread of its own, because other tests may leave none in a common pool.
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<?> writer =
          thread.submit(() ->
              fixture.change(tx -> {
                tx.albums().add(StorageFixture.newAlbum(tx.albums().nextId(), owner, 0));
                added.countDown();
                await(looked);
              }));
      await(added);
      try {
        assertThat(fixture.<Integer>read(tx -> tx.albums().extent(owner).count())).isZero();
      } finally {
        looked.countDown();
      }
      writer.get(5, TimeUnit.MINUTES);
    }
    assertThat(fixture.<Integer>read(tx -> tx.albums().extent(owner).count())).isEqualTo(1);
  }

  @Test
  default void workThatHoldsTheSameMemberRunsOneAfterTheOther() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    Album album = fixture.album(owner, 0);
    int threads = 4;
    int times = 10;
    StorageFixture.together(
        threads,
        () -> {
          for (int time = 0; time < times; time++) {
            fixture.change(tx -> {
              assertThat(tx.members().lockGallery(owner)).isTrue();
              Album now = tx.albums().find(owner, album.id()).orElseThrow();
              tx.albums().replace(StorageFixture.newAlbum(now.id(), owner, now.sequence() + 1));
            });
          }
          return true;
        });
    assertThat(
            fixture.<Integer>read(
                tx -> tx.albums().find(owner, album.id()).orElseThrow().sequence()))
        .isEqualTo(threads * times);
  }

  @Test
  default void holdingAMemberGivesTheirGalleryItsNextVersion() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    UserId other = fixture.member();
    long before = version(owner);
    long ofOther = version(other);
    fixture.change(tx -> assertThat(tx.members().lockGallery(owner)).isTrue());
    long after = version(owner);
    assertThat(after).isGreaterThan(before);
    assertThat(version(other)).isEqualTo(ofOther);
    assertThatThrownBy(() ->
            fixture.change(tx -> {
              assertThat(tx.members().lockGallery(owner)).isTrue();
              throw new IllegalArgumentException("the work fails");
            }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(version(owner)).isEqualTo(after);
    UserId nobody = fixture.write(StorageFixture::freeUserId);
    assertThat(fixture.<OptionalLong>read(tx -> tx.members().galleryVersion(nobody))).isEmpty();
  }

  private long version(UserId member) {
    return fixture().<Long>read(tx -> tx.members().galleryVersion(member).orElseThrow());
  }

  @Test
  default void aMemberWhoDoesNotExistCannotBeHeld() {
    UserId nobody = fixture().write(StorageFixture::freeUserId);
    assertThat(fixture().<Boolean>write(tx -> tx.members().lockGallery(nobody))).isFalse();
  }

  @Test
  default void ofTwoUnitsThatAddTheSameOneFindsTheOthers() {
    StorageFixture fixture = fixture();
    UserId actor = fixture.member();
    ApiKey application = fixture.application();
    for (int round = 0; round < 5; round++) {
      StoredResponse.Id id = new StoredResponse.Id(actor, application, StorageFixture.unique());
      List<Boolean> added =
          StorageFixture.together(
              4,
              () ->
                  fixture.write(tx -> {
                    if (tx.idempotency().find(id).isPresent()) {
                      return false;
                    }
                    tx.idempotency()
                        .add(StorageFixture.newStoredResponse(id, actor, tx.now()), Instant.EPOCH);
                    return true;
                  }));
      assertThat(added).containsOnlyOnce(true);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(5, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}

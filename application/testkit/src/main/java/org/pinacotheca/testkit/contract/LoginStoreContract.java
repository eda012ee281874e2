package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.testkit.contract.StorageFixture.SOME_TIME;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.ExpiryStore;
import org.pinacotheca.domain.authorization.Login;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;

/** The contract of the login store. Part of {@link StorageContract}. */
public interface LoginStoreContract {
  /** The storage under test. */
  StorageFixture fixture();

  @Test
  default void aLoginIsFoundAsItWasAdded() {
    StorageFixture fixture = fixture();
    ApiKey application = fixture.application();
    Login full =
        new Login(
            StorageFixture.uniqueHash(),
            application,
            Optional.of(new CommunityName("somewhere")),
            Optional.of(Duration.ofMinutes(Integer.MAX_VALUE)),
            SOME_TIME,
            Optional.of(fixture.member()));
    Login bare = login(application, SOME_TIME);
    fixture.change(tx -> {
      tx.logins().add(full);
      tx.logins().add(bare);
    });
    assertThat(fixture.maybe(tx -> tx.logins().find(full.token()))).contains(full);
    assertThat(fixture.maybe(tx -> tx.logins().find(bare.token()))).contains(bare);
    assertThat(fixture.maybe(tx -> tx.logins().find(StorageFixture.uniqueHash()))).isEmpty();
    assertThatThrownBy(() -> fixture.change(tx -> tx.logins().add(bare)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  default void theFirstMemberToApproveALoginStaysTheOne() {
    StorageFixture fixture = fixture();
    SecretHash token = added(fixture, login(fixture.application(), SOME_TIME));
    UserId first = fixture.member();
    UserId second = fixture.member();
    assertThat(approve(fixture, token, first)).isTrue();
    assertThat(approve(fixture, token, first)).isTrue();
    assertThat(approve(fixture, token, second)).isFalse();
    assertThat(fixture.maybe(tx -> tx.logins().find(token).flatMap(Login::approvedBy)))
        .contains(first);
    assertThat(approve(fixture, StorageFixture.uniqueHash(), first)).isFalse();
  }

  @Test
  default void aLoginIsRemovedByOneOfManyThreads() {
    StorageFixture fixture = fixture();
    ApiKey application = fixture.application();
    for (int round = 0; round < 5; round++) {
      SecretHash token = added(fixture, login(application, SOME_TIME));
      List<Boolean> removed =
          StorageFixture.together(4, () -> fixture.write(tx -> tx.logins().remove(token)));
      assertThat(removed).containsOnlyOnce(true);
      assertThat(fixture.maybe(tx -> tx.logins().find(token))).isEmpty();
    }
  }

  @Test
  default void anApplicationsOpenLoginsAreCounted() {
    StorageFixture fixture = fixture();
    ApiKey application = fixture.application();
    added(fixture, login(fixture.application(), SOME_TIME.plusSeconds(60)));
    SecretHash early = added(fixture, login(application, SOME_TIME.plusNanos(1000)));
    SecretHash late = added(fixture, login(application, SOME_TIME.plusSeconds(60)));
    approve(fixture, late, fixture.member());
    assertThat(open(fixture, application, SOME_TIME)).isEqualTo(2);
    Instant whenLateWasAsked = SOME_TIME.plusSeconds(60).minus(Login.LIFETIME);
    assertThat(open(fixture, application, whenLateWasAsked)).isEqualTo(2);
    assertThat(open(fixture, application, whenLateWasAsked.minusNanos(1000))).isEqualTo(1);
    assertThat(open(fixture, application, SOME_TIME.minus(Duration.ofDays(1)))).isZero();
    assertThat(open(fixture, application, SOME_TIME.plusNanos(1000))).isEqualTo(1);
    assertThat(open(fixture, application, SOME_TIME.plusSeconds(60))).isZero();
    fixture.<Boolean>write(tx -> tx.logins().remove(early));
    assertThat(open(fixture, application, SOME_TIME)).isEqualTo(1);
  }

  @Test
  default void expiredLoginsAreRemovedUpToALimit() {
    StorageFixture fixture = fixture();
    ApiKey application = fixture.application();
    Instant old = Instant.parse("1994-01-01T00:00:00.000001Z");
    List<SecretHash> over =
        Stream.generate(() -> added(fixture, login(application, old))).limit(3).toList();
    SecretHash justThen = added(fixture, login(application, old.plusNanos(1000)));
    fixture.change(
        tx -> tx.expired().removeBefore(ExpiryStore.Kind.LOGINS, old.plusNanos(1000), 2));
    assertThat(left(fixture, over)).isEqualTo(1);
    fixture.change(
        tx -> tx.expired().removeBefore(ExpiryStore.Kind.LOGINS, old.plusNanos(1000), 1000));
    assertThat(left(fixture, over)).isZero();
    assertThat(left(fixture, List.of(justThen))).isEqualTo(1);
    fixture.change(
        tx -> tx.expired().removeBefore(ExpiryStore.Kind.LOGINS, old.plusNanos(2000), 1000));
    assertThat(left(fixture, List.of(justThen))).isZero();
  }

  private static Login login(ApiKey application, Instant expires) {
    return new Login(
        StorageFixture.uniqueHash(),
        application,
        Optional.empty(),
        Optional.empty(),
        expires,
        Optional.empty());
  }

  private static SecretHash added(StorageFixture fixture, Login login) {
    fixture.change(tx -> tx.logins().add(login));
    return login.token();
  }

  private static boolean approve(StorageFixture fixture, SecretHash token, UserId member) {
    return fixture.write(tx -> tx.logins().approve(token, member));
  }

  private static int open(StorageFixture fixture, ApiKey application, Instant instant) {
    return fixture.read(tx -> tx.logins().countOpen(application, instant));
  }

  private static long left(StorageFixture fixture, List<SecretHash> tokens) {
    return fixture.read(
        tx -> tokens.stream().filter(token -> tx.logins().find(token).isPresent()).count());
  }
}

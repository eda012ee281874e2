package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.testkit.contract.StorageFixture.SOME_TIME;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.ExpiryStore;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.AddressRange;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.CallId;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.RpcSession;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.TokenFamily;
import org.pinacotheca.domain.identity.TokenGrant;
import org.pinacotheca.domain.identity.TokenGrant.Kind;
import org.pinacotheca.domain.identity.Usage;
import org.pinacotheca.domain.identity.UserId;

/**
 * The contract of the stores of applications, tokens and sessions. Part of {@link StorageContract}.
 */
public interface ClientStoresContract {
  /** The storage under test. */
  StorageFixture fixture();

  @Test
  default void anApplicationIsFoundAsItWasAdded() {
    StorageFixture fixture = fixture();
    CommunityName community = new CommunityName(StorageFixture.unique());
    ClientApplication full =
        new ClientApplication(
            new ApiKey(StorageFixture.unique() + "-_.A"),
            "😀".repeat(100),
            new SharedSecret("!\"'\\%_~".repeat(16)),
            Optional.of(community),
            true,
            List.of(
                new AddressRange("192.0.2.0/24"),
                new AddressRange("2001:db8::/32"),
                new AddressRange("10.1.2.3")),
            true,
            Optional.of("http://api.facebook.com/1.0/"));
    ClientApplication bare =
        new ClientApplication(
            new ApiKey(StorageFixture.unique()),
            "x",
            new SharedSecret("s"),
            Optional.empty(),
            false,
            List.of(),
            false,
            Optional.empty());
    fixture.change(tx -> {
      tx.communities().add(new Community(community, "Title"));
      tx.applications().add(full);
      tx.applications().add(bare);
    });
    assertThat(fixture.maybe(tx -> tx.applications().find(full.key()))).contains(full);
    assertThat(fixture.maybe(tx -> tx.applications().find(bare.key()))).contains(bare);
    fixture.read(tx -> {
      PageRequest all = new PageRequest(1, 100);
      assertThat(tx.applications().search(full.name().toUpperCase(Locale.ROOT), all).items())
          .contains(full);
      assertThat(tx.applications().search(full.name() + "%", all).items()).isEmpty();
      return 0;
    });
    assertThat(fixture.maybe(tx -> tx.applications().find(new ApiKey(full.key().value() + "x"))))
        .isEmpty();
    assertThatThrownBy(() -> fixture.change(tx -> tx.applications().add(bare)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  default void aTokenIsFoundAsItWasAdded() {
    StorageFixture fixture = fixture();
    UserId user = fixture.member();
    ApiKey application = fixture.application();
    SecretHash token = StorageFixture.uniqueHash();
    TokenFamily scopeless = StorageFixture.newFamily(user, application);
    TokenFamily family =
        new TokenFamily(
            StorageFixture.uniqueHash(),
            user,
            application,
            Set.of(Scope.values()),
            Usage.begunAt(SOME_TIME));
    TokenGrant bearer = family.bearer(token, SOME_TIME);
    TokenGrant refresh =
        family.with(Usage.UNKNOWN.usedAt(SOME_TIME)).refresh(family.id(), SOME_TIME);
    TokenGrant ofScopeless = scopeless.bearer(StorageFixture.uniqueHash(), SOME_TIME);
    fixture.change(tx -> List.of(bearer, refresh, ofScopeless).forEach(tx.tokens()::add));
    fixture.read(tx -> {
      assertThat(tx.tokens().find(Kind.BEARER, token)).contains(bearer);
      assertThat(tx.tokens().find(Kind.BEARER, ofScopeless.token())).contains(ofScopeless);
      assertThat(tx.tokens().find(Kind.REFRESH, family.id())).contains(refresh);
      assertThat(tx.tokens().find(Kind.BEARER, family.id())).isEmpty();
      assertThat(tx.tokens().find(Kind.REFRESH, token)).isEmpty();
      return 0;
    });
  }

  @Test
  default void aRefreshTokenIsUsedOnce() {
    StorageFixture fixture = fixture();
    TokenGrant grant = refresh(fixture, SOME_TIME);
    assertThat(fixture.<Boolean>write(tx -> tx.tokens().useRefresh(grant.token()))).isTrue();
    assertThat(fixture.<Boolean>write(tx -> tx.tokens().useRefresh(grant.token()))).isFalse();
    TokenGrant used =
        fixture.read(tx -> tx.tokens().find(Kind.REFRESH, grant.token())).orElseThrow();
    assertThat(used.used()).isTrue();
    assertThat(used.expires()).isEqualTo(grant.expires());
    SecretHash unknown = StorageFixture.uniqueHash();
    assertThat(fixture.<Boolean>write(tx -> tx.tokens().useRefresh(unknown))).isFalse();
  }

  @Test
  default void aRefreshTokenIsUsedByOneOfManyThreads() {
    StorageFixture fixture = fixture();
    for (int round = 0; round < 5; round++) {
      TokenGrant grant = refresh(fixture, SOME_TIME);
      List<Boolean> used =
          StorageFixture.together(
              4, () -> fixture.write(tx -> tx.tokens().useRefresh(grant.token())));
      assertThat(used).containsOnlyOnce(true);
    }
  }

  @Test
  default void aFamilyIsRemovedAsAWholeAndNoOther() {
    StorageFixture fixture = fixture();
    TokenGrant first = refresh(fixture, SOME_TIME);
    TokenGrant other = refresh(fixture, SOME_TIME);
    TokenGrant second = first.family().refresh(StorageFixture.uniqueHash(), SOME_TIME);
    TokenGrant bearer = first.family().bearer(StorageFixture.uniqueHash(), SOME_TIME);
    fixture.change(tx -> List.of(second, bearer).forEach(tx.tokens()::add));
    fixture.change(tx -> tx.tokens().removeFamily(first.family().id()));
    fixture.change(tx -> tx.tokens().removeFamily(first.family().id()));
    fixture.read(tx -> {
      assertThat(tx.tokens().find(Kind.REFRESH, first.token())).isEmpty();
      assertThat(tx.tokens().find(Kind.REFRESH, second.token())).isEmpty();
      assertThat(tx.tokens().find(Kind.BEARER, bearer.token())).isEmpty();
      assertThat(tx.tokens().find(Kind.REFRESH, other.token())).contains(other);
      return 0;
    });
  }

  @Test
  default void expiredTokensAreRemovedUpToALimit() {
    StorageFixture fixture = fixture();
    Instant old = Instant.parse("1992-01-01T00:00:00.000001Z");
    List<SecretHash> tokens =
        List.of(
            refresh(fixture, old).token(),
            refresh(fixture, old).token(),
            refresh(fixture, old).token());
    SecretHash justThen = refresh(fixture, old.plusNanos(1000)).token();
    SecretHash bearer = StorageFixture.uniqueHash();
    TokenFamily family = StorageFixture.newFamily(fixture.member(), fixture.application());
    fixture.change(tx -> tx.tokens().add(family.bearer(bearer, old)));
    fixture.change(tx -> removeTokensBefore(tx, old.plusNanos(1000), 2));
    assertThat(left(fixture, tokens)).isEqualTo(1);
    assertThat(fixture.maybe(tx -> tx.tokens().find(Kind.BEARER, bearer))).isEmpty();
    fixture.change(tx -> removeTokensBefore(tx, old.plusNanos(1000), 1000));
    assertThat(left(fixture, tokens)).isZero();
    assertThat(fixture.maybe(tx -> tx.tokens().find(Kind.REFRESH, justThen))).isPresent();
    fixture.change(tx -> removeTokensBefore(tx, old.plusNanos(2000), 1000));
    assertThat(fixture.maybe(tx -> tx.tokens().find(Kind.REFRESH, justThen))).isEmpty();
  }

  @Test
  default void aSessionIsFoundAsItWasAdded() {
    StorageFixture fixture = fixture();
    UserId user = fixture.member();
    ApiKey application = fixture.application();
    RpcSession ofDesktop =
        new RpcSession(
            StorageFixture.uniqueHash(),
            user,
            application,
            Optional.of(new SharedSecret("~".repeat(128))),
            Optional.of(SOME_TIME),
            Usage.begunAt(SOME_TIME).usedAt(SOME_TIME.plusSeconds(1)));
    RpcSession endless =
        new RpcSession(
            StorageFixture.uniqueHash(),
            user,
            application,
            Optional.empty(),
            Optional.empty(),
            Usage.UNKNOWN);
    fixture.change(tx -> {
      tx.sessions().add(ofDesktop);
      tx.sessions().add(endless);
    });
    assertThat(fixture.maybe(tx -> tx.sessions().find(ofDesktop.key()))).contains(ofDesktop);
    assertThat(fixture.maybe(tx -> tx.sessions().find(endless.key()))).contains(endless);
    assertThatThrownBy(() -> fixture.change(tx -> tx.sessions().add(endless)))
        .isInstanceOf(RuntimeException.class);
    fixture.change(tx -> {
      tx.sessions().remove(endless.key());
      tx.sessions().remove(endless.key());
    });
    assertThat(fixture.maybe(tx -> tx.sessions().find(endless.key()))).isEmpty();
    assertThat(fixture.maybe(tx -> tx.sessions().find(ofDesktop.key()))).isPresent();
  }

  @Test
  default void callIdsAdvanceAsNumbersOnly() {
    StorageFixture fixture = fixture();
    SecretHash session = session(fixture, Optional.empty());
    record Call(String id, boolean isAccepted) {}
    List<Call> calls =
        List.of(
            new Call("0", true),
            new Call("0", false),
            new Call("0.0", false),
            new Call("1.5", true),
            new Call("1.50", false),
            new Call("1.50000001", true),
            new Call("1.50000000999", false),
            new Call("9", true),
            new Call("10", true),
            new Call("9", false),
            new Call("010", false),
            new Call("1751328000123", true),
            new Call("1751328000123.00000000000000000001", true),
            new Call("1751328000123", false),
            new Call("9".repeat(40), true),
            new Call("9".repeat(39) + "8", false),
            new Call("9".repeat(40) + "." + "9".repeat(20), true),
            new Call("9".repeat(40) + "." + "9".repeat(20), false));
    for (Call call : calls) {
      CallId id = CallId.parse(call.id()).orElseThrow();
      assertThat(fixture.<Boolean>write(tx -> tx.sessions().advance(session, id)))
          .as("call %s", call.id())
          .isEqualTo(call.isAccepted());
    }
    SecretHash unknown = StorageFixture.uniqueHash();
    CallId one = CallId.parse("1").orElseThrow();
    assertThat(fixture.<Boolean>write(tx -> tx.sessions().advance(unknown, one))).isFalse();
  }

  @Test
  default void aCallIdIsUsedByOneOfManyThreads() {
    StorageFixture fixture = fixture();
    SecretHash session = session(fixture, Optional.empty());
    for (int round = 1; round <= 5; round++) {
      CallId id = CallId.parse(round + ".25").orElseThrow();
      List<Boolean> advanced =
          StorageFixture.together(4, () -> fixture.write(tx -> tx.sessions().advance(session, id)));
      assertThat(advanced).containsOnlyOnce(true);
    }
  }

  @Test
  default void aSessionThatIsOpenedAnewBeginsItsCallIdsAnew() {
    StorageFixture fixture = fixture();
    SecretHash key = session(fixture, Optional.empty());
    CallId ten = CallId.parse("10").orElseThrow();
    RpcSession session = fixture.read(tx -> tx.sessions().find(key)).orElseThrow();
    assertThat(fixture.<Boolean>write(tx -> tx.sessions().advance(key, ten))).isTrue();
    fixture.change(tx -> tx.sessions().remove(key));
    fixture.change(tx -> tx.sessions().add(session));
    assertThat(fixture.<Boolean>write(tx -> tx.sessions().advance(key, ten))).isTrue();
  }

  @Test
  default void expiredSessionsAreRemovedUpToALimit() {
    StorageFixture fixture = fixture();
    Instant old = Instant.parse("1993-01-01T00:00:00Z");
    List<SecretHash> keys =
        List.of(
            session(fixture, Optional.of(old)),
            session(fixture, Optional.of(old)),
            session(fixture, Optional.of(old)));
    SecretHash endless = session(fixture, Optional.empty());
    SecretHash later = session(fixture, Optional.of(old.plusSeconds(1)));
    fixture.change(
        tx -> tx.expired().removeBefore(ExpiryStore.Kind.SESSIONS, old.plusSeconds(1), 2));
    assertThat(sessionsLeft(fixture, keys)).isEqualTo(1);
    fixture.change(
        tx -> tx.expired().removeBefore(ExpiryStore.Kind.SESSIONS, old.plusSeconds(1), 1000));
    assertThat(sessionsLeft(fixture, keys)).isZero();
    assertThat(sessionsLeft(fixture, List.of(endless, later))).isEqualTo(2);
    fixture.change(tx -> tx.sessions().remove(later));
  }

  private static TokenGrant refresh(StorageFixture fixture, Instant expires) {
    TokenGrant grant =
        StorageFixture.newFamily(fixture.member(), fixture.application())
            .refresh(StorageFixture.uniqueHash(), expires);
    fixture.change(tx -> tx.tokens().add(grant));
    return grant;
  }

  private static SecretHash session(StorageFixture fixture, Optional<Instant> expires) {
    SecretHash key = StorageFixture.uniqueHash();
    RpcSession session =
        new RpcSession(
            key, fixture.member(), fixture.application(), Optional.empty(), expires, Usage.UNKNOWN);
    fixture.change(tx -> tx.sessions().add(session));
    return key;
  }

  private static void removeTokensBefore(Transaction tx, Instant instant, int limit) {
    tx.expired().removeBefore(ExpiryStore.Kind.BEARER_TOKENS, instant, limit);
    tx.expired().removeBefore(ExpiryStore.Kind.REFRESH_TOKENS, instant, limit);
  }

  private static long left(StorageFixture fixture, List<SecretHash> tokens) {
    return fixture.read(tx ->
        tokens.stream().filter(token -> tx.tokens().find(Kind.REFRESH, token).isPresent()).count());
  }

  private static long sessionsLeft(StorageFixture fixture, List<SecretHash> keys) {
    return fixture.read(
        tx -> keys.stream().filter(key -> tx.sessions().find(key).isPresent()).count());
  }
}

package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.contract.StorageFixture.SOME_TIME;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.RefreshGrant;
import org.pinacotheca.domain.identity.RpcSession;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.TokenFamily;
import org.pinacotheca.domain.identity.TokenGrant;
import org.pinacotheca.domain.identity.Usage;
import org.pinacotheca.domain.identity.UserId;

/**
 * The contract of stores for a member's sessions and families of tokens. Part of {@link
 * StorageContract}.
 */
public interface SessionStoresContract {
  /** The storage under test. */
  StorageFixture fixture();

  @Test
  default void aMembersSessionsThatAreOnComeYoungestFirst() {
    StorageFixture fixture = fixture();
    UserId user = fixture.member();
    UserId other = fixture.member();
    ApiKey application = fixture.application();
    RpcSession unknown = session(user, application, Optional.empty(), Usage.UNKNOWN);
    RpcSession old = session(user, application, Optional.empty(), Usage.begunAt(SOME_TIME));
    Usage later = Usage.begunAt(SOME_TIME.plusSeconds(1)).usedAt(SOME_TIME.plusSeconds(2));
    RpcSession young = session(user, application, Optional.of(SOME_TIME.plusNanos(1000)), later);
    RpcSession over = session(user, application, Optional.of(SOME_TIME), Usage.UNKNOWN);
    RpcSession ofAnother = session(fixture.member(), application, Optional.empty(), Usage.UNKNOWN);
    fixture.change(tx -> List.of(unknown, old, young, over, ofAnother).forEach(tx.sessions()::add));
    assertThat(fixture.list(tx -> tx.sessions().sessionsOf(user, SOME_TIME, 10)))
        .containsExactly(young, old, unknown);
    assertThat(fixture.list(tx -> tx.sessions().sessionsOf(user, SOME_TIME, 2)))
        .containsExactly(young, old);
    assertThat(fixture.list(tx -> tx.sessions().sessionsOf(other, SOME_TIME, 10))).isEmpty();
  }

  @Test
  default void theUseOfASessionIsNotedAndNeverSetBack() {
    StorageFixture fixture = fixture();
    RpcSession session =
        session(
            fixture.member(), fixture.application(), Optional.empty(), Usage.begunAt(SOME_TIME));
    Instant use = SOME_TIME.plusSeconds(7);
    fixture.change(tx -> tx.sessions().add(session));
    fixture.change(tx -> tx.sessions().noteUse(session.key(), use));
    fixture.change(tx -> tx.sessions().noteUse(session.key(), use.minusSeconds(1)));
    fixture.change(tx -> tx.sessions().noteUse(StorageFixture.uniqueHash(), use));
    assertThat(fixture.maybe(tx -> tx.sessions().find(session.key())).orElseThrow().usage())
        .isEqualTo(Usage.begunAt(SOME_TIME).usedAt(use));
  }

  @Test
  default void aFamilyIsToldOnceAsLongAsOneOfItsTokensIsGood() {
    StorageFixture fixture = fixture();
    UserId user = fixture.member();
    UserId other = fixture.member();
    ApiKey application = fixture.application();
    Set<Scope> scopes = Set.of(Scope.PROFILE_GALLERY);
    SecretHash family = StorageFixture.uniqueHash();
    Usage begun = Usage.begunAt(SOME_TIME.minusSeconds(9));
    Usage used = begun.usedAt(SOME_TIME.minusSeconds(5));
    Instant last = SOME_TIME.plusSeconds(60);
    SecretHash young = StorageFixture.uniqueHash();
    SecretHash refreshed = StorageFixture.uniqueHash();
    SecretHash expired = StorageFixture.uniqueHash();
    fixture.change(tx -> {
      tx.tokens().add(bearer(family, user, application, scopes, SOME_TIME.plusSeconds(1), used));
      tx.tokens().add(bearer(family, user, application, scopes, SOME_TIME, begun));
      tx.tokens().addRefresh(refresh(family, user, application, scopes, last, false, begun));
      tx.tokens()
          .addRefresh(refresh(family, user, application, scopes, last.plusSeconds(9), true, begun));
      Usage later = Usage.begunAt(SOME_TIME);
      tx.tokens().addRefresh(refresh(young, user, application, Set.of(), last, false, later));
      tx.tokens()
          .addRefresh(refresh(refreshed, user, application, scopes, last, true, Usage.UNKNOWN));
      tx.tokens().add(bearer(expired, user, application, scopes, SOME_TIME, Usage.UNKNOWN));
    });
    TokenFamily whole = new TokenFamily(family, user, application, scopes, used, last);
    TokenFamily scopeless =
        new TokenFamily(young, user, application, Set.of(), Usage.begunAt(SOME_TIME), last);
    assertThat(fixture.list(tx -> tx.tokens().familiesOf(user, SOME_TIME, 10)))
        .containsExactly(scopeless, whole);
    assertThat(fixture.list(tx -> tx.tokens().familiesOf(user, SOME_TIME, 1)))
        .containsExactly(scopeless);
    assertThat(fixture.list(tx -> tx.tokens().familiesOf(other, SOME_TIME, 10))).isEmpty();
  }

  @Test
  default void theUseOfAFamilyIsNotedWithAllItsTokensAndNeverSetBack() {
    StorageFixture fixture = fixture();
    UserId user = fixture.member();
    ApiKey application = fixture.application();
    SecretHash family = StorageFixture.uniqueHash();
    Instant end = SOME_TIME.plusSeconds(60);
    TokenGrant bearer = bearer(family, user, application, Set.of(), end, Usage.UNKNOWN);
    RefreshGrant refresh = refresh(family, user, application, Set.of(), end, false, Usage.UNKNOWN);
    TokenGrant ofAnother =
        bearer(StorageFixture.uniqueHash(), user, application, Set.of(), end, Usage.UNKNOWN);
    fixture.change(tx -> {
      tx.tokens().add(bearer);
      tx.tokens().addRefresh(refresh);
      tx.tokens().add(ofAnother);
    });
    fixture.change(tx -> tx.tokens().noteUse(family, SOME_TIME));
    fixture.change(tx -> tx.tokens().noteUse(family, SOME_TIME.minusSeconds(1)));
    Usage used = Usage.UNKNOWN.usedAt(SOME_TIME);
    assertThat(fixture.maybe(tx -> tx.tokens().find(bearer.token())).orElseThrow().usage())
        .isEqualTo(used);
    assertThat(fixture.maybe(tx -> tx.tokens().findRefresh(refresh.token())).orElseThrow().usage())
        .isEqualTo(used);
    assertThat(fixture.maybe(tx -> tx.tokens().find(ofAnother.token()))).contains(ofAnother);
  }

  private static RpcSession session(
      UserId user, ApiKey application, Optional<Instant> expires, Usage usage) {
    return new RpcSession(
        StorageFixture.uniqueHash(),
        user,
        application,
        Optional.of(new SharedSecret("secret")),
        expires,
        usage);
  }

  private static TokenGrant bearer(
      SecretHash family,
      UserId user,
      ApiKey application,
      Set<Scope> scopes,
      Instant expires,
      Usage usage) {
    return new TokenGrant(
        StorageFixture.uniqueHash(), family, user, application, scopes, expires, usage);
  }

  private static RefreshGrant refresh(
      SecretHash family,
      UserId user,
      ApiKey application,
      Set<Scope> scopes,
      Instant expires,
      boolean used,
      Usage usage) {
    return new RefreshGrant(
        StorageFixture.uniqueHash(), family, user, application, scopes, expires, used, usage);
  }
}

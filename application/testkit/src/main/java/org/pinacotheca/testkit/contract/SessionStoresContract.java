package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.contract.StorageFixture.SOME_TIME;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.accounts.TokenStore;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.RpcSession;
import org.pinacotheca.domain.identity.Scope;
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
  default void aFamilyIsReportedOnceAsLongAsOneOfItsTokensIsGood() {
    StorageFixture fixture = fixture();
    UserId user = fixture.member();
    UserId other = fixture.member();
    ApiKey application = fixture.application();
    TokenFamily family =
        new TokenFamily(
            StorageFixture.uniqueHash(),
            user,
            application,
            Set.of(Scope.PROFILE_GALLERY),
            Usage.begunAt(SOME_TIME.minusSeconds(9)));
    TokenFamily used = family.with(family.usage().usedAt(SOME_TIME.minusSeconds(5)));
    TokenFamily young = StorageFixture.newFamily(user, application).with(Usage.begunAt(SOME_TIME));
    Instant last = SOME_TIME.plusSeconds(60);
    TokenGrant exchanged = refresh(StorageFixture.newFamily(user, application), last);
    TokenGrant longer = refresh(family, last.plusSeconds(9));
    fixture.change(tx -> {
      List.of(
              bearer(used, SOME_TIME.plusSeconds(1)),
              bearer(family, SOME_TIME),
              refresh(family, last),
              longer,
              refresh(young, last),
              exchanged,
              bearer(StorageFixture.newFamily(user, application), SOME_TIME))
          .forEach(tx.tokens()::add);
      tx.tokens().useRefresh(longer.token());
      tx.tokens().useRefresh(exchanged.token());
    });
    TokenStore.ActiveFamily whole = new TokenStore.ActiveFamily(used, last);
    TokenStore.ActiveFamily scopeless = new TokenStore.ActiveFamily(young, last);
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
    TokenFamily family = StorageFixture.newFamily(user, application);
    Instant end = SOME_TIME.plusSeconds(60);
    TokenGrant bearer = bearer(family, end);
    TokenGrant refresh = refresh(family, end);
    TokenGrant ofAnother = bearer(StorageFixture.newFamily(user, application), end);
    fixture.change(tx -> List.of(bearer, refresh, ofAnother).forEach(tx.tokens()::add));
    fixture.change(tx -> tx.tokens().noteUse(family.id(), SOME_TIME));
    fixture.change(tx -> tx.tokens().noteUse(family.id(), SOME_TIME.minusSeconds(1)));
    TokenFamily used = family.with(Usage.UNKNOWN.usedAt(SOME_TIME));
    for (TokenGrant grant : List.of(bearer, refresh)) {
      assertThat(
              fixture
                  .maybe(tx -> tx.tokens().find(grant.kind(), grant.token()))
                  .map(TokenGrant::family))
          .contains(used);
    }
    assertThat(fixture.maybe(tx -> tx.tokens().find(ofAnother.kind(), ofAnother.token())))
        .contains(ofAnother);
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

  private static TokenGrant bearer(TokenFamily family, Instant expires) {
    return family.bearer(StorageFixture.uniqueHash(), expires);
  }

  private static TokenGrant refresh(TokenFamily family, Instant expires) {
    return family.refresh(StorageFixture.uniqueHash(), expires);
  }
}

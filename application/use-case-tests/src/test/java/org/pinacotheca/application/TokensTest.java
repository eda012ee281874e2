package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.TokenAdmin.IssueToken;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.application.api.accounts.Tokens.RefreshTokens;
import org.pinacotheca.application.api.accounts.Tokens.Refreshed;
import org.pinacotheca.application.api.accounts.Tokens.TokenPair;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;
import org.pinacotheca.testkit.scenario.SampleMembers;

class TokensTest {
  private static final Set<Scope> SCOPES = Set.of(Scope.PROFILE_GALLERY);

  private final InMemoryGallery inMemory = InMemoryGallery.empty();
  private final SampleMembers world = SampleMembers.of(inMemory);
  private final Tokens tokens = inMemory.gallery().tokens();
  private final ClientApplication program = world.application(SampleApplication.TRUSTED);
  private final UserId anna = world.member(Persona.ANNA);

  @Test
  void aTokenStandsForItsMemberProgramAndScopes() {
    TokenPair pair = issue();
    assertThat(tokens.identify(pair.accessToken()))
        .contains(Caller.of(anna, program.key(), SCOPES));
    assertThat(tokens.identify(pair.accessToken() + "0")).isEmpty();
    assertThat(tokens.identify("")).isEmpty();
    assertThat(tokens.identify(pair.refreshToken())).as("a refresh token opens nothing").isEmpty();
    assertThat(pair.lifetime()).isEqualTo(Duration.ofMinutes(20));
    assertThat(pair.toString()).doesNotContain(pair.accessToken(), pair.refreshToken());
  }

  @Test
  void aTokenEndsAtItsTime() {
    TokenPair pair = issue();
    inMemory.clock().advance(Duration.ofMinutes(20).minusNanos(1000));
    assertThat(tokens.identify(pair.accessToken())).isPresent();
    inMemory.clock().advance(Duration.ofNanos(1000));
    assertThat(tokens.identify(pair.accessToken())).isEmpty();
  }

  @Test
  void aKnownTokenEndsAtItsTimeAndNotLater() {
    TokenPair pair = issue();
    inMemory.clock().advance(Duration.ofMinutes(20).minusSeconds(1));
    assertThat(tokens.identify(pair.accessToken())).isPresent();
    inMemory.clock().advance(Duration.ofSeconds(1).minusNanos(1000));
    assertThat(tokens.identify(pair.accessToken())).isPresent();
    inMemory.clock().advance(Duration.ofNanos(1000));
    assertThat(tokens.identify(pair.accessToken())).isEmpty();
  }

  @Test
  void aTokenThatIsRevokedHereEndsAtOnce() {
    TokenPair pair = issue();
    assertThat(tokens.identify(pair.accessToken())).isPresent();
    inMemory.gallery().grants().revokeToken(pair.accessToken());
    assertThat(tokens.identify(pair.accessToken())).isEmpty();
  }

  @Test
  void aTokenThatIsRevokedOnAnotherNodeEndsWithinTheStatedTime() {
    Gallery otherNode =
        Gallery.of(
            inMemory.storage(),
            inMemory.files(),
            inMemory.processor(),
            inMemory.secrets(),
            GallerySettings.DEFAULT);
    TokenPair asked = issue();
    TokenPair notAsked = issue();
    assertThat(tokens.identify(asked.accessToken())).isPresent();
    otherNode.grants().revokeToken(asked.accessToken());
    otherNode.grants().revokeToken(notAsked.accessToken());
    assertThat(tokens.identify(notAsked.accessToken())).isEmpty();
    inMemory.clock().advance(GallerySettings.TOKEN_STALENESS_MAX);
    assertThat(tokens.identify(asked.accessToken())).isEmpty();
  }

  @Test
  void aTokenRevokedOnAnotherNodeEndsAlthoughTheClockIsSetBack() {
    Gallery otherNode =
        Gallery.of(
            inMemory.storage(),
            inMemory.files(),
            inMemory.processor(),
            inMemory.secrets(),
            GallerySettings.DEFAULT);
    TokenPair revoked = issue();
    assertThat(tokens.identify(revoked.accessToken())).isPresent();
    otherNode.grants().revokeToken(revoked.accessToken());
    inMemory.clock().advance(Duration.ofHours(-3));
    inMemory.clock().advance(Duration.ofHours(3));
    assertThat(tokens.identify(revoked.accessToken())).isEmpty();
  }

  @Test
  void aRefreshTokenIsExchangedForNewTokens() {
    TokenPair first = issue();
    inMemory.clock().advance(Duration.ofDays(14).minusSeconds(1));
    TokenPair second = issued(refresh(first.refreshToken()));
    assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
    assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
    assertThat(tokens.identify(second.accessToken()))
        .contains(Caller.of(anna, program.key(), SCOPES));
    inMemory.clock().advance(Duration.ofDays(14).minusSeconds(1));
    assertThat(issued(refresh(second.refreshToken())).accessToken()).isNotEmpty();
  }

  @Test
  void aRefreshTokenEndsAfterFourteenDays() {
    TokenPair pair = issue();
    inMemory.clock().advance(Duration.ofDays(14));
    assertThat(refresh(pair.refreshToken())).isEqualTo(new Refreshed.RefreshTokenExpired());
  }

  @Test
  void aReusedRefreshTokenEndsItsWholeFamilyAndNoOther() {
    TokenPair first = issue();
    TokenPair other = issue();
    TokenPair second = issued(refresh(first.refreshToken()));
    TokenPair third = issued(refresh(second.refreshToken()));
    assertThat(tokens.identify(third.accessToken())).isPresent();
    assertThat(refresh(first.refreshToken())).isEqualTo(new Refreshed.RefreshTokenExpired());
    for (TokenPair pair : List.of(first, second, third)) {
      assertThat(tokens.identify(pair.accessToken())).isEmpty();
      assertThat(refresh(pair.refreshToken())).isEqualTo(new Refreshed.RefreshTokenExpired());
    }
    assertThat(tokens.identify(other.accessToken())).isPresent();
    assertThat(refresh(other.refreshToken())).isInstanceOf(Refreshed.Issued.class);
  }

  @Test
  void ofTwoUsesAtTheSameTimeOneIsServedAndTheFamilyEnds() throws Exception {
    TokenPair pair = issue();
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      Callable<Refreshed> use = () -> refresh(pair.refreshToken());
      List<Future<Refreshed>> both = executor.invokeAll(List.of(use, use));
      List<Refreshed> outcomes = List.of(both.get(0).get(), both.get(1).get());
      assertThat(outcomes).filteredOn(Refreshed.Issued.class::isInstance).hasSize(1);
      for (Refreshed outcome : outcomes) {
        if (outcome instanceof Refreshed.Issued(TokenPair fresh)) {
          assertThat(tokens.identify(fresh.accessToken())).isEmpty();
        }
      }
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void theApplicationMustProveItself() {
    TokenPair pair = issue();
    ClientApplication other = world.application(SampleApplication.NEWCOMER);
    String key = program.key().value();
    String secret = program.secret().value();
    String refresh = pair.refreshToken();
    Refreshed clientUnknown = new Refreshed.ClientUnknown();
    Refreshed expired = new Refreshed.RefreshTokenExpired();
    assertThat(tokens.refresh(new RefreshTokens("nobody", secret, "x"))).isEqualTo(clientUnknown);
    assertThat(tokens.refresh(new RefreshTokens("not a key!", secret, refresh)))
        .isEqualTo(clientUnknown);
    assertThat(tokens.refresh(new RefreshTokens(key, secret + "x", refresh)))
        .isEqualTo(clientUnknown);
    assertThat(tokens.refresh(new RefreshTokens(key, "", refresh))).isEqualTo(clientUnknown);
    assertThat(
            tokens.refresh(new RefreshTokens(other.key().value(), other.secret().value(), refresh)))
        .isEqualTo(expired);
    assertThat(tokens.refresh(new RefreshTokens(key, secret, "unknown"))).isEqualTo(expired);
    assertThat(refresh(refresh)).as("none of these used it").isInstanceOf(Refreshed.Issued.class);
  }

  @Test
  void revokingEitherTokenEndsTheFamily() {
    TokenPair byBearer = issue();
    TokenPair byRefresh = issue();
    inMemory.gallery().grants().revokeToken(byBearer.accessToken());
    inMemory.gallery().grants().revokeToken(byRefresh.refreshToken());
    inMemory.gallery().grants().revokeToken("unknown");
    for (TokenPair pair : List.of(byBearer, byRefresh)) {
      assertThat(tokens.identify(pair.accessToken())).isEmpty();
      assertThat(refresh(pair.refreshToken())).isEqualTo(new Refreshed.RefreshTokenExpired());
    }
  }

  @Test
  void tokensAreForMembersAndApplicationsThatExist() {
    ApiKey unknown = new ApiKey("unknown");
    UserId nobody = new UserId(1_000_000);
    assertThat(issue(anna, unknown)).isInstanceOf(Registration.Unknown.class);
    assertThat(issue(nobody, program.key())).isInstanceOf(Registration.Unknown.class);
  }

  @Test
  void everyTokenIsOnRecordAndNeverItself() {
    TokenPair pair = issue();
    assertThat(issued(refresh(pair.refreshToken())).accessToken()).isNotEmpty();
    inMemory.gallery().grants().revokeToken(pair.accessToken());
    List<AuditEntry> entries =
        inMemory
            .gallery()
            .operations()
            .audit(Optional.empty(), Optional.of(anna), new PageRequest(1, 100))
            .items();
    assertThat(entries.stream().map(AuditEntry::action))
        .contains(AuditAction.TOKEN_ISSUED, AuditAction.TOKEN_REFRESHED, AuditAction.TOKEN_REVOKED);
    assertThat(entries.toString()).doesNotContain(pair.accessToken(), pair.refreshToken());
  }

  private Refreshed refresh(String refreshToken) {
    return tokens.refresh(
        new RefreshTokens(program.key().value(), program.secret().value(), refreshToken));
  }

  private static TokenPair issued(Refreshed refreshed) {
    if (refreshed instanceof Refreshed.Issued(TokenPair pair)) {
      return pair;
    }
    throw new AssertionError("not issued: " + refreshed);
  }

  private TokenPair issue() {
    if (issue(anna, program.key()) instanceof Registration.Registered<TokenPair>(TokenPair pair)) {
      return pair;
    }
    throw new AssertionError("no token was issued");
  }

  private Registration<TokenPair> issue(UserId user, ApiKey application) {
    return inMemory
        .gallery()
        .grants()
        .issueToken(new IssueToken(user, application, SCOPES, Optional.empty()));
  }
}

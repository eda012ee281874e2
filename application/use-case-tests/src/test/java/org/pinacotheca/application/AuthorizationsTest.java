package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.application.api.authorization.Authorizations;
import org.pinacotheca.application.api.authorization.AuthorizeProgram;
import org.pinacotheca.application.api.authorization.AuthorizeProgram.Outcome.Authorized;
import org.pinacotheca.application.api.authorization.RedeemCode;
import org.pinacotheca.application.api.authorization.RedeemCode.Outcome.ClientUnknown;
import org.pinacotheca.application.api.authorization.RedeemCode.Outcome.CodeRefused;
import org.pinacotheca.application.api.authorization.RedeemCode.Outcome.Issued;
import org.pinacotheca.application.api.authorization.RevokeToken;
import org.pinacotheca.application.api.operations.EraseMember;
import org.pinacotheca.domain.authorization.AuthorizationCode;
import org.pinacotheca.domain.authorization.CodeChallenge;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.OAuthTerms;
import org.pinacotheca.domain.identity.RedirectUri;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.memory.InMemoryGallery;

/** Programs that members let in by authorization codes. */
class AuthorizationsTest {
  private static final RedirectUri SITE = new RedirectUri("https://example.org/in");
  private static final RedirectUri PHONE = new RedirectUri("org.example.phone:/in");
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final Optional<CodeChallenge> CHALLENGE =
      Optional.of(new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
  private static final Set<Scope> GALLERY = Set.of(Scope.PROFILE_GALLERY);

  private final InMemoryGallery memory = InMemoryGallery.empty();
  private final Authorizations authorizations = memory.gallery().authorizations();
  private final ClientApplication site = application("Site", new OAuthTerms(false, List.of(SITE)));
  private final ClientApplication phone =
      application("Phone", new OAuthTerms(true, List.of(PHONE, SITE)));
  private final UserId member = member();
  private final Caller caller =
      Caller.of(member, new ApiKey("pages"), Set.of(Scope.values())).actingFor(new UserId(99));

  private static <T> T registered(Registration<T> registration) {
    return switch (registration) {
      case Registration.Registered<T>(T value) -> value;
      case Registration<T> refused -> throw new AssertionError(refused);
    };
  }

  private UserId member() {
    return registered(
            memory
                .gallery()
                .registrations()
                .addMember(
                    new Registrations.NewMember(
                        Optional.empty(), new Nickname("olivia"), Optional.empty())))
        .id();
  }

  private ClientApplication application(String name, OAuthTerms terms) {
    return registered(
        memory
            .gallery()
            .registrations()
            .addApplication(
                new Registrations.NewApplication(
                    name,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    List.of(),
                    false,
                    Optional.empty(),
                    terms)));
  }

  private String code(
      ClientApplication program, RedirectUri uri, Optional<CodeChallenge> challenge) {
    return ((Authorized)
            authorizations.authorize(
                caller,
                new AuthorizeProgram(program.key().value(), uri.value(), GALLERY, challenge)))
        .code();
  }

  private RedeemCode.Outcome redeem(String code, String secret) {
    return authorizations.redeem(
        new RedeemCode(site.key().value(), secret, code, SITE.value(), ""));
  }

  private RedeemCode.Outcome redeem(String code) {
    return redeem(code, site.secret().value());
  }

  private RedeemCode.Outcome redeemOnPhone(String code, String verifier) {
    return authorizations.redeem(
        new RedeemCode(phone.key().value(), "", code, PHONE.value(), verifier));
  }

  private Optional<Caller> identify(Tokens.TokenPair tokens) {
    return memory.gallery().tokens().identify(tokens.accessToken());
  }

  @Test
  void aProgramGetsWhatTheMemberGranted() {
    Issued issued = (Issued) redeem(code(site, SITE, Optional.empty()));
    assertThat(issued.scopes()).isEqualTo(GALLERY);
    assertThat(identify(issued.tokens())).contains(Caller.of(member, site.key(), GALLERY));
    assertThat(
            memory
                .gallery()
                .tokens()
                .refresh(
                    new Tokens.RefreshTokens(
                        site.key().value(), site.secret().value(), issued.tokens().refreshToken())))
        .isInstanceOf(Tokens.Refreshed.Issued.class);
  }

  @Test
  void aCodeThatIsUsedTwiceRevokesWhatTheFirstUseGave() {
    String code = code(site, SITE, Optional.empty());
    Issued issued = (Issued) redeem(code);
    assertThat(identify(issued.tokens())).isPresent();
    assertThat(redeem(code)).isEqualTo(new CodeRefused());
    assertThat(identify(issued.tokens())).isEmpty();
  }

  @Test
  void anotherProgramThatHasTheCodeRevokesNothing() {
    String code = code(site, SITE, Optional.empty());
    Issued issued = (Issued) redeem(code);
    assertThat(redeemOnPhone(code, VERIFIER)).isEqualTo(new CodeRefused());
    assertThat(identify(issued.tokens())).isPresent();
  }

  @Test
  void aCodeWorksForAMinute() {
    String code = code(site, SITE, Optional.empty());
    memory.clock().advance(AuthorizationCode.LIFETIME.minusNanos(1000));
    assertThat(redeem(code)).isInstanceOf(Issued.class);
    String late = code(site, SITE, Optional.empty());
    memory.clock().advance(AuthorizationCode.LIFETIME);
    assertThat(redeem(late)).isEqualTo(new CodeRefused());
  }

  @Test
  void aCodeIsGoodOnlyForItsProgramAddressAndVerifier() {
    assertThat(redeem("made up")).isEqualTo(new CodeRefused());
    assertThat(redeem(code(site, SITE, Optional.empty()), "wrong")).isEqualTo(new ClientUnknown());
    assertThat(
            authorizations.redeem(
                new RedeemCode("nobody", "", code(site, SITE, Optional.empty()), SITE.value(), "")))
        .isEqualTo(new ClientUnknown());
    String sentElsewhere = code(phone, SITE, CHALLENGE);
    assertThat(redeemOnPhone(sentElsewhere, VERIFIER)).isEqualTo(new CodeRefused());
    assertThat(redeemOnPhone(code(phone, PHONE, CHALLENGE), "x".repeat(43)))
        .isEqualTo(new CodeRefused());
    assertThat(redeemOnPhone(code(phone, PHONE, CHALLENGE), "")).isEqualTo(new CodeRefused());
    assertThat(
            authorizations.redeem(
                new RedeemCode(
                    site.key().value(),
                    site.secret().value(),
                    code(site, SITE, Optional.empty()),
                    SITE.value(),
                    VERIFIER)))
        .as("a verifier without a challenge")
        .isEqualTo(new CodeRefused());
    String right = code(phone, PHONE, CHALLENGE);
    assertThat(redeemOnPhone(right, "x".repeat(43))).isEqualTo(new CodeRefused());
    assertThat(redeemOnPhone(right, VERIFIER)).isInstanceOf(Issued.class);
  }

  @Test
  void aPublicProgramNeedsAChallengeAndNoSecret() {
    assertThat(
            authorizations.authorize(
                caller,
                new AuthorizeProgram(
                    phone.key().value(), PHONE.value(), GALLERY, Optional.empty())))
        .isEqualTo(new AuthorizeProgram.Outcome.ChallengeRequired());
    Issued issued = (Issued) redeemOnPhone(code(phone, PHONE, CHALLENGE), VERIFIER);
    assertThat(
            memory
                .gallery()
                .tokens()
                .refresh(
                    new Tokens.RefreshTokens(
                        phone.key().value(), "", issued.tokens().refreshToken())))
        .isInstanceOf(Tokens.Refreshed.Issued.class);
  }

  @Test
  void anUnknownProgramOrAddressIsRefused() {
    assertThat(authorizations.application(site.key().value(), SITE.value())).contains(site);
    assertThat(authorizations.application(site.key().value(), SITE.value() + "/")).isEmpty();
    assertThat(authorizations.application(site.key().value(), PHONE.value())).isEmpty();
    assertThat(authorizations.application("no key at all!", SITE.value())).isEmpty();
    assertThat(
            authorizations.authorize(
                caller,
                new AuthorizeProgram(site.key().value(), PHONE.value(), GALLERY, Optional.empty())))
        .isEqualTo(new AuthorizeProgram.Outcome.ProgramUnknown());
  }

  @Test
  void aProgramRevokesItsOwnTokensOnly() {
    Issued first = (Issued) redeem(code(site, SITE, Optional.empty()));
    Issued second = (Issued) redeem(code(site, SITE, Optional.empty()));
    RevokeToken foreign = new RevokeToken(phone.key().value(), "", first.tokens().accessToken());
    assertThat(authorizations.revoke(foreign)).isTrue();
    assertThat(identify(first.tokens())).isPresent();
    assertThat(
            authorizations.revoke(
                new RevokeToken(site.key().value(), "wrong", first.tokens().accessToken())))
        .isFalse();
    assertThat(authorizations.revoke(ofSite(first.tokens().accessToken()))).isTrue();
    assertThat(identify(first.tokens())).isEmpty();
    assertThat(authorizations.revoke(ofSite(second.tokens().refreshToken()))).isTrue();
    assertThat(identify(second.tokens())).isEmpty();
    assertThat(authorizations.revoke(ofSite("unknown"))).isTrue();
  }

  private RevokeToken ofSite(String token) {
    return new RevokeToken(site.key().value(), site.secret().value(), token);
  }

  @Test
  void aCodeEndsWithItsMember() {
    String suspended = code(site, SITE, Optional.empty());
    memory.gallery().suspensions().suspend(member, true);
    assertThat(redeem(suspended)).isEqualTo(new CodeRefused());
    memory.gallery().suspensions().suspend(member, false);
    String erased = code(site, SITE, Optional.empty());
    memory.gallery().erasures().erase(new EraseMember(member));
    assertThat(redeem(erased)).isEqualTo(new CodeRefused());
  }

  @Test
  void usedCodesAreKnownForADay() {
    String code = code(site, SITE, Optional.empty());
    Issued issued = (Issued) redeem(code);
    memory.clock().advance(Duration.ofMinutes(10));
    memory.gallery().operations().sweep();
    assertThat(redeem(code)).isEqualTo(new CodeRefused());
    assertThat(identify(issued.tokens())).isEmpty();
  }

  @Test
  void noSecretIsInATextForm() {
    assertThat(
            new RedeemCode("id", "hidden", "hidden", SITE.value(), "hidden").toString()
                + new RevokeToken("id", "hidden", "hidden")
                + new Authorized(SITE, "hidden"))
        .doesNotContain("hidden");
  }
}

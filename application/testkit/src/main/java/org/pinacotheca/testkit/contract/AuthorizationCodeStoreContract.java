package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.testkit.contract.StorageFixture.SOME_TIME;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.ExpiryStore;
import org.pinacotheca.domain.authorization.AuthorizationCode;
import org.pinacotheca.domain.authorization.CodeChallenge;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.OAuthTerms;
import org.pinacotheca.domain.identity.RedirectUri;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.UserId;

/**
 * The contract of the store of authorization codes, and of the addresses of applications. Part of
 * {@link StorageContract}.
 */
public interface AuthorizationCodeStoreContract {
  /** The storage under test. */
  StorageFixture fixture();

  private AuthorizationCode code(UserId member, Instant expires) {
    return new AuthorizationCode(
        StorageFixture.uniqueHash(),
        member,
        new ApiKey("program"),
        new RedirectUri("https://example.org/" + "a".repeat(480)),
        Set.of(Scope.values()),
        Optional.of(new CodeChallenge("_-".repeat(21) + "9")),
        expires,
        Optional.empty());
  }

  @Test
  default void aCodeIsFoundAsItWasAddedAndExchanged() {
    UserId member = fixture().member();
    AuthorizationCode code = code(member, SOME_TIME);
    AuthorizationCode bare =
        new AuthorizationCode(
            StorageFixture.uniqueHash(),
            member,
            code.application(),
            new RedirectUri("org.example.phone:/in"),
            Set.of(),
            Optional.empty(),
            SOME_TIME,
            Optional.empty());
    fixture()
        .change(tx -> {
          tx.authorizationCodes().add(code);
          tx.authorizationCodes().add(bare);
        });
    assertThat(fixture().maybe(tx -> tx.authorizationCodes().find(code.code()))).contains(code);
    assertThat(fixture().maybe(tx -> tx.authorizationCodes().find(bare.code()))).contains(bare);
    assertThatThrownBy(() -> fixture().change(tx -> tx.authorizationCodes().add(code)))
        .isInstanceOf(RuntimeException.class);
    AuthorizationCode used = code.exchangedFor(StorageFixture.uniqueHash());
    fixture().change(tx -> tx.authorizationCodes().replaceFamily(used));
    assertThat(fixture().maybe(tx -> tx.authorizationCodes().find(code.code()))).contains(used);
    assertThat(fixture().maybe(tx -> tx.authorizationCodes().find(StorageFixture.uniqueHash())))
        .isEmpty();
  }

  @Test
  default void codesAreForgottenAndErasedWithTheirMember() {
    UserId member = fixture().member();
    Instant longAgo = Instant.parse("1990-01-01T00:00:00Z");
    AuthorizationCode old = code(member, longAgo);
    AuthorizationCode later = code(member, longAgo.plusSeconds(1));
    fixture()
        .change(tx -> {
          tx.authorizationCodes().add(old);
          tx.authorizationCodes().add(later);
        });
    fixture()
        .change(tx ->
            tx.expired().removeBefore(ExpiryStore.Kind.AUTHORIZATION_CODES, later.expires(), 1000));
    assertThat(fixture().maybe(tx -> tx.authorizationCodes().find(old.code()))).isEmpty();
    assertThat(fixture().maybe(tx -> tx.authorizationCodes().find(later.code()))).contains(later);
    fixture().change(tx -> tx.erasures().erase(member, SOME_TIME));
    assertThat(fixture().maybe(tx -> tx.authorizationCodes().find(later.code()))).isEmpty();
  }

  @Test
  default void anApplicationKeepsItsAddresses() {
    OAuthTerms terms =
        new OAuthTerms(
            true,
            List.of(
                new RedirectUri("https://example.org/in?x=1"),
                new RedirectUri("http://127.0.0.1:8080/"),
                new RedirectUri("org.example.phone:/in")));
    ClientApplication application =
        new ClientApplication(
            new ApiKey("k" + StorageFixture.uniqueHash().value().substring(0, 40)),
            "Phone",
            new SharedSecret("s"),
            Optional.empty(),
            false,
            List.of(),
            false,
            Optional.empty(),
            terms);
    fixture().change(tx -> tx.applications().add(application));
    assertThat(fixture().maybe(tx -> tx.applications().find(application.key())))
        .contains(application);
  }
}

package org.pinacotheca.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretsStayHiddenTest {
  private static final String SECRET = "7f3a9c-secret";

  @Test
  void noSecretShowsItself() {
    SharedSecret secret = new SharedSecret(SECRET);
    SessionKey key = new SessionKey(SECRET);
    RpcSession session =
        new RpcSession(
            key.hash(),
            new UserId(1),
            new ApiKey("app"),
            Optional.of(secret),
            Optional.empty(),
            Usage.UNKNOWN);
    for (Object holder : new Object[] {secret, key, session}) {
      assertThat(holder.toString()).doesNotContain(SECRET);
    }
  }

  @Test
  void aMalformedSecretIsNotShownEither() {
    String broken = SECRET + "\n";
    assertThatThrownBy(() -> new SharedSecret(broken)).message().doesNotContain(SECRET);
    assertThatThrownBy(() -> new SessionKey(broken)).message().doesNotContain(SECRET);
    assertThatThrownBy(() -> new SecretHash(broken)).message().doesNotContain(SECRET);
  }

  @Test
  void aHashIsThatOfTheUtf8Form() {
    assertThat(SecretHash.of("abc").value())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void whatExpiresIsGoodBeforeItsInstantAndNotAtIt() {
    Instant end = Instant.parse("2026-01-01T00:00:00Z");
    SecretHash hash = SecretHash.of("t");
    UserId user = new UserId(1);
    ApiKey app = new ApiKey("app");
    TokenFamily family = new TokenFamily(hash, user, app, Set.of(), Usage.UNKNOWN);
    TokenGrant token = family.bearer(hash, end);
    TokenGrant refresh = family.refresh(hash, end);
    TokenGrant used = new TokenGrant(hash, TokenGrant.Kind.REFRESH, family, end, true);
    RpcSession session =
        new RpcSession(hash, user, app, Optional.empty(), Optional.of(end), Usage.UNKNOWN);
    RpcSession endless =
        new RpcSession(hash, user, app, Optional.empty(), Optional.empty(), Usage.UNKNOWN);
    assertThat(token.isGoodAt(end.minusNanos(1))).isTrue();
    assertThat(token.isGoodAt(end)).isFalse();
    assertThat(refresh.isGoodAt(end.minusNanos(1))).isTrue();
    assertThat(refresh.isGoodAt(end)).isFalse();
    assertThat(used.isGoodAt(end.minusNanos(1))).isFalse();
    assertThat(session.isOnAt(end.minusNanos(1))).isTrue();
    assertThat(session.isOnAt(end)).isFalse();
    assertThat(endless.isOnAt(Instant.MAX)).isTrue();
  }
}

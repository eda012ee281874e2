package org.pinacotheca.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.pinacotheca.domain.identity.TokenGrant.Exchange;

class TokenGrantProperties {
  private static final TokenFamily FAMILY =
      new TokenFamily(
          SecretHash.of("first"), new UserId(1), new ApiKey("app"), Set.of(), Usage.UNKNOWN);

  @Property
  void aTokenIsExchangedOnceAndBeforeItExpires(
      @ForAll @LongRange(min = 0, max = 100) long expires,
      @ForAll @LongRange(min = 0, max = 100) long offered,
      @ForAll boolean used) {
    TokenGrant token =
        new TokenGrant(
            SecretHash.of("t"),
            TokenGrant.Kind.REFRESH,
            FAMILY,
            Instant.ofEpochSecond(expires),
            used);
    Exchange exchange = token.exchangeAt(Instant.ofEpochSecond(offered));
    assertThat(exchange == Exchange.ALLOWED).isEqualTo(!used && offered < expires);
    assertThat(exchange == Exchange.ALLOWED)
        .isEqualTo(token.isGoodAt(Instant.ofEpochSecond(offered)));
  }

  @Property
  void theCopyOfAUsedTokenIsNoticedHoweverOldItIs(@ForAll long offered) {
    TokenGrant used =
        new TokenGrant(
            SecretHash.of("t"), TokenGrant.Kind.REFRESH, FAMILY, Instant.ofEpochSecond(7), true);
    assertThat(used.exchangeAt(Instant.ofEpochMilli(offered))).isEqualTo(Exchange.REUSED);
  }

  @Property
  void everyTokenOfAFamilyActsForItsMember(@ForAll boolean isBearer) {
    SecretHash hash = SecretHash.of("t");
    TokenGrant token =
        isBearer ? FAMILY.bearer(hash, Instant.EPOCH) : FAMILY.refresh(hash, Instant.EPOCH);
    assertThat(token.used()).isFalse();
    assertThat(token.family().caller())
        .isEqualTo(Caller.of(FAMILY.user(), FAMILY.application(), FAMILY.scopes()));
  }
}

package org.pinacotheca.domain.credits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.pinacotheca.domain.identity.UserId;

class TransferProperties {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Property
  void allThatAnErasedMemberHoldsGoesToThePlatform(
      @ForAll @IntRange(min = 1) int member,
      @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long balance) {
    UserId erased = new UserId(member);
    Transfer transfer = Transfer.ofErasure(erased, new Credits(balance), NOON).orElseThrow();
    assertThat(transfer.from()).isEqualTo(new AccountId.OfMember(erased));
    assertThat(transfer.to()).isInstanceOf(AccountId.OfPlatform.class);
    assertThat(transfer.amount().hundredths()).isEqualTo(balance);
    assertThat(transfer.actor()).isEmpty();
  }

  @Example
  void nothingIsMovedOfAMemberWithoutCredits() {
    assertThat(Transfer.ofErasure(new UserId(1), new Credits(0), NOON)).isEmpty();
  }
}

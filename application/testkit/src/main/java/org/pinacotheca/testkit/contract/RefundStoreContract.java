package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.contract.StorageFixture.SOME_TIME;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.access.Unlock;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.PostedTransfer;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferId;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.UserId;

/** The contract of stores for refunds. Part of {@link StorageContract}. */
public interface RefundStoreContract {
  /** The storage under test. */
  StorageFixture fixture();

  @Test
  default void whatWasSubscribedIsReadInOrderWithoutWhatWasRefunded() {
    StorageFixture fixture = fixture();
    UserId buyer = fixture.member();
    UserId owner = fixture.member();
    UserId another = fixture.member();
    fixture.change(tx ->
        tx.ledger()
            .post(
                new Transfer(
                    new TransferId(StorageFixture.unique()),
                    new AccountId.Grants(),
                    new AccountId.OfMember(buyer),
                    new Credits(100),
                    new TransferReason.Granted(),
                    SOME_TIME,
                    Optional.empty())));
    Transfer first = subscribed(fixture, buyer, owner, PlanDuration.ONE_WEEK);
    Transfer second = subscribed(fixture, buyer, owner, PlanDuration.ONE_MONTH);
    Transfer third = subscribed(fixture, buyer, owner, PlanDuration.ONE_YEAR);
    subscribed(fixture, buyer, another, PlanDuration.ONE_YEAR);
    assertThat(fixture.list(tx -> tx.ledger().subscribed(buyer, owner)))
        .containsExactly(first, second, third);
    fixture.change(tx ->
        assertThat(
                tx.ledger()
                    .post(
                        new PostedTransfer(tx.ledger().number(second.id()), second)
                            .reversed(Optional.of("why"), SOME_TIME)))
            .isTrue());
    assertThat(fixture.list(tx -> tx.ledger().subscribed(buyer, owner)))
        .containsExactly(first, third);
    assertThat(fixture.list(tx -> tx.ledger().subscribed(owner, buyer))).isEmpty();
  }

  private static Transfer subscribed(
      StorageFixture fixture, UserId buyer, UserId owner, PlanDuration duration) {
    Transfer sale =
        new Transfer(
            new TransferId(StorageFixture.unique()),
            new AccountId.OfMember(buyer),
            new AccountId.OfMember(owner),
            new Credits(1),
            new TransferReason.Subscribed(new PricePlanId(1), duration),
            SOME_TIME,
            Optional.of(buyer));
    fixture.change(tx -> assertThat(tx.ledger().post(sale)).isTrue());
    return sale;
  }

  @Test
  default void whatIsTakenBackIsGone() {
    StorageFixture fixture = fixture();
    UserId viewer = fixture.member();
    UserId owner = fixture.member();
    AlbumId album = fixture.album(owner, 0).id();
    Unlock unlock = new Unlock(viewer, owner, album, SOME_TIME, false);
    for (int time = 0; time < 2; time++) {
      fixture.change(tx -> {
        tx.access().put(new Subscription(viewer, owner, new PricePlanId(1), SOME_TIME, SOME_TIME));
        tx.access().add(unlock);
      });
      fixture.change(tx -> {
        tx.access().removeSubscription(viewer, owner);
        tx.access().removeUnlock(viewer, album);
      });
      assertThat(fixture.maybe(tx -> tx.access().subscription(viewer, owner))).isEmpty();
      assertThat(fixture.maybe(tx -> tx.access().unlock(viewer, album))).isEmpty();
    }
  }
}

package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.testkit.contract.StorageFixture.SOME_TIME;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.IdempotencyStore.StoredResponse;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferId;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;

/** The contract of the store of erased members. Part of {@link StorageContract}. */
public interface ErasureStoreContract {
  /** The storage under test. */
  StorageFixture fixture();

  @Test
  default void anErasedMemberIsGoneAndOnlyThey() {
    StorageFixture fixture = fixture();
    UserId erased = fixture.member();
    UserId other = fixture.member();
    Album theirs = fixture.album(erased, 0);
    Album others = fixture.album(other, 0);
    assertThat(fixture.<Boolean>read(tx -> tx.erasures().isErased(erased))).isFalse();
    fixture.change(tx -> tx.erasures().erase(erased, SOME_TIME));
    assertThat(fixture.<Boolean>read(tx -> tx.erasures().isErased(erased))).isTrue();
    assertThat(fixture.<Boolean>read(tx -> tx.erasures().isErased(other))).isFalse();
    assertThat(fixture.maybe(tx -> tx.members().find(erased))).isEmpty();
    assertThat(fixture.maybe(tx -> tx.members().find(other))).isPresent();
    assertThat(fixture.<Boolean>write(tx -> tx.members().lockGallery(erased))).isFalse();
    assertThat(fixture.list(tx -> tx.albums().findAll(Set.of(theirs.id(), others.id()))))
        .extracting(Album::owner)
        .containsExactly(other);
    assertThatThrownBy(() -> fixture.change(tx -> tx.erasures().erase(erased, SOME_TIME)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  default void theirFilesAreNotedUntilTheyAreDeleted() {
    StorageFixture fixture = fixture();
    UserId member = fixture.member();
    ApiKey application = fixture.application();
    List<MediaKey> keys =
        fixture
            .pictures(3, id -> StorageFixture.newPicture(id, member, Optional.empty(), application))
            .stream()
            .map(Picture::media)
            .toList();
    fixture.change(tx -> tx.erasures().erase(member, SOME_TIME));
    assertThat(fixture.list(tx -> tx.erasures().abandonedMedia(1))).hasSize(1);
    assertThat(fixture.list(tx -> tx.erasures().abandonedMedia(1000))).containsAll(keys);
    assertThat(fixture.<Boolean>read(tx -> tx.pictures().hasMedia(keys.getFirst()))).isFalse();
    fixture.change(tx -> tx.erasures().removeAbandonedMedia(keys.subList(0, 2)));
    assertThat(fixture.list(tx -> tx.erasures().abandonedMedia(1000)))
        .doesNotContainAnyElementsOf(keys.subList(0, 2))
        .contains(keys.getLast());
    fixture.change(tx -> {
      tx.erasures().removeAbandonedMedia(keys);
      tx.erasures().removeAbandonedMedia(List.of());
    });
    assertThat(fixture.list(tx -> tx.erasures().abandonedMedia(1000)))
        .doesNotContainAnyElementsOf(keys);
  }

  @Test
  default void anErasureIsUnfinishedUntilItIsSaidToBeFinished() {
    StorageFixture fixture = fixture();
    UserId first = fixture.member();
    UserId second = fixture.member();
    fixture.change(tx -> tx.erasures().erase(first, SOME_TIME));
    fixture.change(tx -> tx.erasures().erase(second, SOME_TIME));
    assertThat(fixture.<Set<UserId>>read(tx -> tx.erasures().unfinished())).contains(first, second);
    fixture.change(tx -> {
      tx.erasures().finish(Set.of(first));
      tx.erasures().finish(Set.of());
    });
    assertThat(fixture.<Set<UserId>>read(tx -> tx.erasures().unfinished()))
        .doesNotContain(first)
        .contains(second);
    assertThat(fixture.<Boolean>read(tx -> tx.erasures().isErased(first))).isTrue();
  }

  @Test
  default void aGroupLosesThemOrGoesWithThem() {
    StorageFixture fixture = fixture();
    UserId manager = fixture.member();
    UserId member = fixture.member();
    Group group =
        fixture.write(tx -> {
          Group added = new Group(tx.groups().nextId(), "Group", manager, Set.of(member));
          tx.groups().add(added);
          return added;
        });
    fixture.change(tx -> tx.erasures().erase(member, SOME_TIME));
    assertThat(fixture.maybe(tx -> tx.groups().find(group.id())))
        .contains(new Group(group.id(), "Group", manager, Set.of()));
    assertThat(fixture.maybe(tx -> tx.groups().ofMember(member))).isEmpty();
    fixture.change(tx -> tx.erasures().erase(manager, SOME_TIME));
    assertThat(fixture.maybe(tx -> tx.groups().find(group.id()))).isEmpty();
    assertThat(fixture.maybe(tx -> tx.groups().ofMember(manager))).isEmpty();
  }

  @Test
  default void answersThatTheyGaveOrThatWereGivenForThemAreForgotten() {
    StorageFixture fixture = fixture();
    UserId member = fixture.member();
    UserId manager = fixture.member();
    ApiKey application = fixture.application();
    StoredResponse.Id theirs = new StoredResponse.Id(member, application, "theirs");
    StoredResponse.Id forThem = new StoredResponse.Id(manager, application, "for them");
    StoredResponse.Id anothers = new StoredResponse.Id(manager, application, "another's");
    fixture.change(tx -> {
      tx.idempotency()
          .add(StorageFixture.newStoredResponse(theirs, member, SOME_TIME), Instant.EPOCH);
      tx.idempotency()
          .add(StorageFixture.newStoredResponse(forThem, member, SOME_TIME), Instant.EPOCH);
      tx.idempotency()
          .add(StorageFixture.newStoredResponse(anothers, manager, SOME_TIME), Instant.EPOCH);
    });
    fixture.change(tx -> tx.erasures().erase(member, SOME_TIME));
    assertThat(fixture.maybe(tx -> tx.idempotency().find(theirs))).isEmpty();
    assertThat(fixture.maybe(tx -> tx.idempotency().find(forThem))).isEmpty();
    assertThat(fixture.maybe(tx -> tx.idempotency().find(anothers))).isPresent();
  }

  @Test
  default void theirTransfersStayAndTheirGrantsLoseTheirNames() {
    StorageFixture fixture = fixture();
    UserId member = fixture.member();
    UserId other = fixture.member();
    AccountId theirs = new AccountId.OfMember(member);
    AccountId others = new AccountId.OfMember(other);
    String name = StorageFixture.unique();
    fixture.change(tx -> {
      tx.ledger().post(grant("theirs/" + name, theirs));
      tx.ledger().post(grant("others/" + name, others));
      tx.ledger()
          .post(
              new Transfer(
                  new TransferId("left/" + name),
                  theirs,
                  AccountId.OfPlatform.receivingFrom(member),
                  new Credits(7),
                  new TransferReason.Erased(),
                  SOME_TIME,
                  Optional.empty()));
    });
    List<LedgerEntry> before = entries(fixture, theirs);
    fixture.change(tx -> tx.erasures().erase(member, SOME_TIME));
    List<LedgerEntry> after = entries(fixture, theirs);
    assertThat(after)
        .extracting(LedgerEntry::number, LedgerEntry::balance)
        .containsExactlyElementsOf(
            before.stream()
                .map(entry -> org.assertj.core.groups.Tuple.tuple(entry.number(), entry.balance()))
                .toList());
    Transfer renamed = after.getFirst().transfer();
    assertThat(renamed.id()).isEqualTo(new TransferId("erased/" + after.getFirst().number()));
    assertThat(fixture.maybe(tx -> tx.ledger().find(renamed.id()))).contains(renamed);
    assertThat(fixture.maybe(tx -> tx.ledger().find(new TransferId("theirs/" + name)))).isEmpty();
    assertThat(fixture.maybe(tx -> tx.ledger().find(new TransferId("others/" + name)))).isPresent();
    assertThat(after.getLast()).isEqualTo(before.getLast());
    assertThat(after.getLast().transfer().reason()).isEqualTo(new TransferReason.Erased());
  }

  @Test
  default void refundsToOrFromThemLoseTheOperatorsWords() {
    StorageFixture fixture = fixture();
    UserId buyer = fixture.member();
    UserId seller = fixture.member();
    AccountId from = new AccountId.OfMember(seller);
    TransferReason words =
        new TransferReason.Refunded(
            Long.MAX_VALUE - seller.value(), Optional.empty(), Optional.of("why"));
    Transfer refund =
        new Transfer(
            new TransferId("refund-" + StorageFixture.unique()),
            from,
            new AccountId.OfMember(buyer),
            new Credits(1),
            words,
            SOME_TIME,
            Optional.empty());
    fixture.change(tx -> {
      tx.ledger().post(grant("seller/" + StorageFixture.unique(), from));
      tx.ledger().post(refund);
    });
    assertThat(fixture.maybe(tx -> tx.ledger().find(refund.id()))).contains(refund);
    fixture.change(tx -> tx.erasures().erase(seller, SOME_TIME));
    assertThat(fixture.maybe(tx -> tx.ledger().find(refund.id())).orElseThrow().reason())
        .isEqualTo(
            new TransferReason.Refunded(
                Long.MAX_VALUE - seller.value(), Optional.empty(), Optional.empty()));
    assertThat(entries(fixture, new AccountId.OfMember(buyer)).getLast().transfer().reason())
        .isNotEqualTo(words);
  }

  private static List<LedgerEntry> entries(StorageFixture fixture, AccountId account) {
    return fixture.list(tx -> tx.ledger().entries(account, false, new PageRequest(1, 10)).items());
  }

  private static Transfer grant(String id, AccountId to) {
    return new Transfer(
        new TransferId(id),
        new AccountId.Grants(),
        to,
        new Credits(10),
        new TransferReason.Granted(),
        SOME_TIME,
        Optional.empty());
  }
}

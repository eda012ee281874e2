package org.pinacotheca.testkit.memory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.pinacotheca.application.spi.ErasureStore;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferId;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.sharing.ShareLink;
import org.pinacotheca.domain.sharing.ShareLinkId;

/** Erased members in memory. */
record MemoryErasures(MemoryTables tables) implements ErasureStore {

  /** An erased member. */
  record Erased(UserId id, Instant at, boolean finished) {}

  @Override
  public boolean isErased(UserId id) {
    return tables.erased.has(id);
  }

  @Override
  public void erase(UserId id, Instant at) {
    tables.erased.add(id, new Erased(id, at, false));
    eraseGallery(id);
    erasePurchases(id);
    eraseClients(id);
    leaveGroup(id);
    anonymiseTransfers(new AccountId.OfMember(id));
    tables.galleryVersions.removeAll(List.of(id));
    tables.members.removeExisting(id);
  }

  private void eraseGallery(UserId id) {
    List<Picture> pictures =
        tables.pictures.all().filter(picture -> picture.owner().equals(id)).toList();
    pictures.forEach(picture -> {
      tables.abandonedMedia.add(picture.media().value(), picture.media());
      tables.media.removeExisting(picture.media().value());
      tables.pictures.removeExisting(picture.id());
    });
    Set<AlbumId> albums =
        tables
            .albums
            .all()
            .filter(album -> album.owner().equals(id))
            .map(Album::id)
            .collect(Collectors.toSet());
    tables.wrongPins.removeIf(wrong -> wrong.viewer().equals(id) || albums.contains(wrong.album()));
    tables.albums.removeAll(albums);
    Set<ShareLinkId> links =
        tables
            .shareLinks
            .all()
            .filter(link -> link.owner().equals(id))
            .map(ShareLink::id)
            .collect(Collectors.toSet());
    tables.wrongLinkPins.removeIf(wrong -> links.contains(wrong.link()));
    tables.shareLinks.removeAll(links);
  }

  private void erasePurchases(UserId id) {
    tables.plans.removeIf(plan -> plan.owner().equals(id));
    tables.subscriptions.removeIf(
        bought -> bought.owner().equals(id) || bought.viewer().equals(id));
    tables.unlocks.removeIf(bought -> bought.owner().equals(id) || bought.viewer().equals(id));
  }

  private void eraseClients(UserId id) {
    tables.tokens.removeIf(grant -> grant.family().user().equals(id));
    tables.sessions.removeIf(session -> session.user().equals(id));
    tables.authorizationCodes.removeIf(code -> code.member().equals(id));
    tables.passwords.removeAll(List.of(id));
    tables.invitations.removeAll(List.of(id));
    tables.wrongPasswords.removeIf(wrong -> wrong.member().equals(id));
    tables.logins.removeIf(login -> login.approvedBy().equals(Optional.of(id)));
    tables.storedResponses.removeIf(
        answer -> answer.id().actor().equals(id) || answer.subject().equals(id));
  }

  private void leaveGroup(UserId id) {
    Optional<Group> group = tables.groups.all().filter(found -> found.has(id)).findFirst();
    group.ifPresent(left -> {
      if (left.manager().equals(id)) {
        tables.groups.removeAll(List.of(left.id().value()));
      } else {
        Set<UserId> others =
            left.members().stream()
                .filter(Predicate.not(id::equals))
                .collect(Collectors.toUnmodifiableSet());
        tables.groups.replace(
            left.id().value(), new Group(left.id(), left.name(), left.manager(), others));
      }
    });
  }

  private void anonymiseTransfers(AccountId account) {
    for (LedgerEntry entry : tables.entries.find(MemoryLedger.row(account)).orElse(List.of())) {
      Transfer before = entry.transfer();
      Transfer after = anonymised(before, entry.number());
      if (!after.equals(before)) {
        tables.transfers.removeExisting(before.id().value());
        tables.transfers.add(after.id().value(), entry.number());
        tables.ledger.replace(entry.number(), after);
        enter(before.to(), after, entry.number());
        enter(before.from(), after, entry.number());
      }
    }
  }

  private static Transfer anonymised(Transfer transfer, long number) {
    TransferId id =
        transfer.reason() instanceof TransferReason.Granted
            ? new TransferId("erased/" + number)
            : transfer.id();
    TransferReason reason =
        transfer.reason() instanceof TransferReason.Refunded(long refunded, var album, var _)
            ? new TransferReason.Refunded(refunded, album, Optional.empty())
            : transfer.reason();
    return new Transfer(
        id,
        transfer.from(),
        transfer.to(),
        transfer.amount(),
        reason,
        transfer.at(),
        transfer.actor());
  }

  private void enter(AccountId account, Transfer transfer, long number) {
    String row = MemoryLedger.row(account);
    tables.entries.put(
        row,
        tables.entries.find(row).orElseThrow().stream()
            .map(entry ->
                entry.number() == number
                    ? new LedgerEntry(number, account, transfer, entry.balance())
                    : entry)
            .toList());
  }

  @Override
  public List<MediaKey> abandonedMedia(int limit) {
    return tables.abandonedMedia.all().limit(limit).toList();
  }

  @Override
  public void removeAbandonedMedia(List<MediaKey> deleted) {
    tables.abandonedMedia.removeAll(deleted.stream().map(MediaKey::value).toList());
  }

  @Override
  public Set<UserId> unfinished() {
    return tables
        .erased
        .all()
        .filter(erased -> !erased.finished())
        .map(Erased::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public void finish(Set<UserId> erased) {
    erased.forEach(id ->
        tables
            .erased
            .find(id)
            .ifPresent(found -> tables.erased.put(id, new Erased(id, found.at(), true))));
  }
}

package org.pinacotheca.testkit.memory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pinacotheca.application.spi.ShareLinkStore;
import org.pinacotheca.domain.access.WrongPinAttempt;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.sharing.ShareLink;
import org.pinacotheca.domain.sharing.ShareLinkId;

/** Share links in memory. */
record MemoryShareLinks(MemoryTables tables) implements ShareLinkStore {
  @Override
  public ShareLinkId nextId() {
    tables.shareLinks.requireWritable();
    return new ShareLinkId(tables.counters.shareLinks.incrementAndGet());
  }

  @Override
  public Optional<ShareLink> find(ShareLinkId id) {
    return tables.shareLinks.find(id);
  }

  @Override
  public Optional<ShareLink> find(SecretHash token) {
    return tables.shareLinks.all().filter(link -> link.token().equals(token)).findFirst();
  }

  /** Units that write run one at a time. */
  @Override
  public Optional<ShareLink> lock(ShareLinkId id) {
    tables.shareLinks.requireWritable();
    return find(id);
  }

  @Override
  public List<ShareLink> ofOwner(UserId owner) {
    return tables.shareLinks.all().filter(link -> link.owner().equals(owner)).toList();
  }

  @Override
  public List<ShareLink> ofAlbum(UserId owner, AlbumId album) {
    return ofOwner(owner).stream().filter(link -> link.album().equals(album)).toList();
  }

  @Override
  public void add(ShareLink link) {
    if (find(link.token()).isPresent()) {
      throw new IllegalStateException("there is such a share token already");
    }
    tables.shareLinks.add(link.id(), link);
  }

  @Override
  public void replaceVisits(ShareLink link) {
    tables.shareLinks.replace(link.id(), link);
  }

  @Override
  public void remove(ShareLink link) {
    tables.shareLinks.removeExisting(link.id());
  }

  @Override
  public void removeOfAlbum(UserId owner, AlbumId album) {
    tables.shareLinks.removeAll(ofAlbum(owner, album).stream().map(ShareLink::id).toList());
  }

  @Override
  public void addWrongPin(ShareLinkId link, String origin, WrongPinAttempt attempt) {
    tables.wrongLinkPins.requireWritable();
    tables.wrongLinkPins.add(
        tables.counters.wrongPins.incrementAndGet(), new WrongLinkPin(link, origin, attempt));
  }

  @Override
  public List<WrongPinAttempt> wrongPins(ShareLinkId link, String origin, Instant end, int limit) {
    return newestFirst(pin -> pin.link().equals(link) && pin.origin().equals(origin), end)
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Instant> wrongPin(ShareLinkId link, Instant end, int nth) {
    return newestFirst(pin -> pin.link().equals(link), end)
        .skip(nth - 1L)
        .map(WrongPinAttempt::at)
        .findFirst();
  }

  private Stream<WrongPinAttempt> newestFirst(Predicate<WrongLinkPin> wanted, Instant end) {
    return MemoryClients.Credentials.newestFirst(
        tables.wrongLinkPins.all().filter(wanted).map(WrongLinkPin::attempt), end);
  }

  /** A wrong PIN that was counted. */
  record WrongLinkPin(ShareLinkId link, String origin, WrongPinAttempt attempt) {}
}

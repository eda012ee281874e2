package org.pinacotheca.testkit.memory;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.pinacotheca.application.spi.IdempotencyStore;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.access.Unlock;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.CallId;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.Login;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.RpcSession;
import org.pinacotheca.domain.identity.TokenGrant;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;

/** All committed data. The maps are never changed afterwards. */
record MemorySnapshot(
    NavigableMap<String, Community> communities,
    NavigableMap<UserId, Member> members,
    NavigableMap<UserId, Long> galleryVersions,
    NavigableMap<Integer, Group> groups,
    NavigableMap<String, ClientApplication> applications,
    NavigableMap<String, TokenGrant> tokens,
    NavigableMap<String, RpcSession> sessions,
    NavigableMap<String, CallId> lastCalls,
    NavigableMap<String, Login> logins,
    NavigableMap<AlbumId, Album> albums,
    NavigableMap<PictureId, Picture> pictures,
    NavigableMap<String, PictureId> media,
    NavigableMap<Integer, AuditEntry> audit,
    NavigableMap<String, IdempotencyStore.Answer> answers,
    NavigableMap<String, Long> transfers,
    NavigableMap<Long, Transfer> ledger,
    NavigableMap<String, List<LedgerEntry>> entries,
    NavigableMap<PricePlanId, PricePlan> plans,
    NavigableMap<String, Subscription> subscriptions,
    NavigableMap<String, Unlock> unlocks,
    NavigableMap<Long, MemoryAccess.WrongPin> wrongPins,
    NavigableMap<String, MemoryRates.Window> rates,
    NavigableMap<UserId, MemoryErasures.Erased> erased,
    NavigableMap<String, MediaKey> abandonedMedia,
    NavigableMap<String, InstallationId> installation) {
  static final MemorySnapshot EMPTY =
      new MemorySnapshot(
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>());
}

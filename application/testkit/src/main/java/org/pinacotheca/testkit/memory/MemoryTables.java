package org.pinacotheca.testkit.memory;

import java.util.List;
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

/** All tables as one unit of work sees them. Used by one thread. */
final class MemoryTables {
  final MemoryCounters counters;
  final MemoryTable<String, Community> communities;
  final MemoryTable<UserId, Member> members;
  final MemoryTable<UserId, Long> galleryVersions;
  final MemoryTable<Integer, Group> groups;
  final MemoryTable<String, ClientApplication> applications;
  final MemoryTable<String, TokenGrant> tokens;
  final MemoryTable<String, RpcSession> sessions;
  final MemoryTable<String, CallId> lastCalls;
  final MemoryTable<String, Login> logins;
  final MemoryTable<AlbumId, Album> albums;
  final MemoryTable<PictureId, Picture> pictures;
  final MemoryTable<String, PictureId> media;
  final MemoryTable<Integer, AuditEntry> audit;
  final MemoryTable<String, IdempotencyStore.Answer> answers;
  final MemoryTable<String, Long> transfers;
  final MemoryTable<Long, Transfer> ledger;
  final MemoryTable<String, List<LedgerEntry>> entries;
  final MemoryTable<PricePlanId, PricePlan> plans;
  final MemoryTable<String, Subscription> subscriptions;
  final MemoryTable<String, Unlock> unlocks;
  final MemoryTable<Long, MemoryAccess.WrongPin> wrongPins;
  final MemoryTable<String, MemoryRates.Window> rates;
  final MemoryTable<UserId, MemoryErasures.Erased> erased;
  final MemoryTable<String, MediaKey> abandonedMedia;
  final MemoryTable<String, InstallationId> installation;

  MemoryTables(MemorySnapshot committed, MemoryCounters counters, boolean writable) {
    this.counters = counters;
    this.communities = new MemoryTable<>("a community", committed.communities(), writable);
    this.members = new MemoryTable<>("a member", committed.members(), writable);
    this.galleryVersions =
        new MemoryTable<>("a gallery's version", committed.galleryVersions(), writable);
    this.groups = new MemoryTable<>("a group", committed.groups(), writable);
    this.applications = new MemoryTable<>("an application", committed.applications(), writable);
    this.tokens = new MemoryTable<>("a token", committed.tokens(), writable);
    this.sessions = new MemoryTable<>("a session", committed.sessions(), writable);
    this.lastCalls = new MemoryTable<>("a last call", committed.lastCalls(), writable);
    this.logins = new MemoryTable<>("a login", committed.logins(), writable);
    this.albums = new MemoryTable<>("an album", committed.albums(), writable);
    this.pictures = new MemoryTable<>("a picture", committed.pictures(), writable);
    this.media = new MemoryTable<>("a media key", committed.media(), writable);
    this.audit = new MemoryTable<>("an audit entry", committed.audit(), writable);
    this.answers = new MemoryTable<>("an answer", committed.answers(), writable);
    this.transfers = new MemoryTable<>("a transfer", committed.transfers(), writable);
    this.ledger = new MemoryTable<>("a place in the ledger", committed.ledger(), writable);
    this.entries = new MemoryTable<>("an account", committed.entries(), writable);
    this.plans = new MemoryTable<>("a price plan", committed.plans(), writable);
    this.subscriptions = new MemoryTable<>("a subscription", committed.subscriptions(), writable);
    this.unlocks = new MemoryTable<>("an unlocked album", committed.unlocks(), writable);
    this.wrongPins = new MemoryTable<>("a wrong PIN", committed.wrongPins(), writable);
    this.rates = new MemoryTable<>("a window of a limit", committed.rates(), writable);
    this.erased = new MemoryTable<>("an erased member", committed.erased(), writable);
    this.abandonedMedia =
        new MemoryTable<>("an abandoned media key", committed.abandonedMedia(), writable);
    this.installation = new MemoryTable<>("an installation id", committed.installation(), writable);
  }

  MemorySnapshot toSnapshot() {
    return new MemorySnapshot(
        communities.result(),
        members.result(),
        galleryVersions.result(),
        groups.result(),
        applications.result(),
        tokens.result(),
        sessions.result(),
        lastCalls.result(),
        logins.result(),
        albums.result(),
        pictures.result(),
        media.result(),
        audit.result(),
        answers.result(),
        transfers.result(),
        ledger.result(),
        entries.result(),
        plans.result(),
        subscriptions.result(),
        unlocks.result(),
        wrongPins.result(),
        rates.result(),
        erased.result(),
        abandonedMedia.result(),
        installation.result());
  }

  void close() {
    List.of(
            communities,
            members,
            galleryVersions,
            groups,
            applications,
            tokens,
            sessions,
            lastCalls,
            logins,
            albums,
            pictures,
            media,
            audit,
            answers,
            transfers,
            ledger,
            entries,
            plans,
            subscriptions,
            unlocks,
            wrongPins,
            rates,
            erased,
            abandonedMedia,
            installation)
        .forEach(MemoryTable::close);
  }
}

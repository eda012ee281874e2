package org.pinacotheca.testkit.memory;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.pinacotheca.application.spi.IdempotencyStore;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.access.Unlock;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.authorization.AuthorizationCode;
import org.pinacotheca.domain.authorization.Login;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.CallId;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.RpcSession;
import org.pinacotheca.domain.identity.TokenGrant;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.sharing.ShareLink;
import org.pinacotheca.domain.sharing.ShareLinkId;
import org.pinacotheca.domain.signin.Invitation;
import org.pinacotheca.domain.signin.PasswordHash;

/**
 * All tables as one unit of work sees them. A table is committed under the word for one of its
 * rows, always with the same types. Used by one thread.
 */
final class MemoryTables extends MemoryDraft {
  final MemoryCounters counters;
  final MemoryTable<String, Community> communities = table("a community");
  final MemoryTable<UserId, Member> members = table("a member");
  final MemoryTable<UserId, Long> galleryVersions = table("a gallery's version");
  final MemoryTable<Integer, Group> groups = table("a group");
  final MemoryTable<String, ClientApplication> applications = table("an application");
  final MemoryTable<String, TokenGrant> tokens = table("a token");
  final MemoryTable<String, RpcSession> sessions = table("a session");
  final MemoryTable<String, CallId> lastCalls = table("a last call");
  final MemoryTable<String, Login> logins = table("a login");
  final MemoryTable<AlbumId, Album> albums = table("an album");
  final MemoryTable<PictureId, Picture> pictures = table("a picture");
  final MemoryTable<String, PictureId> media = table("a media key");
  final MemoryTable<Integer, AuditEntry> audit = table("an audit entry");
  final MemoryTable<String, IdempotencyStore.StoredResponse> storedResponses =
      table("a stored response");
  final MemoryTable<String, Long> transfers = table("a transfer");
  final MemoryTable<Long, Transfer> ledger = table("a place in the ledger");
  final MemoryTable<String, List<LedgerEntry>> entries = table("an account");
  final MemoryTable<PricePlanId, PricePlan> plans = table("a price plan");
  final MemoryTable<String, Subscription> subscriptions = table("a subscription");
  final MemoryTable<String, Unlock> unlocks = table("an unlocked album");
  final MemoryTable<Long, MemoryAccess.WrongPin> wrongPins = table("a wrong PIN");
  final MemoryTable<ShareLinkId, ShareLink> shareLinks = table("a share link");
  final MemoryTable<Long, MemoryShareLinks.WrongLinkPin> wrongLinkPins =
      table("a wrong PIN of a share link");
  final MemoryTable<String, AuthorizationCode> authorizationCodes = table("an authorization code");
  final MemoryTable<UserId, PasswordHash> passwords = table("a password");
  final MemoryTable<UserId, Invitation> invitations = table("an invitation");
  final MemoryTable<Long, MemoryClients.Credentials.WrongPassword> wrongPasswords =
      table("a wrong password");
  final MemoryTable<String, MemoryRates.Window> rates = table("a window of a limit");
  final MemoryTable<UserId, MemoryErasures.Erased> erased = table("an erased member");
  final MemoryTable<String, MediaKey> abandonedMedia = table("an abandoned media key");
  final MemoryTable<String, InstallationId> installation = table("an installation id");

  MemoryTables(
      Map<String, NavigableMap<?, ?>> committed, MemoryCounters counters, boolean writable) {
    super(committed, writable);
    this.counters = counters;
  }
}

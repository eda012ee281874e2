package org.pinacotheca.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.StorageFixture.FINGERPRINT;
import static org.pinacotheca.testkit.StorageFixture.SOME_TIME;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.spi.AnswerStore;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.client.ApiKey;
import org.pinacotheca.domain.client.CallId;
import org.pinacotheca.domain.client.ClientApplication;
import org.pinacotheca.domain.client.RefreshGrant;
import org.pinacotheca.domain.client.RpcSession;
import org.pinacotheca.domain.client.SecretHash;
import org.pinacotheca.domain.client.SharedSecret;
import org.pinacotheca.domain.client.TokenGrant;
import org.pinacotheca.domain.member.Community;
import org.pinacotheca.domain.member.CommunityName;
import org.pinacotheca.domain.member.Group;
import org.pinacotheca.domain.member.Member;
import org.pinacotheca.domain.member.Nickname;
import org.pinacotheca.domain.member.UserId;
import org.pinacotheca.domain.picture.Picture;

/** What is there before a unit of work that fails, and what it changes. */
final class ExistingRows {
  final UserId owner;
  final ApiKey application;
  final Album album;
  final List<Picture> pictures;
  final RefreshGrant refresh;
  final SecretHash session;

  ExistingRows(StorageFixture fixture) {
    owner = fixture.member();
    application = fixture.application();
    album = fixture.album(owner, 3);
    pictures =
        fixture.pictures(
            2, id -> StorageFixture.newPicture(id, owner, Optional.of(album.id()), application));
    SecretHash token = StorageFixture.uniqueHash();
    refresh = new RefreshGrant(token, token, owner, application, Set.of(), SOME_TIME, false);
    session = StorageFixture.uniqueHash();
    fixture.change(tx -> {
      tx.tokens().addRefresh(refresh);
      tx.sessions()
          .add(new RpcSession(session, owner, application, Optional.empty(), Optional.empty()));
    });
  }

  void changeEverything(Transaction tx, String name, SecretHash hash) {
    tx.communities().add(new Community(new CommunityName(name), "Title"));
    UserId other = StorageFixture.freeUserId(tx);
    tx.members()
        .add(new Member(other, new Nickname("Other"), Optional.of(new CommunityName(name))));
    tx.groups().add(new Group(tx.groups().nextId(), "Group", owner, Set.of(other)));
    tx.applications()
        .add(
            new ClientApplication(
                new ApiKey(name),
                "App",
                new SharedSecret("s"),
                Optional.empty(),
                false,
                List.of(),
                false,
                Optional.empty()));
    tx.tokens().add(new TokenGrant(hash, hash, owner, application, Set.of(), SOME_TIME));
    tx.tokens()
        .addRefresh(new RefreshGrant(hash, hash, owner, application, Set.of(), SOME_TIME, false));
    assertThat(tx.tokens().useRefresh(refresh.token())).isTrue();
    tx.sessions().add(new RpcSession(hash, owner, application, Optional.empty(), Optional.empty()));
    assertThat(tx.sessions().advance(session, new CallId(BigDecimal.TEN))).isTrue();
    tx.pictures().replace(pictures.getFirst().movedTo(Optional.empty()));
    tx.pictures().remove(List.of(pictures.getLast()));
    tx.albums().remove(album);
    tx.albums().add(StorageFixture.newAlbum(tx.albums().nextId(), owner, 9));
    tx.audit()
        .append(
            new AuditEntry(
                SOME_TIME,
                Optional.of(owner),
                Optional.of(owner),
                Optional.of(application),
                AuditAction.ALBUM_REMOVED,
                name));
    tx.answers()
        .add(
            new AnswerStore.Answer(
                owner, owner, application, name, FINGERPRINT, new byte[] {1}, SOME_TIME));
  }
}

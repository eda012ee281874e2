package org.pinacotheca.persistence.jdbi;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.client.ApiKey;
import org.pinacotheca.domain.client.ClientApplication;
import org.pinacotheca.domain.client.RpcSession;
import org.pinacotheca.domain.client.SessionKey;
import org.pinacotheca.domain.client.SharedSecret;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.member.Member;
import org.pinacotheca.domain.member.Nickname;
import org.pinacotheca.domain.member.UserId;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Safety;
import org.pinacotheca.persistence.keys.AesGcmSeal;
import org.pinacotheca.persistence.keys.MasterKey;

/** Values that are easy to tell apart. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
  static final ApiKey APPLICATION = new ApiKey("viewer");
  static final UserId ADA = new UserId(1815);
  static final UserId BOB = new UserId(7);

  private Samples() {}

  static AesGcmSeal seal() {
    return seal(1);
  }

  static AesGcmSeal seal(int first) {
    byte[] key = new byte[32];
    key[0] = (byte) first;
    return new AesGcmSeal(MasterKey.of(key));
  }

  static Member member(UserId id) {
    return new Member(id, new Nickname("member " + id.value()), Optional.empty());
  }

  static Album album(UserId owner, AlbumId id, int sequence) {
    return new Album(
        id,
        owner,
        new AlbumName("Album " + id.value()),
        "",
        "",
        Optional.empty(),
        new AlbumKind.Ordinary(),
        sequence,
        NOON,
        NOON,
        AlbumTally.EMPTY);
  }

  static Picture picture(UserId owner, PictureId id, Optional<AlbumId> album) {
    return new Picture(
        id,
        owner,
        album,
        new PictureText("", ""),
        ImageFormat.JPEG,
        640,
        480,
        12_345,
        new MediaKey(HexFormat.of().toHexDigits((long) id.value()).repeat(2)),
        Approval.APPROVED,
        Safety.UNDECLARED,
        NOON,
        APPLICATION);
  }

  static ClientApplication application(ApiKey key, String secret) {
    return new ClientApplication(
        key,
        "Viewer",
        new SharedSecret(secret),
        Optional.empty(),
        true,
        List.of(),
        false,
        Optional.empty());
  }

  static RpcSession session(SessionKey key, String secret) {
    return new RpcSession(
        key.hash(), ADA, APPLICATION, Optional.of(new SharedSecret(secret)), Optional.empty());
  }

  static Set<UserId> both() {
    return Set.of(ADA, BOB);
  }
}

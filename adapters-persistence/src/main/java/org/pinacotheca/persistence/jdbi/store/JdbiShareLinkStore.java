package org.pinacotheca.persistence.jdbi.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.pinacotheca.application.spi.ShareLinkStore;
import org.pinacotheca.domain.access.WrongPinAttempt;
import org.pinacotheca.domain.album.PinHash;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.sharing.ShareLink;
import org.pinacotheca.domain.sharing.ShareLinkId;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The share links of one transaction. */
record JdbiShareLinkStore(JdbiSession session) implements ShareLinkStore {
  private static final WrongAttempts WRONG =
      new WrongAttempts("share_link_wrong_pin", "wrong_pin_id", "share_link_id");

  private static final String LINKS =
      """
      SELECT share_link_id, owner_id, album_id, label, token_hash, created, expires, visits_max,
        visits, last_visit, pin_hash, download
      FROM share_link WHERE
      """;

  private static final RowMapper<ShareLink> LINK =
      (row, context) ->
          new ShareLink(
              new ShareLinkId(row.getInt(1)),
              new UserId(row.getInt(2)),
              new AlbumId(row.getInt(3)),
              row.getString(4),
              new SecretHash(row.getString(5)),
              Columns.instant(row, 6),
              Columns.optionalInstant(row, 7),
              Columns.optionalInt(row, 8),
              row.getInt(9),
              Columns.optionalInstant(row, 10),
              Columns.optionalText(row, 11).map(PinHash::new),
              row.getBoolean(12));

  @Override
  public ShareLinkId nextId() {
    return new ShareLinkId(session.nextIds("share_link_id_sequence", 1).getFirst());
  }

  @Override
  public Optional<ShareLink> find(ShareLinkId id) {
    return session
        .query(LINKS + "share_link_id = :link")
        .bind("link", id.value())
        .map(LINK)
        .findOne();
  }

  @Override
  public Optional<ShareLink> find(SecretHash token) {
    return session
        .query(LINKS + "token_hash = :token")
        .bind("token", token.value())
        .map(LINK)
        .findOne();
  }

  @Override
  public Optional<ShareLink> lock(ShareLinkId id) {
    // On both databases a write locks the row; on HSQLDB only a write does.
    session
        .update("UPDATE share_link SET visits = visits WHERE share_link_id = :link")
        .bind("link", id.value())
        .execute();
    return find(id);
  }

  @Override
  public List<ShareLink> ofOwner(UserId owner) {
    return session
        .query(LINKS + "owner_id = :owner ORDER BY share_link_id")
        .bind("owner", owner.value())
        .map(LINK)
        .list();
  }

  @Override
  public List<ShareLink> ofAlbum(UserId owner, AlbumId album) {
    return session
        .query(LINKS + "owner_id = :owner AND album_id = :album ORDER BY share_link_id")
        .bind("owner", owner.value())
        .bind("album", album.value())
        .map(LINK)
        .list();
  }

  @Override
  public void add(ShareLink link) {
    session
        .update(
            """
            INSERT INTO share_link
              (owner_id, share_link_id, album_id, label, token_hash, created, expires, visits_max,
              visits, last_visit, pin_hash, download)
            VALUES (:owner, :link, :album, :label, :token, :created, :expires, :visitsMax,
              :visits, :lastVisit, :pin, :download)
            """)
        .bind("owner", link.owner().value())
        .bind("link", link.id().value())
        .bind("album", link.album().value())
        .bind("label", link.label())
        .bind("token", link.token().value())
        .bind("created", Columns.instant(link.created()))
        .bind("expires", Columns.optionalInstant(link.expires()))
        .bind("visitsMax", link.visitsMax().orElse(null))
        .bind("visits", link.visits())
        .bind("lastVisit", Columns.optionalInstant(link.lastVisit()))
        .bind("pin", link.pin().map(PinHash::value).orElse(null))
        .bind("download", link.download())
        .execute();
  }

  @Override
  public void replaceVisits(ShareLink link) {
    session
        .update(
            """
            UPDATE share_link SET visits = :visits, last_visit = :lastVisit
            WHERE share_link_id = :link
            """)
        .bind("link", link.id().value())
        .bind("visits", link.visits())
        .bind("lastVisit", Columns.optionalInstant(link.lastVisit()))
        .execute();
  }

  @Override
  public void remove(ShareLink link) {
    session
        .update("DELETE FROM share_link WHERE owner_id = :owner AND share_link_id = :link")
        .bind("owner", link.owner().value())
        .bind("link", link.id().value())
        .execute();
  }

  @Override
  public void removeOfAlbum(UserId owner, AlbumId album) {
    session
        .update("DELETE FROM share_link WHERE owner_id = :owner AND album_id = :album")
        .bind("owner", owner.value())
        .bind("album", album.value())
        .execute();
  }

  @Override
  public void addWrongPin(ShareLinkId link, String origin, WrongPinAttempt attempt) {
    WRONG.add(session, link.value(), origin, attempt);
  }

  @Override
  public List<WrongPinAttempt> wrongPins(ShareLinkId link, String origin, Instant end, int limit) {
    return WRONG.latest(session, link.value(), origin, end, limit);
  }

  @Override
  public Optional<Instant> wrongPin(ShareLinkId link, Instant end, int nth) {
    return WRONG.given(session, link.value(), end, nth);
  }
}

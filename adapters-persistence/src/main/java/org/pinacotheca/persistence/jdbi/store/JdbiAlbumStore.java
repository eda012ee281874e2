package org.pinacotheca.persistence.jdbi.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Update;
import org.pinacotheca.application.spi.AlbumStore;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.album.AlbumShift;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.album.Cover;
import org.pinacotheca.domain.album.PinHash;
import org.pinacotheca.domain.album.PinLock;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The albums of one transaction. */
final class JdbiAlbumStore implements AlbumStore {
  static final int COLUMN_COUNT = 16;

  static final String COLUMNS =
      """
      a.owner_id, a.album_id, a.name, a.description, a.location, a.pin_hash, a.pin_price, a.default_of, a.place,
      a.created, a.modified, a.pictures, a.approved, a.cover_id, a.cover_format, a.cover_safe
      """;

  private static final String SELECT = "SELECT " + COLUMNS + " FROM album a WHERE ";

  private static final RowMapper<Album> ALBUM = (row, context) -> album(row);

  private final JdbiSession session;

  JdbiAlbumStore(JdbiSession session) {
    this.session = session;
  }

  @Override
  public AlbumId nextId() {
    return new AlbumId(session.nextIds("album_id_sequence", 1).getFirst());
  }

  @Override
  public Optional<Album> find(UserId owner, AlbumId id) {
    return session
        .query(SELECT + "a.owner_id = :owner AND a.album_id = :album")
        .bind("owner", owner.value())
        .bind("album", id.value())
        .map(ALBUM)
        .findOne();
  }

  @Override
  public Optional<Album> find(AlbumId id) {
    return session
        .query(SELECT + "a.album_id = :album")
        .bind("album", id.value())
        .map(ALBUM)
        .findOne();
  }

  @Override
  public Optional<Album> findDefault(UserId owner, ApiKey application) {
    return session
        .query(SELECT + "a.owner_id = :owner AND a.default_of = :application")
        .bind("owner", owner.value())
        .bind("application", application.value())
        .map(ALBUM)
        .findOne();
  }

  @Override
  public Extent extent(UserId owner) {
    return session
        .query("SELECT COUNT(*), MAX(place) + 1 FROM album WHERE owner_id = :owner")
        .bind("owner", owner.value())
        // Without albums the maximum is NULL, which is read as 0.
        .map((row, _) -> new Extent(row.getInt(1), row.getInt(2)))
        .one();
  }

  @Override
  public List<Album> ofOwner(UserId owner) {
    return session
        .query(SELECT + "a.owner_id = :owner ORDER BY a.owner_id, a.place, a.album_id")
        .bind("owner", owner.value())
        .map(ALBUM)
        .list();
  }

  @Override
  public List<Album> findAll(Set<AlbumId> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    String named = session.dialect().anyOf("a.album_id", "albums");
    return session
        .query(SELECT + named + " ORDER BY a.owner_id, a.place, a.album_id")
        .bindArray("albums", Integer.class, ids.stream().map(AlbumId::value).toList())
        .map(ALBUM)
        .list();
  }

  @Override
  public void add(Album album) {
    bind(
            album,
            session.update(
                """
                INSERT INTO album
                  (owner_id, album_id, name, description, location, pin_hash, pin_price, default_of, place,
                   created, modified, pictures, approved, cover_id, cover_format, cover_safe)
                VALUES (:owner, :album, :name, :description, :location, :pin, :price, :defaultOf, :place,
                   :created, :modified, :pictures, :approved, :cover, :coverFormat, :coverSafe)
                """))
        .execute();
  }

  @Override
  public void replace(Album album) {
    int replaced =
        bind(
                album,
                session.update(
                    """
                    UPDATE album SET
                      name = :name, description = :description, location = :location, pin_hash = :pin,
                      pin_price = :price, default_of = :defaultOf, place = :place, created = :created,
                      modified = :modified, pictures = :pictures, approved = :approved, cover_id = :cover,
                      cover_format = :coverFormat, cover_safe = :coverSafe
                    WHERE owner_id = :owner AND album_id = :album
                    """))
            .execute();
    if (replaced != 1) {
      throw new IllegalStateException("there is no album " + album.id().value() + " to replace");
    }
  }

  @Override
  public void shift(UserId owner, AlbumShift shift) {
    session
        .update(
            """
            UPDATE album SET place = place + :by
            WHERE owner_id = :owner AND place BETWEEN :first AND :last
            """)
        .bind("by", shift.by())
        .bind("owner", owner.value())
        .bind("first", shift.first())
        .bind("last", shift.last())
        .execute();
  }

  @Override
  public void remove(Album album) {
    int removed =
        session
            .update(
                "DELETE FROM album WHERE owner_id = :owner AND album_id = :album AND NOT EXISTS"
                    + " (SELECT 1 FROM picture WHERE owner_id = :owner AND album_id = :album)")
            .bind("owner", album.owner().value())
            .bind("album", album.id().value())
            .execute();
    if (removed == 0) {
      throw new IllegalStateException(
          "album " + album.id().value() + " is not there, or still holds pictures");
    }
  }

  private static Update bind(Album album, Update update) {
    Optional<String> defaultOf =
        switch (album.kind()) {
          case AlbumKind.Ordinary() -> Optional.empty();
          case AlbumKind.ApplicationDefault(ApiKey application) -> Optional.of(application.value());
        };
    Optional<Cover> cover = album.tally().cover();
    return update
        .bind("owner", album.owner().value())
        .bind("album", album.id().value())
        .bind("name", album.name().value())
        .bind("description", album.description())
        .bind("location", album.location())
        .bind("pin", album.lock().map(lock -> lock.pin().value()).orElse(null))
        .bind("price", album.lock().map(lock -> lock.price().amount().hundredths()).orElse(null))
        .bind("defaultOf", defaultOf.orElse(null))
        .bind("place", album.sequence())
        .bind("created", Columns.instant(album.created()))
        .bind("modified", Columns.instant(album.modified()))
        .bind("pictures", album.tally().pictures())
        .bind("approved", album.tally().approved())
        .bind("cover", cover.map(shown -> shown.picture().value()).orElse(null))
        .bind("coverFormat", cover.map(shown -> shown.format().name()).orElse(null))
        .bind("coverSafe", cover.map(Cover::safe).orElse(null));
  }

  static Album album(ResultSet row) throws SQLException {
    Optional<String> pin = Columns.optionalText(row, 6);
    long price = row.getLong(7);
    Optional<String> defaultOf = Columns.optionalText(row, 8);
    return new Album(
        new AlbumId(row.getInt(2)),
        new UserId(row.getInt(1)),
        new AlbumName(row.getString(3)),
        row.getString(4),
        row.getString(5),
        pin.map(hash -> new PinLock(new PinHash(hash), new Price(new Credits(price)))),
        defaultOf
            .<AlbumKind>map(key -> new AlbumKind.ApplicationDefault(new ApiKey(key)))
            .orElseGet(AlbumKind.Ordinary::new),
        row.getInt(9),
        Columns.instant(row, 10),
        Columns.instant(row, 11),
        tally(row, 12));
  }

  /** Reads an album's tally from columns that begin with the given one. */
  static AlbumTally tally(ResultSet row, int first) throws SQLException {
    Optional<Integer> cover = Columns.optionalInt(row, first + 2);
    return new AlbumTally(
        row.getInt(first),
        row.getInt(first + 1),
        cover.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Cover(
                    new PictureId(cover.get()),
                    ImageFormat.valueOf(row.getString(first + 3)),
                    row.getBoolean(first + 4))));
  }
}

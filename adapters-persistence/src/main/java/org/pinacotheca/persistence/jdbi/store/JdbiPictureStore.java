package org.pinacotheca.persistence.jdbi.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.pinacotheca.application.spi.PictureStore;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The pictures of one transaction. */
final class JdbiPictureStore implements PictureStore {
  private static final String SELECT = "SELECT " + PictureRow.COLUMNS + " FROM picture p WHERE ";

  private static final RowMapper<Picture> PICTURE = (row, context) -> PictureRow.read(row);

  private final JdbiSession session;

  JdbiPictureStore(JdbiSession session) {
    this.session = session;
  }

  @Override
  public List<PictureId> nextIds(int count) {
    return session.nextIds("picture_id_sequence", count).stream().map(PictureId::new).toList();
  }

  @Override
  public Optional<Picture> find(UserId owner, PictureId id) {
    return session
        .query(SELECT + "p.owner_id = :owner AND p.picture_id = :picture")
        .bind("owner", owner.value())
        .bind("picture", id.value())
        .map(PICTURE)
        .findOne();
  }

  @Override
  public List<Picture> findAll(Set<PictureId> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return session
        .query(
            SELECT + session.dialect().anyOf("p.picture_id", "pictures") + " ORDER BY p.picture_id")
        .bindArray("pictures", Integer.class, ids.stream().map(PictureId::value).toList())
        .map(PICTURE)
        .list();
  }

  @Override
  public List<Picture> ofAlbum(UserId owner, AlbumId album) {
    return session
        .query(SELECT + "p.owner_id = :owner AND p.album_id = :album ORDER BY p.picture_id")
        .bind("owner", owner.value())
        .bind("album", album.value())
        .map(PICTURE)
        .list();
  }

  @Override
  public Map<AlbumId, List<PictureId>> approvedIdsByAlbum(UserId owner) {
    Map<AlbumId, List<PictureId>> ids = new LinkedHashMap<>();
    session
        .query(
            """
            SELECT album_id, picture_id
            FROM picture
            WHERE owner_id = :owner AND album_id IS NOT NULL AND approved = TRUE
            ORDER BY album_id, picture_id
            """)
        .bind("owner", owner.value())
        .map((row, context) -> new Place(row.getInt(1), row.getInt(2)))
        .forEach(place ->
            ids.computeIfAbsent(new AlbumId(place.album), _ -> new ArrayList<>())
                .add(new PictureId(place.picture)));
    return ids;
  }

  @Override
  public AlbumTally tally(UserId owner, AlbumId album) {
    return session
        .query(
            """
            SELECT t.held, t.shown, c.picture_id, c.format, c.safe_declared AND c.safe_confirmed
            FROM (
              SELECT
                COUNT(*) AS held,
                COUNT(CASE WHEN approved = TRUE THEN 1 END) AS shown,
                MIN(CASE WHEN approved = TRUE THEN picture_id END) AS first_shown
              FROM picture
              WHERE owner_id = :owner AND album_id = :album
            ) t
            LEFT JOIN picture c ON c.owner_id = :owner AND c.picture_id = t.first_shown
            """)
        .bind("owner", owner.value())
        .bind("album", album.value())
        .map((row, context) -> JdbiAlbumStore.tally(row, 1))
        .one();
  }

  @Override
  public int countLoose(UserId owner) {
    return session
        // With the exposure in the condition, HSQLDB would read all pictures of the owner.
        .query(
            "SELECT COUNT(CASE WHEN exposure = 'PRIVATE' THEN 1 END) FROM picture"
                + " WHERE owner_id = :owner AND album_id IS NULL")
        .bind("owner", owner.value())
        .mapTo(int.class)
        .one();
  }

  @Override
  public int countFree(UserId owner) {
    return session
        .query("SELECT COUNT(*) FROM picture WHERE owner_id = :owner AND exposure = 'FREE'")
        .bind("owner", owner.value())
        .mapTo(int.class)
        .one();
  }

  @Override
  public int countPending(UserId owner, ApiKey application) {
    return session
        .query(
            """
            SELECT COUNT(CASE WHEN application = :application THEN 1 END) FROM picture
            WHERE owner_id = :owner AND exposure = 'PRIVATE' AND approved = FALSE
            """)
        .bind("owner", owner.value())
        .bind("application", application.value())
        .mapTo(int.class)
        .one();
  }

  @Override
  public Page<Picture> free(UserId owner, PageRequest page) {
    return page(
        "p.owner_id = :owner AND p.exposure = 'FREE'",
        "p.uploaded DESC, p.picture_id DESC",
        page,
        query -> query.bind("owner", owner.value()));
  }

  @Override
  public Page<Picture> approved(
      UserId owner, Optional<AlbumId> album, PictureOrder order, PageRequest page) {
    // HSQLDB uses an index only if its first columns are exactly those of the conditions, and its
    // order only if all its columns are named. Pictures in an album are never free, and few enough
    // to sort.
    String where =
        "p.owner_id = :owner AND p.approved = TRUE AND "
            + (album.isPresent() ? "p.album_id = :album" : "p.exposure = 'PRIVATE'");
    String by =
        (album.isPresent() ? "" : "p.owner_id DESC, p.exposure DESC, p.approved DESC, ")
            + switch (order) {
              case DATE_UPLOADED -> "p.uploaded DESC, p.picture_id DESC";
              case SIZE -> "p.size_bytes DESC, p.picture_id DESC";
            };
    UnaryOperator<Query> binding =
        query -> {
          album.ifPresent(id -> query.bind("album", id.value()));
          return query.bind("owner", owner.value());
        };
    return page(
        page,
        () -> rows(where, by, page, binding),
        () -> album.isPresent() ? count(where, binding) : countApproved(owner));
  }

  /** Reads the albums and the pictures in none, which is less than all pictures. */
  private long countApproved(UserId owner) {
    return session
        .query(
            """
            SELECT COALESCE(SUM(n), 0) FROM (
              SELECT SUM(approved) AS n FROM album WHERE owner_id = :owner
              UNION ALL
              SELECT COUNT(CASE WHEN exposure = 'PRIVATE' THEN 1 END) AS n FROM picture
              WHERE owner_id = :owner AND album_id IS NULL AND approved = TRUE
            ) counted
            """)
        .bind("owner", owner.value())
        .mapTo(long.class)
        .one();
  }

  @Override
  public Page<Picture> pending(UserId owner, PageRequest page) {
    return page(
        "p.owner_id = :owner AND p.exposure = 'PRIVATE' AND p.approved = FALSE",
        "p.picture_id",
        page,
        query -> query.bind("owner", owner.value()));
  }

  @Override
  public Page<Picture> search(Criteria criteria, PageRequest page) {
    List<String> conditions = new ArrayList<>();
    if (criteria.album().isPresent()) {
      // Pictures in an album are never free, and are found by owner without another index.
      conditions.add("p.owner_id = (SELECT a.owner_id FROM album a WHERE a.album_id = :album)");
      conditions.add("p.album_id = :album");
    } else {
      conditions.add("p.exposure = 'PRIVATE'");
    }
    conditions.add("(p.approved = TRUE OR p.owner_id = :viewer)");
    conditions.add(
        "NOT EXISTS (SELECT 1 FROM member m WHERE m.member_id = p.owner_id AND m.suspended ="
            + " TRUE)");
    if (!criteria.owners().isEmpty()) {
      conditions.add(session.dialect().anyOf("p.owner_id", "owners"));
    }
    if (!criteria.pictures().isEmpty()) {
      conditions.add(session.dialect().anyOf("p.picture_id", "pictures"));
    }
    return page(
        String.join(" AND ", conditions),
        "p.picture_id",
        page,
        query -> {
          if (!criteria.owners().isEmpty()) {
            query.bindArray(
                "owners", Integer.class, criteria.owners().stream().map(UserId::value).toList());
          }
          criteria.album().ifPresent(album -> query.bind("album", album.value()));
          if (!criteria.pictures().isEmpty()) {
            query.bindArray(
                "pictures",
                Integer.class,
                criteria.pictures().stream().map(PictureId::value).toList());
          }
          return query.bind("viewer", criteria.viewer().value());
        });
  }

  private Page<Picture> page(
      String where, String orderBy, PageRequest page, UnaryOperator<Query> binding) {
    return page(page, () -> rows(where, orderBy, page, binding), () -> count(where, binding));
  }

  private static Page<Picture> page(
      PageRequest page, Supplier<List<Picture>> rows, LongSupplier count) {
    if (page.offset() > 0) {
      long total = count.getAsLong();
      // An offset beyond the database's range would be an error.
      return new Page<>(page.offset() >= total ? List.of() : rows.get(), page, total);
    }
    List<Picture> first = rows.get();
    // A single page, as for most albums, gives the count.
    return new Page<>(first, page, first.size() < page.size() ? first.size() : count.getAsLong());
  }

  private long count(String where, UnaryOperator<Query> binding) {
    return binding
        .apply(session.query("SELECT COUNT(*) FROM picture p WHERE " + where))
        .mapTo(long.class)
        .one();
  }

  private List<Picture> rows(
      String where, String orderBy, PageRequest page, UnaryOperator<Query> binding) {
    return binding
        .apply(
            session.query(SELECT + where + " ORDER BY " + orderBy + " LIMIT :limit OFFSET :offset"))
        .bind("limit", page.size())
        .bind("offset", page.offset())
        .map(PICTURE)
        .list();
  }

  @Override
  public void add(List<Picture> pictures) {
    if (pictures.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        session.batch(
            """
            INSERT INTO picture
              (owner_id, picture_id, album_id, title, description, format, width, height, size_bytes,
               media_key, approved, safe_declared, safe_confirmed, uploaded, application, exposure)
            VALUES (:owner, :picture, :album, :title, :description, :format, :width, :height, :size,
               :media, :approved, :declared, :confirmed, :uploaded, :application, :exposure)
            """);
    pictures.forEach(picture -> PictureRow.bind(picture, batch).add());
    batch.execute();
  }

  @Override
  public void replace(Picture picture) {
    int replaced =
        PictureRow.bind(
                picture,
                session.update(
                    """
                    UPDATE picture SET
                      album_id = :album, title = :title, description = :description, format = :format,
                      width = :width, height = :height, size_bytes = :size, media_key = :media,
                      approved = :approved, safe_declared = :declared, safe_confirmed = :confirmed,
                      uploaded = :uploaded, application = :application, exposure = :exposure
                    WHERE owner_id = :owner AND picture_id = :picture
                    """))
            .execute();
    if (replaced != 1) {
      throw new IllegalStateException(
          "there is no picture " + picture.id().value() + " to replace");
    }
  }

  @Override
  public void remove(List<Picture> pictures) {
    if (pictures.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        session.batch("DELETE FROM picture WHERE owner_id = :owner AND picture_id = :picture");
    pictures.forEach(picture ->
        batch.bind("owner", picture.owner().value()).bind("picture", picture.id().value()).add());
    batch.execute();
  }

  @Override
  public boolean hasMedia(MediaKey key) {
    return session
        .query("SELECT picture_id FROM picture WHERE media_key = :media")
        .bind("media", key.value())
        .mapTo(int.class)
        .findOne()
        .isPresent();
  }

  private record Place(int album, int picture) {}
}

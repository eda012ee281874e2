package org.pinacotheca.persistence.jdbi.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.SqlStatement;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Safety;

/** Maps pictures to rows of their table. */
final class PictureRow {
  static final String COLUMNS =
      """
      p.owner_id, p.picture_id, p.album_id, p.title, p.description, p.format, p.width, p.height, p.size_bytes,
      p.media_key, p.approved, p.safe_declared, p.safe_confirmed, p.uploaded, p.application, p.exposure
      """;

  private PictureRow() {}

  /** Binds every column by its name in the statements of {@link JdbiPictureStore}. */
  static <S extends SqlStatement<S>> S bind(Picture picture, S statement) {
    return statement
        .bind("owner", picture.owner().value())
        .bind("picture", picture.id().value())
        .bind("album", picture.album().map(AlbumId::value).orElse(null))
        .bind("title", picture.text().title())
        .bind("description", picture.text().description())
        .bind("format", picture.format().name())
        .bind("width", picture.width())
        .bind("height", picture.height())
        .bind("size", picture.size())
        .bind("media", picture.media().value())
        .bind("approved", picture.isApproved())
        .bind("declared", picture.safety().declared())
        .bind("confirmed", picture.safety().confirmed())
        .bind("uploaded", Columns.instant(picture.uploaded()))
        .bind("application", picture.application().value())
        .bind("exposure", picture.galleryKind().name());
  }

  /** Reads a picture from the {@link #COLUMNS}, which must be the first of the row. */
  static Picture read(ResultSet row) throws SQLException {
    return new Picture(
        new PictureId(row.getInt(2)),
        new UserId(row.getInt(1)),
        GalleryKind.valueOf(row.getString(16)),
        Columns.optionalInt(row, 3).map(AlbumId::new),
        new PictureText(row.getString(4), row.getString(5)),
        ImageFormat.valueOf(row.getString(6)),
        row.getInt(7),
        row.getInt(8),
        row.getLong(9),
        new MediaKey(row.getString(10)),
        row.getBoolean(11) ? Approval.APPROVED : Approval.PENDING,
        new Safety(row.getBoolean(12), row.getBoolean(13)),
        Columns.instant(row, 14),
        new ApiKey(row.getString(15)));
  }
}

package org.pinacotheca.domain.picture;

import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;

/**
 * A picture of a member's gallery. It is uploaded, approved at once or later by its owner, may be
 * moved between their albums and described, and is removed (or rejected) together with its files.
 *
 * @param galleryKind which of its owner's galleries it is in
 * @param album empty when it is outside of albums
 * @param width pixels of the upright original
 * @param height pixels of the upright original
 * @param size bytes of the stored original
 * @param media the key of its files
 * @param application the program that uploaded it
 */
public record Picture(
    PictureId id,
    UserId owner,
    GalleryKind galleryKind,
    Optional<AlbumId> album,
    PictureText text,
    ImageFormat format,
    int width,
    int height,
    long size,
    MediaKey media,
    Approval approval,
    Safety safety,
    Instant uploaded,
    ApiKey application) {
  /** The most pictures one request may add or name. */
  public static final int PICTURES_PER_REQUEST_MAX = 50;

  public Picture {
    if (galleryKind == GalleryKind.FREE && album.isPresent()) {
      throw new IllegalArgumentException(
          "a free picture stands in no album, not in " + album.get());
    }
  }

  /** Whether the picture is shown. */
  public boolean isApproved() {
    return approval == Approval.APPROVED;
  }

  /** The same picture, approved. */
  public Picture approved() {
    return with(album, text, Approval.APPROVED, safety);
  }

  /** The same picture in another album, or in none. */
  public Picture movedTo(Optional<AlbumId> newAlbum) {
    return with(newAlbum, text, approval, safety);
  }

  /**
   * The same picture with a new description; a moderator's decision holds only as long as the
   * owner's declaration.
   */
  public Picture described(PictureText newText, boolean declaredSafe) {
    return with(
        album, newText, approval, new Safety(declaredSafe, declaredSafe && safety.confirmed()));
  }

  /** The same picture with a moderator's decision on whether it is safe. */
  public Picture moderated(boolean confirmedSafe) {
    return with(album, text, approval, new Safety(safety.declared(), confirmedSafe));
  }

  private Picture with(
      Optional<AlbumId> newAlbum, PictureText newText, Approval newApproval, Safety newSafety) {
    return new Picture(
        id,
        owner,
        galleryKind,
        newAlbum,
        newText,
        format,
        width,
        height,
        size,
        media,
        newApproval,
        newSafety,
        uploaded,
        application);
  }
}

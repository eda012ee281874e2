package org.pinacotheca.application.api.pictures;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.api.albums.GalleryFull;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.PictureSelection;

/**
 * Adds pictures, approved at once, to an album of the subject or to their gallery outside of
 * albums: all or none. Needs {@link org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 *
 * @param galleryKind which of the subject's galleries they are for
 * @param album empty means outside of albums; always empty for the free gallery
 * @param pictures 1 to 50
 */
public record AddPictures(
    GalleryKind galleryKind, Optional<AlbumId> album, List<NewPicture> pictures) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public AddPictures {
    pictures = List.copyOf(pictures);
    PictureSelection.checkUploads(pictures.size()).orElseThrow();
    if (galleryKind == GalleryKind.FREE && album.isPresent()) {
      throw new IllegalArgumentException("free pictures stand in no album, not in " + album.get());
    }
  }

  /** Pictures for the private gallery. */
  public AddPictures(Optional<AlbumId> album, List<NewPicture> pictures) {
    this(GalleryKind.PRIVATE, album, pictures);
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits AddPictures.Added, UploadRefusal, GalleryFull {}

  /** The pictures were added; their ids in the order of the command. */
  public record Added(List<PictureId> pictures) implements Outcome {
    public Added {
      pictures = List.copyOf(pictures);
    }
  }
}

package org.pinacotheca.application.api;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;

/**
 * Adds pictures, approved at once, to an album of the subject or to his gallery without an album:
 * all or none. Needs {@link org.pinacotheca.domain.client.Scope#PROFILE_GALLERY}.
 *
 * @param pictures 1 to 50
 */
public record AddPictures(Optional<AlbumId> album, List<NewPicture> pictures) {
  public AddPictures {
    pictures = List.copyOf(pictures);
  }

  /** What came of it. */
  public sealed interface Outcome
      permits AddPictures.Added,
          Denied,
          AlbumNotFound,
          InvalidFields,
          FaultyImage,
          AlbumFull,
          GalleryFull,
          Overloaded {}

  /** The pictures were added; their ids in the order of the command. */
  public record Added(List<PictureId> pictures) implements Outcome {
    public Added {
      pictures = List.copyOf(pictures);
    }
  }
}

package org.pinacotheca.application.api.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.Overloaded;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.GalleryFull;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.picture.Exposure;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Adds pictures, approved at once, to an album of the subject or to their gallery outside of
 * albums: all or none. Needs {@link org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 *
 * @param exposure which of the subject's galleries they are for
 * @param album empty means outside of albums; always empty for the free gallery
 * @param pictures 1 to 50
 */
public record AddPictures(Exposure exposure, Optional<AlbumId> album, List<NewPicture> pictures)
    implements Request {
  public AddPictures {
    pictures = List.copyOf(pictures);
    if (exposure == Exposure.FREE && album.isPresent()) {
      throw new IllegalArgumentException("free pictures stand in no album, not in " + album.get());
    }
  }

  /** Pictures for the private gallery. */
  public AddPictures(Optional<AlbumId> album, List<NewPicture> pictures) {
    this(Exposure.PRIVATE, album, pictures);
  }

  @Override
  public List<FieldFault> faults() {
    List<FieldFault> faults = new ArrayList<>(Form.pictures(Field.UPLOADS, pictures.size()));
    for (int index = 0; index < pictures.size(); index++) {
      for (FieldFault fault : pictures.get(index).text().faults()) {
        faults.add(fault.at(index));
      }
    }
    return faults;
  }

  /** The possible outcomes. */
  public sealed interface Outcome
      permits AddPictures.Added,
          CommonRefusal,
          AlbumNotFound,
          FaultyImages,
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

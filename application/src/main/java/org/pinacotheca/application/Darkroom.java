package org.pinacotheca.application;

import java.util.ArrayList;
import java.util.List;
import org.pinacotheca.application.spi.DevelopedPicture;
import org.pinacotheca.application.spi.ImageStudio;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.domain.picture.Rendition;

/**
 * Where uploads become files, outside of any unit of work. What is developed and then not wanted is
 * discarded here. Thread-safe.
 */
final class Darkroom {
  private static final int MEDIA_KEY_DIGITS = 32;

  private final ImageStudio studio;
  private final PictureFiles files;
  private final Secrets secrets;

  Darkroom(ImageStudio studio, PictureFiles files, Secrets secrets) {
    this.studio = studio;
    this.files = files;
    this.secrets = secrets;
  }

  /** Develops all pictures and keeps their files, or none of them. */
  Developed develop(List<PictureSource> sources) {
    List<Negative> negatives = new ArrayList<>();
    boolean complete = false;
    try {
      for (int index = 0; index < sources.size(); index++) {
        switch (studio.develop(sources.get(index), this::keep)) {
          case ImageStudio.Development.Kept<Negative>(Negative negative) -> negatives.add(negative);
          case ImageStudio.Development.Faulty<Negative>(ImageFault fault) -> {
            return new Developed.Faulty(index, fault);
          }
        }
      }
      complete = true;
      return new Developed.All(negatives);
    } catch (ImageStudio.StudioOverloadedException e) {
      return new Developed.Overloaded();
    } finally {
      if (!complete) {
        discard(negatives);
      }
    }
  }

  /** Removes the files of pictures that were not wanted in the end. */
  void discard(List<Negative> negatives) {
    files.discard(negatives.stream().map(Negative::key).toList());
  }

  private Negative keep(DevelopedPicture developed) {
    MediaKey key = new MediaKey(secrets.randomHex(MEDIA_KEY_DIGITS));
    files.store(key, developed);
    long size = developed.file(Rendition.ORIGINAL).length;
    return new Negative(key, developed.format(), developed.width(), developed.height(), size);
  }

  /** A picture whose files are kept and that no one owns yet. */
  record Negative(MediaKey key, ImageFormat format, int width, int height, long size) {}

  /** What became of an upload. */
  sealed interface Developed {
    record All(List<Negative> negatives) implements Developed {
      public All {
        negatives = List.copyOf(negatives);
      }
    }

    record Faulty(int index, ImageFault fault) implements Developed {}

    record Overloaded() implements Developed {}
  }
}

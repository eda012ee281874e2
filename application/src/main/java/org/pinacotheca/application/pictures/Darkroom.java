package org.pinacotheca.application.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.api.pictures.FaultyImages;
import org.pinacotheca.application.spi.DevelopedPicture;
import org.pinacotheca.application.spi.ImageStudio;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.domain.picture.Rendition;

/**
 * Where uploads become files, outside of any unit of work. What is developed and then not wanted is
 * discarded here. Thread-safe.
 */
public final class Darkroom {
  private static final int MEDIA_KEY_DIGITS = 32;

  private final ImageStudio studio;
  private final PictureFiles files;
  private final Secrets secrets;

  public Darkroom(ImageStudio studio, PictureFiles files, Secrets secrets) {
    this.studio = studio;
    this.files = files;
    this.secrets = secrets;
  }

  /**
   * Develops all pictures and keeps their files, or none of them. The ones behind a faulty one are
   * only judged, so that every faulty one is told.
   */
  Developed develop(Caller caller, List<PictureSource> sources) {
    ImageStudio.Requester requester =
        new ImageStudio.Requester(Integer.toString(caller.actor().value()), caller.origin());
    List<Negative> negatives = new ArrayList<>();
    List<FaultyImages.FaultyImage> faults = new ArrayList<>();
    boolean complete = false;
    try {
      for (int index = 0; index < sources.size(); index++) {
        ImageStudio.Development<Optional<Negative>> development =
            studio.develop(
                requester,
                sources.get(index),
                developed -> faults.isEmpty() ? Optional.of(keep(developed)) : Optional.empty());
        switch (development) {
          case ImageStudio.Development.Kept<Optional<Negative>>(Optional<Negative> kept) ->
              kept.ifPresent(negatives::add);
          case ImageStudio.Development.Faulty<Optional<Negative>>(ImageFault fault) ->
              faults.add(new FaultyImages.FaultyImage(index, fault));
        }
      }
      complete = faults.isEmpty();
      return complete ? new Developed.All(negatives) : new Developed.Faulty(faults);
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

    record Faulty(List<FaultyImages.FaultyImage> images) implements Developed {
      public Faulty {
        images = List.copyOf(images);
      }
    }

    record Overloaded() implements Developed {}
  }
}

package org.pinacotheca.application.pictures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.api.pictures.FaultyImages;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.domain.picture.Safety;

/**
 * Turns uploads into stored files, outside of any unit of work, and discards those that are not
 * wanted. Thread-safe.
 */
public final class UploadPipeline {
  private static final int MEDIA_KEY_DIGITS = 32;

  private final ImageProcessor processor;
  private final PictureFiles files;
  private final Secrets secrets;

  public UploadPipeline(ImageProcessor processor, PictureFiles files, Secrets secrets) {
    this.processor = processor;
    this.files = files;
    this.secrets = secrets;
  }

  /**
   * Processes all pictures and stores their files, or none of them. The pictures behind a faulty
   * one are only checked, so that every faulty one is reported.
   */
  Processed process(Caller caller, List<PictureSource> sources) {
    ImageProcessor.Requester requester =
        new ImageProcessor.Requester(Integer.toString(caller.actor().value()), caller.origin());
    List<StoredUpload> uploads = new ArrayList<>();
    List<FaultyImages.FaultyImage> faults = new ArrayList<>();
    boolean complete = false;
    try {
      for (int index = 0; index < sources.size(); index++) {
        ImageProcessor.Processed<Optional<StoredUpload>> development =
            processor.process(
                requester,
                sources.get(index),
                rendered -> faults.isEmpty() ? Optional.of(keep(rendered)) : Optional.empty());
        switch (development) {
          case ImageProcessor.Processed.Kept<Optional<StoredUpload>>(Optional<StoredUpload> kept) ->
              kept.ifPresent(uploads::add);
          case ImageProcessor.Processed.Faulty<Optional<StoredUpload>>(ImageFault fault) ->
              faults.add(new FaultyImages.FaultyImage(index, fault));
        }
      }
      complete = faults.isEmpty();
      return complete ? new Processed.All(uploads) : new Processed.Faulty(faults);
    } catch (ImageProcessor.OverloadedException e) {
      return new Processed.Overloaded();
    } finally {
      if (!complete) {
        discard(uploads);
      }
    }
  }

  /** Removes the files of pictures that are not wanted after all. */
  void discard(List<StoredUpload> uploads) {
    files.discard(uploads.stream().map(StoredUpload::key).toList());
  }

  private StoredUpload keep(RenderedPicture rendered) {
    MediaKey key = new MediaKey(secrets.randomHex(MEDIA_KEY_DIGITS));
    files.store(key, rendered);
    long size = rendered.file(Rendition.ORIGINAL).length;
    return new StoredUpload(key, rendered.format(), rendered.width(), rendered.height(), size);
  }

  /** A picture whose files are stored and that has no owner yet. */
  record StoredUpload(MediaKey key, ImageFormat format, int width, int height, long size) {
    /** The new picture of the caller's subject. */
    Picture picture(
        PictureId id,
        Caller caller,
        GalleryKind galleryKind,
        Optional<AlbumId> album,
        PictureText text,
        Approval approval,
        Instant uploaded) {
      return new Picture(
          id,
          caller.subject(),
          galleryKind,
          album,
          text,
          format,
          width,
          height,
          size,
          key,
          approval,
          Safety.UNDECLARED,
          uploaded,
          caller.application());
    }
  }

  /** The result of processing an upload. */
  sealed interface Processed {
    record All(List<StoredUpload> uploads) implements Processed {
      public All {
        uploads = List.copyOf(uploads);
      }
    }

    record Faulty(List<FaultyImages.FaultyImage> images) implements Processed {
      public Faulty {
        images = List.copyOf(images);
      }
    }

    record Overloaded() implements Processed {}
  }
}

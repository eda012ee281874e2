package org.pinacotheca.application.pictures;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.api.Overloaded;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.application.api.pictures.FaultyImages;
import org.pinacotheca.application.api.pictures.UploadRefusal;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.picture.PictureSource;

/**
 * Performs uploads: checks whether one is allowed, processes its images outside of any unit of
 * work, checks again, and keeps the pictures; else their files are discarded. Thread-safe.
 */
final class Uploads {
  private final UnitOfWork work;
  private final UploadPipeline pipeline;

  Uploads(UnitOfWork work, UploadPipeline pipeline) {
    this.work = work;
    this.pipeline = pipeline;
  }

  /** One upload of one caller. */
  interface Upload<O> {
    /** The images in the order of the request. */
    List<PictureSource> images();

    /** Why it is not allowed; checked before the images are processed and before they are kept. */
    Optional<? extends O> refusal(Transaction tx);

    /** The outcome of a refusal that every upload has. */
    O refused(UploadRefusal refusal);

    /** Keeps the pictures in the gallery of the subject, which is locked. */
    O keep(Transaction tx, List<UploadPipeline.StoredUpload> uploads);
  }

  <O> O perform(Caller caller, Upload<O> upload) {
    Optional<? extends O> refusal = work.read(upload::refusal);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    work.requireRoom();
    return switch (pipeline.process(caller, upload.images())) {
      case UploadPipeline.Processed.Faulty(var images) -> upload.refused(new FaultyImages(images));
      case UploadPipeline.Processed.Overloaded() -> upload.refused(new Overloaded());
      case UploadPipeline.Processed.All(List<UploadPipeline.StoredUpload> uploads) -> {
        O outcome = work.transact(tx -> keep(tx, caller, upload, uploads));
        if (outcome instanceof Refusal) {
          pipeline.discard(uploads);
        }
        yield outcome;
      }
    };
  }

  private static <O> O keep(
      Transaction tx, Caller caller, Upload<O> upload, List<UploadPipeline.StoredUpload> uploads) {
    return Authorization.owned(
        tx,
        caller,
        upload::refused,
        () -> {
          Optional<? extends O> refusal = upload.refusal(tx);
          return refusal.isPresent() ? refusal.get() : upload.keep(tx, uploads);
        });
  }
}

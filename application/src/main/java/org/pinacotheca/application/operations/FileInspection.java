package org.pinacotheca.application.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.pinacotheca.application.access.MediaLinks;
import org.pinacotheca.application.api.operations.Finding.About;
import org.pinacotheca.application.api.operations.FindingKind;
import org.pinacotheca.application.api.operations.Inspection.Part;
import org.pinacotheca.application.pictures.MagicBytes;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.InspectionStore.Row;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.PictureFiles.Content;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.Rendition;

/**
 * Checks that every picture has its files, and every file its picture. A finding is checked again
 * before it is reported, because pictures may be removed meanwhile. Used by one thread.
 */
final class FileInspection {
  /** The most orphaned files that are remembered to be checked again at the end. */
  private static final int SUSPECTS_MAX = 10_000;

  private static final ImageProcessor.Requester INSPECTION = new ImageProcessor.Requester("", "");

  private final UnitOfWork work;
  private final PictureFiles files;
  private final ImageProcessor processor;
  private final FindingCollector findings;
  private final List<MediaKey> suspects = new ArrayList<>();

  FileInspection(
      UnitOfWork work, PictureFiles files, ImageProcessor processor, FindingCollector findings) {
    this.work = work;
    this.files = files;
    this.processor = processor;
    this.findings = findings;
  }

  void inspect() {
    Batches.<Row<PictureId, Picture>>each(
        work,
        (tx, last, limit) -> tx.inspection().pictures(last.map(Row::id), limit),
        page -> {
          inspect(page);
          findings.looked(Part.PICTURES, page.size());
        });
    inspectOrphans();
  }

  /** Inspects files in parallel, and reports findings in the order of the rows. */
  private void inspect(List<Row<PictureId, Picture>> page) {
    List<CompletableFuture<List<Fault>>> looks =
        page.stream()
            .map(row -> CompletableFuture.supplyAsync(() -> faults(row), findings.readers()))
            .toList();
    for (int i = 0; i < looks.size(); i++) {
      tell(page.get(i), faultsFrom(looks.get(i)));
    }
  }

  /** Passes a storage failure on to the caller of the inspection. */
  private static List<Fault> faultsFrom(CompletableFuture<List<Fault>> look) {
    try {
      return look.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private List<Fault> faults(Row<PictureId, Picture> row) {
    List<Fault> faults = new ArrayList<>();
    if (row instanceof Row.Sound<PictureId, Picture>(PictureId _, Picture picture)) {
      for (Rendition rendition : Rendition.values()) {
        fault(picture, rendition).ifPresent(faults::add);
      }
    }
    return faults;
  }

  private void tell(Row<PictureId, Picture> row, List<Fault> faults) {
    switch (row) {
      case Row.Broken<PictureId, Picture>(PictureId id) ->
          findings.add(
              FindingKind.ROW_UNREADABLE,
              "the picture's row breaks the rules of its values",
              new About("picture", id.value()));
      case Row.Sound<PictureId, Picture>(PictureId _, Picture picture) -> tell(picture, faults);
    }
  }

  private void tell(Picture picture, List<Fault> faults) {
    if (faults.isEmpty() || !isKept(picture)) {
      return;
    }
    for (Fault fault : faults) {
      findings.add(
          fault.kind(),
          fault.what(),
          new About("owner", picture.owner().value()),
          new About("picture", picture.id().value()),
          new About("rendition", fault.rendition().name().toLowerCase(Locale.ROOT)),
          new About("files", picture.media().value()));
    }
  }

  /** A row is removed before its files, so files that are missing while the row exists are lost. */
  private boolean isKept(Picture picture) {
    return work.<Optional<Picture>>read(tx -> tx.pictures().find(picture.owner(), picture.id()))
        .filter(now -> now.media().equals(picture.media()))
        .isPresent();
  }

  private Optional<Fault> fault(Picture picture, Rendition rendition) {
    Optional<Content> found = files.open(picture.media(), rendition);
    if (found.isEmpty()) {
      return Optional.of(new Fault(FindingKind.FILE_MISSING, rendition, "the file is missing"));
    }
    Content content = found.get();
    if (content.size() == 0) {
      return Optional.of(new Fault(FindingKind.FILE_EMPTY, rendition, "the file is empty"));
    }
    if (rendition == Rendition.ORIGINAL && content.size() != picture.size()) {
      String what = "the file has " + content.size() + " bytes of " + picture.size();
      return Optional.of(new Fault(FindingKind.FILE_LENGTH, rendition, what));
    }
    try {
      return contentFault(picture, rendition, content)
          .map(what -> new Fault(FindingKind.FILE_CONTENT, rendition, what));
    } catch (IOException | UncheckedIOException e) {
      return files.open(picture.media(), rendition).isEmpty()
          ? Optional.of(new Fault(FindingKind.FILE_MISSING, rendition, "the file is missing"))
          : Optional.of(
              new Fault(FindingKind.FILE_UNREADABLE, rendition, "the file cannot be read"));
    }
  }

  private Optional<String> contentFault(Picture picture, Rendition rendition, Content content)
      throws IOException {
    ImageFormat format = MediaLinks.formatOf(picture.format(), rendition);
    if (!MagicBytes.of(format).fits(content)) {
      return Optional.of("the file is not a whole " + format + " picture");
    }
    return findings.isDeep() ? pixelFault(picture, rendition, content) : Optional.empty();
  }

  private Optional<String> pixelFault(Picture picture, Rendition rendition, Content content)
      throws IOException {
    ImageProcessor.Processed<Pixels> rendered;
    try {
      rendered = processor.process(INSPECTION, () -> content.openAt(0), Pixels::of);
    } catch (ImageProcessor.OverloadedException e) {
      throw new IllegalStateException("an inspection has an image processor of its own", e);
    }
    return switch (rendered) {
      case ImageProcessor.Processed.Faulty<Pixels>(var fault)
          when fault == ImageFault.TOO_DEMANDING ->
          Optional.of(
              "the file takes more memory or time to decode than this check has; raise -Xmx,"
                  + " --image-memory or --picture-seconds-max");
      case ImageProcessor.Processed.Faulty<Pixels>(var fault) ->
          Optional.of("the file does not decode: " + fault.name().toLowerCase(Locale.ROOT));
      case ImageProcessor.Processed.Kept<Pixels>(Pixels pixels) -> {
        Pixels wanted = Pixels.of(picture);
        boolean fits =
            rendition == Rendition.ORIGINAL
                ? pixels.equals(wanted)
                : pixels.longerEdge()
                    == Math.min(
                        wanted.longerEdge(), rendition.longerEdgeMax().orElse(Integer.MAX_VALUE));
        yield fits
            ? Optional.empty()
            : Optional.of(
                "the file has "
                    + pixels.width()
                    + " x "
                    + pixels.height()
                    + " pixels, but the picture "
                    + wanted.width()
                    + " x "
                    + wanted.height());
      }
    };
  }

  private void inspectOrphans() {
    Instant limit = work.<Instant>read(Transaction::now).minus(GalleryOperations.ORPHAN_AGE_MIN);
    files.eachStoredBefore(
        limit,
        key -> {
          if (!hasPicture(key)) {
            suspects.add(key);
          }
          if (suspects.size() == SUSPECTS_MAX) {
            tellOrphans();
          }
          findings.looked(Part.FILES, 1);
        });
    tellOrphans();
  }

  /** Files of a picture that was removed a moment ago may still have existed. */
  private void tellOrphans() {
    for (MediaKey key : suspects) {
      boolean stillThere =
          Arrays.stream(Rendition.values())
              .anyMatch(rendition -> files.open(key, rendition).isPresent());
      if (stillThere && !hasPicture(key)) {
        findings.add(
            FindingKind.FILES_ORPHANED,
            "the files are more than a day old and belong to no picture",
            new About("files", key.value()));
      }
    }
    suspects.clear();
  }

  private boolean hasPicture(MediaKey key) {
    return work.<Boolean>read(tx -> tx.pictures().hasMedia(key));
  }

  private record Fault(FindingKind kind, Rendition rendition, String what) {}

  private record Pixels(int width, int height) {
    static Pixels of(RenderedPicture rendered) {
      return new Pixels(rendered.width(), rendered.height());
    }

    static Pixels of(Picture picture) {
      return new Pixels(picture.width(), picture.height());
    }

    int longerEdge() {
      return Math.max(width, height);
    }
  }
}

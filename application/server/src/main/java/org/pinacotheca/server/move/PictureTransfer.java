package org.pinacotheca.server.move;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.pinacotheca.application.spi.InspectionStore.Row;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.server.backup.PictureCopy;
import org.pinacotheca.tools.cli.CommandFailedException;
import org.pinacotheca.tools.cli.ProgressLine;

/**
 * Sends the files of every picture with a row, a few pictures at a time, within a memory limit.
 * Used by one thread.
 */
final class PictureTransfer {
  private static final int PICTURES_AT_A_TIME = 8;
  private static final int ROWS_PER_PAGE = 200;
  private static final int PERMIT_BYTES = 1024;

  /** An eighth of the heap, for pictures being sent. */
  private static final int PERMITS =
      (int) Math.min(1 << 18, Runtime.getRuntime().maxMemory() / 8 / PERMIT_BYTES);

  private final UnitOfWork rows;
  private final PictureFiles source;
  private final PictureFiles target;
  private final ProgressLine progress;
  private final Semaphore memory = new Semaphore(PERMITS);
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong there = new AtomicLong();

  /**
   * The result of a transfer.
   *
   * @param sent the pictures sent
   * @param there the pictures sent by an earlier run
   */
  record Result(long sent, long there) {}

  PictureTransfer(
      UnitOfWork rows, PictureFiles source, PictureFiles target, ProgressLine progress) {
    this.rows = rows;
    this.source = source;
    this.target = target;
    this.progress = progress;
  }

  /**
   * Sends the pictures.
   *
   * @throws CommandFailedException when a file is missing
   * @throws UncheckedIOException when the source or target fails
   */
  Result run() {
    try (ExecutorService threads = Executors.newFixedThreadPool(PICTURES_AT_A_TIME)) {
      List<Row<PictureId, Picture>> page = page(Optional.empty());
      while (!page.isEmpty()) {
        List<Future<?>> transfers = new ArrayList<>();
        for (Row<PictureId, Picture> row : page) {
          transfers.add(threads.submit(() -> transfer(row)));
        }
        await(transfers);
        progress.show("sending pictures: " + (sent.get() + there.get()));
        page = page(Optional.of(page.getLast().id()));
      }
    }
    return new Result(sent.get(), there.get());
  }

  private List<Row<PictureId, Picture>> page(Optional<PictureId> last) {
    return rows.read(tx -> tx.inspection().pictures(last, ROWS_PER_PAGE));
  }

  private static void await(List<Future<?>> transfers) {
    try {
      for (Future<?> transfer : transfers) {
        transfer.get();
      }
    } catch (ExecutionException e) {
      transfers.forEach(transfer -> transfer.cancel(true));
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }

  private void transfer(Row<PictureId, Picture> row) {
    if (!(row instanceof Row.Sound<PictureId, Picture>(PictureId _, Picture picture))) {
      throw new CommandFailedException("the row of picture " + row.id().value() + " is broken");
    }
    PictureCopy copy =
        PictureCopy.find(source, picture.media())
            .orElseThrow(() ->
                new CommandFailedException(
                    "a file of picture " + picture.id().value() + " is missing meanwhile"));
    int permits = (int) Math.min(PERMITS, copy.size() / PERMIT_BYTES + 1);
    memory.acquireUninterruptibly(permits);
    try {
      if (copy.isIn(target)) {
        there.incrementAndGet();
      } else {
        target.store(
            picture.media(),
            new RenderedPicture(picture.format(), picture.width(), picture.height(), copy.read()));
        sent.incrementAndGet();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "a file of picture " + picture.id().value() + " cannot be read", e);
    } finally {
      memory.release(permits);
    }
  }
}

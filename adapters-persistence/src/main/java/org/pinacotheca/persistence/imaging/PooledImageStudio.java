package org.pinacotheca.persistence.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.pinacotheca.application.spi.DevelopedPicture;
import org.pinacotheca.application.spi.ImageStudio;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.domain.picture.Rendition;

/**
 * An {@link ImageStudio} on a fixed number of platform threads with a bounded queue. A source is
 * opened only once its picture has a place, and {@code keep} runs on the thread of that place.
 * Closing lets every accepted picture be finished.
 */
public final class PooledImageStudio implements ImageStudio, AutoCloseable {
  private static final long CLOSING_SECONDS_MAX = 60;

  private final PictureCodec codec;
  private final PictureInspector inspector;
  private final int bytesMax;
  private final int waitingMax;
  private final ThreadPoolExecutor pool;

  /**
   * Bounds the queue. A bounded queue alone would refuse while a thread is between two pictures.
   */
  private final Semaphore room;

  private PooledImageStudio(StudioSettings settings, PictureCodec codec) {
    this.codec = codec;
    this.inspector = new PictureInspector(PictureLimits.of(settings.pixelsMax()));
    this.bytesMax = settings.bytesMax();
    this.waitingMax = settings.waitingMax();
    this.room = new Semaphore(settings.places() + settings.waitingMax());
    this.pool =
        new ThreadPoolExecutor(
            settings.places(),
            settings.places(),
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("studio-", 1).daemon().factory());
  }

  /** Opens a studio; loads the native library unless the settings choose otherwise. */
  public static PooledImageStudio open(StudioSettings settings) {
    return new PooledImageStudio(settings, CodecLoader.load(settings));
  }

  /** The codec in use and, where it is not the native one, why; for health reports. */
  public String describe() {
    return codec.name();
  }

  /**
   * How busy the studio is now.
   *
   * @param working pictures that are worked on
   * @param places how many may be worked on at a time
   * @param waiting pictures in the queue
   * @param waitingMax how many may wait
   */
  public record Load(int working, int places, int waiting, int waitingMax) {}

  /** How busy the studio is now. */
  public Load load() {
    return new Load(
        pool.getActiveCount(), pool.getMaximumPoolSize(), pool.getQueue().size(), waitingMax);
  }

  @Override
  public <T> Development<T> develop(
      PictureSource source, Function<? super DevelopedPicture, ? extends T> keep) {
    if (!room.tryAcquire()) {
      throw new StudioOverloadedException(
          "all " + pool.getMaximumPoolSize() + " places and the queue of the studio are taken");
    }
    try {
      FutureTask<Development<T>> task = new FutureTask<>(() -> developInPlace(source, keep));
      enqueue(task);
      return await(task);
    } finally {
      room.release();
    }
  }

  private void enqueue(Runnable task) {
    try {
      pool.execute(task);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("the studio is closed", e);
    }
  }

  /**
   * A caller that is interrupted gives up its turn in the queue; once its picture is worked on it
   * waits for the end.
   */
  private <T> Development<T> await(FutureTask<Development<T>> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException _) {
          interrupted = true;
          if (pool.remove(task)) {
            throw new StudioOverloadedException(
                "interrupted while waiting for a place in the studio");
          }
        }
      }
    } catch (ExecutionException e) {
      throw unwrapped(Objects.requireNonNull(e.getCause()));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unwrapped(Throwable cause) {
    return switch (cause) {
      case Error error -> throw error;
      case RuntimeException exception -> exception;
      case IOException exception ->
          new UncheckedIOException("the picture cannot be read", exception);
      default -> new IllegalStateException(cause);
    };
  }

  private <T> Development<T> developInPlace(
      PictureSource source, Function<? super DevelopedPicture, ? extends T> keep)
      throws IOException {
    DevelopedPicture developed;
    try {
      developed = developed(inspector.inspect(bytes(source)));
    } catch (PictureRefusedException e) {
      return new Development.Faulty<>(e.fault());
    }
    return new Development.Kept<>(keep.apply(developed));
  }

  private byte[] bytes(PictureSource source) throws IOException, PictureRefusedException {
    byte[] bytes;
    try (InputStream in = source.open()) {
      bytes = in.readNBytes(bytesMax + 1);
    } catch (PictureSource.MalformedException e) {
      throw new PictureRefusedException(
          ImageFault.MALFORMED_TRANSFER, String.valueOf(e.getMessage()));
    }
    if (bytes.length == 0) {
      throw new PictureRefusedException(ImageFault.MISSING, "no bytes");
    }
    if (bytes.length > bytesMax) {
      throw new PictureRefusedException(
          ImageFault.TOO_MANY_BYTES, "more than " + bytesMax + " bytes");
    }
    return bytes;
  }

  private DevelopedPicture developed(CheckedPicture picture) throws PictureRefusedException {
    Map<Rendition, byte[]> files = new EnumMap<>(codec.render(picture));
    byte[] turned = files.remove(Rendition.ORIGINAL);
    picture
        .profile()
        .filter(IccProfile::suitsRenditions)
        .ifPresent(profile -> files.replaceAll((_, jpeg) -> profile.into(jpeg)));
    files.put(
        Rendition.ORIGINAL,
        turned == null ? picture.clean() : TurnedOriginals.finished(turned, picture));
    PictureSize size = picture.size().turned(picture.orientation());
    return new DevelopedPicture(picture.format(), size.width(), size.height(), files);
  }

  /**
   * Takes no more pictures, finishes the accepted ones, and returns when they are done or a minute
   * has passed.
   */
  @Override
  public void close() {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(CLOSING_SECONDS_MAX, TimeUnit.SECONDS)) {
        pool.shutdownNow();
      }
    } catch (InterruptedException _) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}

package org.pinacotheca.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.images.admission.Requirement;
import org.pinacotheca.images.admission.WorkLimits;
import org.pinacotheca.images.admission.WorkQueue;
import org.pinacotheca.images.codec.CodecLoader;
import org.pinacotheca.images.codec.LeptonicaRenderer;
import org.pinacotheca.images.codec.NoCodecException;
import org.pinacotheca.images.codec.PictureCost;
import org.pinacotheca.images.jpeg.JpegProfile;
import org.pinacotheca.images.picture.Allowance;
import org.pinacotheca.images.picture.CheckedPicture;
import org.pinacotheca.images.picture.IccProfile;
import org.pinacotheca.images.picture.PictureRefusedException;
import org.pinacotheca.images.picture.PictureSize;
import org.pinacotheca.images.picture.PixelLimits;
import org.pinacotheca.images.picture.PngPicture;
import org.pinacotheca.images.png.PngRepair;

/**
 * An {@link ImageProcessor} with a fixed number of platform threads and a fixed amount of memory. A
 * source is opened only with a turn and memory for its bytes, and decoded only with the memory that
 * its header calls for. When that is not free, the bytes are released and read again later. {@code
 * keep} runs on the turn's thread. Closing finishes every accepted picture.
 */
public final class PooledImageProcessor implements ImageProcessor, AutoCloseable {
  private static final long CLOSING_SECONDS_MAX = 60;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final LeptonicaRenderer codec;
  private final PixelLimits pixelLimits;
  private final int bytesMax;
  private final WorkLimits limits;
  private final WorkQueue queue;
  private final ExecutorService threads;
  private final LongSupplier processorNanos;

  private PooledImageProcessor(
      ImageSettings settings, LeptonicaRenderer codec, LongSupplier processorNanos) {
    this.codec = codec;
    this.pixelLimits = PixelLimits.of(settings.pixelsMax());
    this.bytesMax = settings.bytesMax();
    this.limits = settings.work();
    this.processorNanos = processorNanos;
    this.queue = new WorkQueue(limits, System::nanoTime);
    this.threads =
        Executors.newFixedThreadPool(
            limits.places(), Thread.ofPlatform().name("images-", 1).daemon().factory());
  }

  /**
   * Opens an image processor and loads its native library.
   *
   * @throws NoCodecException when the library does not load
   */
  public static PooledImageProcessor open(ImageSettings settings) {
    return open(settings, ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
  }

  /**
   * Opens an image processor.
   *
   * @param processorNanos the processor time of the calling thread
   */
  static PooledImageProcessor open(ImageSettings settings, LongSupplier processorNanos) {
    return new PooledImageProcessor(
        settings, CodecLoader.load(settings.nativeDirectory()), processorNanos);
  }

  /** The codec with its version, for health reports. */
  public String describe() {
    return codec.name();
  }

  /** The current load of the image processor. */
  public WorkQueue.Load load() {
    return queue.load();
  }

  @Override
  public <T> Processed<T> process(
      Requester requester,
      PictureSource source,
      Function<? super RenderedPicture, ? extends T> keep) {
    Requirement reading = PictureCost.ofReading(Math.min(bytesMax + 1L, source.bytesAtMost()));
    Requirement need = reading;
    if (!limits.allows(need)) {
      return new Processed.Faulty<>(ImageFault.TOO_DEMANDING);
    }
    while (true) {
      try (WorkQueue.Turn turn = queue.enter(requester, need)) {
        boolean isFirst = need.equals(reading);
        return onThread(() -> attempt(turn, source, isFirst, keep));
      } catch (Allowance.NotNowException e) {
        need = e.need();
      }
    }
  }

  /** Waits uninterruptibly for the end of the work, and throws what it throws. */
  private <T> T onThread(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, threads).join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case Error error -> throw error;
        case RuntimeException exception -> throw exception;
        case null, default -> throw e;
      }
    }
  }

  /**
   * Processes the picture with the resources of a turn.
   *
   * @throws Allowance.NotNowException when it needs more, with another turn
   */
  private <T> Processed<T> attempt(
      WorkQueue.Turn turn,
      PictureSource source,
      boolean isFirst,
      Function<? super RenderedPicture, ? extends T> keep) {
    Measured measured = new Measured(turn);
    try {
      CheckedPicture picture = inspected(turn, source, isFirst, measured);
      measured.ask(PictureCost.of(picture));
      return new Processed.Kept<>(keep.apply(renderedOrRepaired(picture, measured)));
    } catch (PictureRefusedException e) {
      return new Processed.Faulty<>(e.fault());
    } catch (IOException e) {
      throw new UncheckedIOException("the picture cannot be read", e);
    } finally {
      turn.took(measured.millis());
    }
  }

  private CheckedPicture inspected(
      WorkQueue.Turn turn, PictureSource source, boolean isFirst, Allowance allowance)
      throws IOException, PictureRefusedException {
    byte[] upload = bytes(source);
    if (isFirst) {
      // Less than the reservation for an upload of unknown length.
      turn.continuesWith(PictureCost.ofReading(upload.length));
    }
    return new PictureInspector(pixelLimits.with(allowance)).inspect(upload);
  }

  /**
   * Reserves resources for one turn and measures its processor time: a picture slower than
   * estimated is charged for it, continues as a heavy one, and is stopped at the limit.
   */
  private final class Measured implements Allowance {
    /** Reading the clock costs as much as some short rows. */
    private static final int STEPS_PER_READING = 256;

    private final WorkQueue.Turn turn;
    private final long begun = processorNanos.getAsLong();
    private int steps;

    private Measured(WorkQueue.Turn turn) {
      this.turn = turn;
    }

    @Override
    public void ask(Requirement more) throws PictureRefusedException {
      Requirement need = turn.need().or(more);
      if (!limits.allows(need)) {
        throw new PictureRefusedException(
            ImageFault.TOO_DEMANDING, "takes " + need + ", which is more than one picture gets");
      }
      if (!turn.continuesWith(need)) {
        throw new NotNowException(need);
      }
    }

    @Override
    public void step() throws PictureRefusedException {
      if (++steps % STEPS_PER_READING == 0) {
        long spent = millis();
        if (spent > turn.need().millis()) {
          ask(new Requirement(0, 0, spent));
        }
      }
    }

    private long millis() {
      return (processorNanos.getAsLong() - begun) / NANOS_PER_MILLI;
    }
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

  /** A PNG that decoders refuse may only have a wrong overall checksum. */
  private RenderedPicture renderedOrRepaired(CheckedPicture picture, Allowance allowance)
      throws PictureRefusedException {
    try {
      return rendered(picture, allowance);
    } catch (PictureRefusedException e) {
      if (e.fault() != ImageFault.CORRUPT
          || !(picture instanceof PngPicture png)
          || !limits.allows(PngRepair.cost(png))) {
        throw e;
      }
      allowance.ask(PngRepair.cost(png));
      PngPicture closed = PngRepair.closed(png, allowance);
      allowance.ask(PictureCost.of(closed));
      return rendered(closed, allowance);
    }
  }

  private RenderedPicture rendered(CheckedPicture picture, Allowance allowance)
      throws PictureRefusedException {
    Map<Rendition, byte[]> files = new EnumMap<>(codec.render(picture, allowance));
    byte[] turned = files.remove(Rendition.ORIGINAL);
    picture
        .profile()
        .filter(IccProfile::suitsRenditions)
        .ifPresent(profile -> files.replaceAll((_, jpeg) -> JpegProfile.inserted(profile, jpeg)));
    files.put(
        Rendition.ORIGINAL,
        turned == null ? picture.clean() : ColourRestorer.restored(turned, picture));
    PictureSize size = picture.size().turned(picture.orientation());
    return new RenderedPicture(picture.format(), size.width(), size.height(), files);
  }

  /**
   * Accepts no more pictures, finishes the accepted ones, and returns when they are done or after a
   * minute.
   */
  @Override
  public void close() {
    try {
      if (queue.drain(CLOSING_SECONDS_MAX)) {
        threads.shutdown();
      } else {
        threads.shutdownNow();
      }
    } catch (InterruptedException _) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}

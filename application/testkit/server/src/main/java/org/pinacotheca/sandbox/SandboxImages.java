package org.pinacotheca.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.images.ImageSettings;
import org.pinacotheca.images.PooledImageProcessor;
import org.pinacotheca.sandbox.world.PreparedPicture;

/**
 * The gallery's own image processor, whose native library is loaded in the background, so that a
 * start does not wait for it; only the first upload may. Thread-safe.
 */
final class SandboxImages implements ImageProcessor, AutoCloseable {
  private final CompletableFuture<PooledImageProcessor> processor = new CompletableFuture<>();
  private volatile boolean isLoading;

  /**
   * Begins to load the library.
   *
   * @param nativeDirectory where it is unpacked
   */
  void load(Path nativeDirectory) {
    isLoading = true;
    processor.completeAsync(
        () -> PooledImageProcessor.open(ImageSettings.defaults(nativeDirectory)),
        task -> Thread.ofPlatform().name("codec").daemon().start(task));
  }

  @Override
  public <T> Processed<T> process(
      Requester requester,
      PictureSource source,
      Function<? super RenderedPicture, ? extends T> keep) {
    Optional<RenderedPicture> prepared;
    try (InputStream in = source.open()) {
      prepared = PreparedPicture.find(in.readNBytes(PreparedPicture.BYTES_MAX + 1));
    } catch (PictureSource.MalformedException e) {
      return new Processed.Faulty<>(ImageFault.MALFORMED_TRANSFER);
    } catch (IOException e) {
      throw new UncheckedIOException("the picture cannot be read", e);
    }
    return prepared.isPresent()
        ? new Processed.Kept<>(keep.apply(prepared.get()))
        : loaded().process(requester, source, keep);
  }

  private PooledImageProcessor loaded() {
    try {
      return processor.join();
    } catch (CompletionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Waits until the library is loaded, for its files must not vanish before. */
  @Override
  public void close() {
    if (isLoading && !processor.isCompletedExceptionally()) {
      loaded().close();
    }
  }
}

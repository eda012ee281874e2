package org.pinacotheca.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.ImageProcessor.OverloadedException;
import org.pinacotheca.application.spi.ImageProcessor.Processed;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.domain.picture.Rendition;

class CrowdedImageProcessorTest {
  private static final byte[] PICTURE = Drawings.resource("progressive.jpg");

  private static PooledImageProcessor open(int places, int waiting) {
    return PooledImageProcessor.open(
        ImageSettings.defaults(Path.of("target", "native"))
            .withWork(ImageProcessors.work(places, waiting)));
  }

  private static PictureSource counted(AtomicInteger opened) {
    return () -> {
      opened.incrementAndGet();
      return new ByteArrayInputStream(PICTURE);
    };
  }

  @Test
  void one_caller_too_many_is_sent_away_and_nothing_of_theirs_is_read() throws Exception {
    CountDownLatch inside = new CountDownLatch(2);
    CountDownLatch leave = new CountDownLatch(1);
    AtomicInteger opened = new AtomicInteger();
    try (PooledImageProcessor processor = open(2, 3);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Processed<String>>> developments = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        developments.add(
            callers.submit(() ->
                processor.process(
                    ImageProcessors.SOMEBODY, counted(opened), _ -> stay(inside, leave))));
      }
      inside.await();
      while (developments.size() < 5) {
        developments.add(
            callers.submit(
                () -> processor.process(ImageProcessors.SOMEBODY, counted(opened), _ -> "kept")));
      }
      // A sixth is refused once the other three wait; until then it takes the queue place of one of
      // them.
      int refused = 0;
      while (refused == 0) {
        Future<Processed<String>> sixth =
            callers.submit(
                () -> processor.process(ImageProcessors.SOMEBODY, counted(opened), _ -> "kept"));
        Thread.sleep(20);
        if (sixth.isDone()) {
          assertThatThrownBy(sixth::get).hasCauseInstanceOf(OverloadedException.class);
          refused++;
        } else {
          developments.add(sixth);
        }
      }
      assertThat(opened).hasValue(2);
      leave.countDown();
      int kept = 0;
      for (Future<Processed<String>> development : developments) {
        try {
          kept += development.get().equals(new Processed.Kept<>("kept")) ? 1 : 0;
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(OverloadedException.class);
        }
      }
      assertThat(kept).isEqualTo(5);
      assertThat(opened).hasValue(5);
    }
  }

  private static String stay(CountDownLatch inside, CountDownLatch leave) {
    inside.countDown();
    try {
      leave.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return "kept";
  }

  @Test
  void an_image_processor_without_a_queue_takes_one_for_each_place() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    try (PooledImageProcessor processor = open(1, 0);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var first =
          callers.submit(() ->
              processor.process(
                  ImageProcessors.SOMEBODY,
                  counted(new AtomicInteger()),
                  _ -> stay(inside, leave)));
      inside.await();
      assertThatThrownBy(() ->
              processor.process(
                  ImageProcessors.SOMEBODY, counted(new AtomicInteger()), _ -> "kept"))
          .isInstanceOf(OverloadedException.class);
      leave.countDown();
      assertThat(first.get()).isEqualTo(new Processed.Kept<>("kept"));
    }
  }

  @Test
  void an_interrupted_caller_leaves_the_queue() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    AtomicInteger opened = new AtomicInteger();
    try (PooledImageProcessor processor = open(1, 1);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var first =
          callers.submit(() ->
              processor.process(
                  ImageProcessors.SOMEBODY,
                  counted(new AtomicInteger()),
                  _ -> stay(inside, leave)));
      inside.await();
      Thread.currentThread().interrupt();
      assertThatThrownBy(
              () -> processor.process(ImageProcessors.SOMEBODY, counted(opened), _ -> "kept"))
          .isInstanceOf(OverloadedException.class);
      assertThat(Thread.interrupted()).isTrue();
      leave.countDown();
      first.get();
    }
    assertThat(opened).hasValue(0);
  }

  @Test
  void what_keep_throws_reaches_the_caller_and_the_place_is_free_again() {
    IllegalStateException own = new IllegalStateException("disk full");
    try (PooledImageProcessor processor = open(1, 0)) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() ->
                processor.process(
                    ImageProcessors.SOMEBODY,
                    counted(new AtomicInteger()),
                    _ -> {
                      throw own;
                    }))
            .isSameAs(own);
      }
    }
  }

  @Test
  void a_closed_image_processor_takes_nothing() {
    PooledImageProcessor processor = open(1, 1);
    processor.close();
    assertThatThrownBy(() ->
            processor.process(ImageProcessors.SOMEBODY, counted(new AtomicInteger()), it -> it))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void many_at_a_time_give_the_same_files() throws Exception {
    byte[] upload = Drawings.jpeg(Drawings.scene(800, 600, 9), 0.9f, false);
    try (PooledImageProcessor processor = open(4, 100);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Processed<RenderedPicture>>> developments = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        developments.add(
            callers.submit(() ->
                processor.process(
                    ImageProcessors.SOMEBODY, () -> new ByteArrayInputStream(upload), it -> it)));
      }
      byte[] first = RefusedUploadsContract.kept(processor, upload).file(Rendition.BIG);
      for (Future<Processed<RenderedPicture>> development : developments) {
        assertThat(development.get())
            .isInstanceOfSatisfying(
                Processed.Kept.class,
                kept ->
                    assertThat(((RenderedPicture) kept.value()).file(Rendition.BIG))
                        .isEqualTo(first));
      }
    }
  }
}

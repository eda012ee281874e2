package org.pinacotheca.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.rpc.wire.RequestLimits;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.slf4j.LoggerFactory;

/** Error replies when the service cannot do what it is asked. */
class TroubleTest {
  private static final Executor AT_ONCE = task -> Thread.ofVirtual().start(task);

  @TempDir Path spool;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("org.pinacotheca.rpc");

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void nothingStays() throws Exception {
    logger.detachAppender(log);
    assertThat(OpenFiles.under(spool)).isEmpty();
    assertThat(spool).isEmptyDirectory();
  }

  @Test
  void anOverloadedServiceAsksToTryLater() throws Exception {
    Executor full =
        task -> {
          throw new RejectedExecutionException("all places are taken");
        };
    try (LiveRpc rpc = new LiveRpc(spool, RequestLimits.STANDARD, List.of(), full)) {
      rpc.withApplication();
      RpcReply reply = rpc.call("up.photos.upload").file(SamplePictures.MIDDLE_JPEG).multipart();
      assertThat(reply.errorCode()).isEqualTo(2);
      assertThat(reply.response().headers().firstValue("Retry-After")).isPresent();
      assertThat(rpc.call("up.users.getLoggedInUser").with("format", "JSON").get().json())
          .anySatisfy(field -> assertThat(field.asInt()).isEqualTo(2));
    }
  }

  @Test
  void anOverloadedImageProcessorAsksToTryLater() throws Exception {
    Supplier<RuntimeException> overload =
        () -> new ImageProcessor.OverloadedException("every place is taken");
    try (LiveRpc rpc = withImageProcessorThatThrows(overload)) {
      RpcReply reply = rpc.call("up.photos.upload").file(SamplePictures.MIDDLE_JPEG).multipart();
      assertThat(reply.errorCode()).isEqualTo(2);
      assertThat(reply.response().headers().firstValue("Retry-After")).isPresent();
      assertThat(log.list).isEmpty();
    }
  }

  @Test
  void whatNobodyExpectedIsLoggedWithoutSecrets() throws Exception {
    try (LiveRpc rpc =
        withImageProcessorThatThrows(() -> new IllegalStateException("broken lamp"))) {
      RpcReply reply =
          rpc.call("up.photos.upload")
              .with("auth_token", "hidden-token")
              .header("X-Request-ID", "request-17")
              .file(SamplePictures.MIDDLE_JPEG)
              .multipart();
      assertThat(reply.errorCode()).isEqualTo(1);
      assertThat(reply.body()).doesNotContain("lamp");
      assertThat(reply.response().headers().firstValue("X-Request-ID")).contains("request-17");
      ILoggingEvent event = log.list.getFirst();
      assertThat(log.list).hasSize(1);
      assertThat(event.getMDCPropertyMap()).containsEntry("request_id", "request-17");
      String text =
          event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy());
      assertThat(text)
          .contains("photos.upload", "broken lamp")
          .doesNotContain(LiveRpc.SESSION, LiveRpc.SECRET, "hidden-token");
    }
  }

  @Test
  void aRequestThatIsTooLargeIsRefused() throws Exception {
    RequestLimits small = RequestLimits.STANDARD.withRequestBytesMax(2000);
    try (LiveRpc rpc = new LiveRpc(spool, small, List.of(), AT_ONCE).withApplication()) {
      RpcReply reply = rpc.call("up.photos.upload").file(new byte[4000]).multipart();
      assertThat(reply.errorCode()).isEqualTo(100);
      assertThat(rpc.call("up.users.getLoggedInUser").get().errorCode()).isZero();
    }
  }

  private LiveRpc withImageProcessorThatThrows(Supplier<RuntimeException> failure)
      throws Exception {
    InMemoryGallery memory = InMemoryGallery.empty();
    ImageProcessor processor =
        new ImageProcessor() {
          @Override
          public <T> Processed<T> process(
              Requester requester,
              PictureSource source,
              Function<? super RenderedPicture, ? extends T> keep) {
            throw failure.get();
          }
        };
    Gallery gallery =
        Gallery.of(
            memory.storage(), memory.files(), processor, memory.secrets(), GallerySettings.DEFAULT);
    return new LiveRpc(memory, gallery, spool, RequestLimits.STANDARD, List.of(), AT_ONCE)
        .withApplication();
  }
}

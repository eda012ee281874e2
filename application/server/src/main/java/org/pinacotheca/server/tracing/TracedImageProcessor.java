package org.pinacotheca.server.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Locale;
import java.util.function.Function;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.PictureSource;

/** An image processor whose work is traced, including the time in its queue. Thread-safe. */
final class TracedImageProcessor implements ImageProcessor {
  private static final AttributeKey<String> FAULT = AttributeKey.stringKey("pinacotheca.fault");

  private final Spans spans;
  private final ImageProcessor processor;

  TracedImageProcessor(Spans spans, ImageProcessor processor) {
    this.spans = spans;
    this.processor = processor;
  }

  @Override
  public <T> Processed<T> process(
      Requester requester,
      PictureSource source,
      Function<? super RenderedPicture, ? extends T> keep) {
    return spans.within(
        "render picture", Attributes.empty(), () -> rendered(requester, source, keep));
  }

  private <T> Processed<T> rendered(
      Requester requester,
      PictureSource source,
      Function<? super RenderedPicture, ? extends T> keep) {
    // The image processor stores a picture on its own thread.
    Context context = Context.current();
    Processed<T> development =
        processor.process(
            requester,
            source,
            picture -> {
              try (Scope _ = context.makeCurrent()) {
                return keep.apply(picture);
              }
            });
    if (development instanceof Processed.Faulty<T>(var fault)) {
      Span.current().setAttribute(FAULT, fault.name().toLowerCase(Locale.ROOT));
    }
    return development;
  }
}

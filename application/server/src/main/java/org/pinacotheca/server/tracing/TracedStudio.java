package org.pinacotheca.server.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Locale;
import java.util.function.Function;
import org.pinacotheca.application.spi.DevelopedPicture;
import org.pinacotheca.application.spi.ImageStudio;
import org.pinacotheca.domain.picture.PictureSource;

/** A studio that tells its work, from the place in its queue on, in the traces. Thread-safe. */
final class TracedStudio implements ImageStudio {
  private static final AttributeKey<String> FAULT = AttributeKey.stringKey("pinacotheca.fault");

  private final Spans spans;
  private final ImageStudio studio;

  TracedStudio(Spans spans, ImageStudio studio) {
    this.spans = spans;
    this.studio = studio;
  }

  @Override
  public <T> Development<T> develop(
      Requester requester,
      PictureSource source,
      Function<? super DevelopedPicture, ? extends T> keep) {
    return spans.within(
        "develop picture", Attributes.empty(), () -> developed(requester, source, keep));
  }

  private <T> Development<T> developed(
      Requester requester,
      PictureSource source,
      Function<? super DevelopedPicture, ? extends T> keep) {
    // The studio keeps a picture on a thread of its own.
    Context context = Context.current();
    Development<T> development =
        studio.develop(
            requester,
            source,
            picture -> {
              try (Scope _ = context.makeCurrent()) {
                return keep.apply(picture);
              }
            });
    if (development instanceof Development.Faulty<T>(var fault)) {
      Span.current().setAttribute(FAULT, fault.name().toLowerCase(Locale.ROOT));
    }
    return development;
  }
}

package org.pinacotheca.server.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Rendition;

/** Picture files whose use by requests is traced, without their keys. Thread-safe. */
final class TracedPictureFiles implements PictureFiles {
  private static final AttributeKey<String> RENDITION =
      AttributeKey.stringKey("pinacotheca.rendition");
  private static final AttributeKey<Long> PICTURES = AttributeKey.longKey("pinacotheca.pictures");

  private final Spans spans;
  private final PictureFiles files;

  TracedPictureFiles(Spans spans, PictureFiles files) {
    this.spans = spans;
    this.files = files;
  }

  @Override
  public void store(MediaKey key, RenderedPicture picture) {
    within("store picture", Attributes.empty(), () -> files.store(key, picture));
  }

  @Override
  public Optional<Content> open(MediaKey key, Rendition rendition) {
    Attributes attributes = Attributes.of(RENDITION, rendition.name().toLowerCase(Locale.ROOT));
    return spans.within("open picture", attributes, () -> files.open(key, rendition));
  }

  @Override
  public void delete(MediaKey key) {
    within("delete picture", Attributes.empty(), () -> files.delete(key));
  }

  @Override
  public void discard(Collection<MediaKey> keys) {
    Attributes attributes = Attributes.of(PICTURES, (long) keys.size());
    within("discard pictures", attributes, () -> files.discard(keys));
  }

  private void within(String name, Attributes attributes, Runnable work) {
    spans.within(
        name,
        attributes,
        () -> {
          work.run();
          return true;
        });
  }

  @Override
  public void eachStoredBefore(Instant limit, Consumer<MediaKey> visitor) {
    files.eachStoredBefore(limit, visitor);
  }

  @Override
  public void removeRemnantsBefore(Instant limit) {
    files.removeRemnantsBefore(limit);
  }

  @Override
  public void probe() {
    files.probe();
  }

  @Override
  public boolean isEmpty() {
    return files.isEmpty();
  }

  @Override
  public Optional<InstallationId> installation() {
    return files.installation();
  }

  @Override
  public InstallationId claim(InstallationId id) {
    return files.claim(id);
  }
}

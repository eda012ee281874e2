package org.pinacotheca.testkit.simulation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Rendition;

/** The files of pictures as one node sees them, with the faults of a plan. Used by one thread. */
final class FailingFiles implements PictureFiles {
  private final PictureFiles files;
  private final FaultPlan faults;

  FailingFiles(PictureFiles files, FaultPlan faults) {
    this.files = files;
    this.faults = faults;
  }

  private void change(Runnable change) {
    Optional<Fault> fault = faults.next();
    if (fault.filter(it -> it == Fault.REFUSED || it == Fault.ROLLED_BACK).isPresent()) {
      throw new StorageUnavailableException("the files are not reached", null);
    }
    change.run();
    if (fault.filter(it -> it == Fault.DEATH_AFTER).isPresent()) {
      throw faults.death();
    }
    if (fault.isPresent()) {
      throw new StorageUnavailableException("the files did not answer", null);
    }
  }

  @Override
  public void store(MediaKey key, RenderedPicture picture) {
    change(() -> files.store(key, picture));
  }

  @Override
  public void delete(MediaKey key) {
    change(() -> files.delete(key));
  }

  /** Fails silently, as its contract says. */
  @Override
  public void discard(Collection<MediaKey> keys) {
    try {
      change(() -> files.discard(List.copyOf(keys)));
    } catch (StorageUnavailableException _) {
      // The sweep deletes what remains.
    }
  }

  @Override
  public Optional<Content> open(MediaKey key, Rendition rendition) {
    return files.open(key, rendition);
  }

  @Override
  public void eachStoredBefore(Instant limit, Consumer<MediaKey> visitor) {
    files.eachStoredBefore(limit, visitor);
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

package org.pinacotheca.testkit.simulation;

import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.testkit.memory.InMemoryPictureFiles;
import org.pinacotheca.testkit.memory.InMemorySecrets;
import org.pinacotheca.testkit.memory.InMemoryStorage;
import org.pinacotheca.testkit.memory.ManualClock;

/**
 * What the nodes of a simulated gallery share. A subclass may plant a bug, to show that the
 * simulation finds it.
 */
public class Installation {
  private final ManualClock clock = ManualClock.atSomeNoon();
  private final InMemoryStorage storage = new InMemoryStorage(clock);
  private final InMemoryPictureFiles files = new InMemoryPictureFiles(clock);
  private final InMemorySecrets secrets;

  /** An empty installation, whose secrets come from the seed. */
  public Installation(long seed) {
    this.secrets = new InMemorySecrets(seed);
  }

  /** The true time. */
  public final ManualClock clock() {
    return clock;
  }

  /** The stored pictures without faults. */
  public final InMemoryPictureFiles stored() {
    return files;
  }

  /** The storage without faults. */
  public final InMemoryStorage storage() {
    return storage;
  }

  /** The storage as a node with this clock uses it. */
  protected UnitOfWork storage(ManualClock nodeClock) {
    return storage.seenAt(nodeClock);
  }

  /** The files as nodes use them. */
  protected PictureFiles files() {
    return files;
  }

  protected Secrets secrets() {
    return secrets;
  }
}

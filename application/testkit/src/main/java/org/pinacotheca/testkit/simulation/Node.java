package org.pinacotheca.testkit.simulation;

import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.testkit.memory.FakeImageProcessor;
import org.pinacotheca.testkit.memory.ManualClock;

/** A process of the gallery, with a clock of its own. Used by one thread. */
final class Node {
  private final Installation installation;
  private final GallerySettings settings;
  private final ManualClock clock;
  private final FaultPlan faults = new FaultPlan();
  private final FailingWork work;
  private final FailingFiles files;
  private Gallery gallery;

  Node(Installation installation, GallerySettings settings, ManualClock clock) {
    this.installation = installation;
    this.settings = settings;
    this.clock = clock;
    this.work = new FailingWork(installation.storage(clock), faults);
    this.files = new FailingFiles(installation.files(), faults);
    this.gallery = started();
  }

  private Gallery started() {
    return Gallery.of(work, files, new FakeImageProcessor(), installation.secrets(), settings);
  }

  /** Starts a new process, which knows only what is stored. */
  void restart() {
    faults.clear();
    gallery = started();
  }

  Gallery gallery() {
    return gallery;
  }

  ManualClock clock() {
    return clock;
  }

  FaultPlan faults() {
    return faults;
  }

  FailingWork work() {
    return work;
  }
}

package org.pinacotheca.testkit.memory;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The sources of ids. They are not rolled back, as sequences of a database are not. Thread-safe.
 */
final class MemoryCounters {
  final AtomicInteger members = new AtomicInteger();
  final AtomicInteger groups = new AtomicInteger();
  final AtomicInteger albums = new AtomicInteger();
  final AtomicInteger pictures = new AtomicInteger();
  final AtomicInteger shareLinks = new AtomicInteger();
  final AtomicInteger plans = new AtomicInteger();
  final AtomicLong transfers = new AtomicLong();
  final AtomicLong wrongPins = new AtomicLong();
}

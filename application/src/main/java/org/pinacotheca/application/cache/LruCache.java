package org.pinacotheca.application.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** What was used last, as much of it as a limit allows. Thread-safe. */
public final class LruCache<K, V> {
  private final LinkedHashMap<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final int weightMax;
  private final ToIntFunction<V> weightOf;
  private long weight;

  /**
   * Nothing yet.
   *
   * @param weightMax of all values together
   * @param weightOf a value; at least 1, and always the same
   */
  public LruCache(int weightMax, ToIntFunction<V> weightOf) {
    this.weightMax = weightMax;
    this.weightOf = weightOf;
  }

  public synchronized Optional<V> find(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** What is there, or else a new value, which is kept. */
  public synchronized V find(K key, Supplier<V> ifMissing) {
    V found = entries.get(key);
    if (found != null) {
      return found;
    }
    V made = ifMissing.get();
    keep(key, made);
    return made;
  }

  /** Keeps the value, at the cost of what was not used for longest. */
  public synchronized void keep(K key, V value) {
    V before = entries.put(key, value);
    weight += weightOf.applyAsInt(value) - (before == null ? 0 : weightOf.applyAsInt(before));
    Iterator<Map.Entry<K, V>> oldest = entries.entrySet().iterator();
    while (weight > weightMax) {
      weight -= weightOf.applyAsInt(oldest.next().getValue());
      oldest.remove();
    }
  }

  public synchronized void clear() {
    entries.clear();
    weight = 0;
  }
}

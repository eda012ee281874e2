package org.pinacotheca.application.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** A cache that evicts the least recently used values above a limit of weight. Thread-safe. */
public final class LruCache<K, V> {
  private final LinkedHashMap<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final int weightMax;
  private final ToIntFunction<V> weightOf;
  private long weight;

  /**
   * Creates an empty cache.
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

  /** Returns the cached value, or a new one, which is cached. */
  public synchronized V find(K key, Supplier<V> ifMissing) {
    V found = entries.get(key);
    if (found != null) {
      return found;
    }
    V made = ifMissing.get();
    keep(key, made);
    return made;
  }

  /** Caches the value, and evicts the least recently used ones. */
  public synchronized void keep(K key, V value) {
    V before = entries.put(key, value);
    weight += weightOf.applyAsInt(value) - (before == null ? 0 : weightOf.applyAsInt(before));
    Iterator<Map.Entry<K, V>> oldest = entries.entrySet().iterator();
    while (weight > weightMax) {
      weight -= weightOf.applyAsInt(oldest.next().getValue());
      oldest.remove();
    }
  }

  /** Removes the value; does nothing when it is not cached. */
  public synchronized void remove(K key) {
    V removed = entries.remove(key);
    weight -= removed == null ? 0 : weightOf.applyAsInt(removed);
  }

  public synchronized void clear() {
    entries.clear();
    weight = 0;
  }
}

package org.pinacotheca.testkit.memory;

import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One table as one unit of work sees it: the committed rows until its first write, then a copy of
 * its own.
 */
final class MemoryTable<K, V> {
  private final String what;
  private final boolean writable;
  private NavigableMap<K, V> rows;
  private boolean copied;
  private boolean closed;

  MemoryTable(String what, NavigableMap<K, V> committed, boolean writable) {
    this.what = what;
    this.rows = committed;
    this.writable = writable;
  }

  String what() {
    return what;
  }

  Optional<V> find(K key) {
    return Optional.ofNullable(rows().get(key));
  }

  boolean has(K key) {
    return rows().containsKey(key);
  }

  /** The rows by key. */
  Stream<V> all() {
    return rows().values().stream();
  }

  int size() {
    return rows().size();
  }

  void add(K key, V row) {
    if (draft().putIfAbsent(key, row) != null) {
      throw new IllegalStateException("there is such " + what + " already");
    }
  }

  void replace(K key, V row) {
    if (draft().replace(key, row) == null) {
      throw new IllegalStateException("there is no such " + what);
    }
  }

  void put(K key, V row) {
    draft().put(key, row);
  }

  void removeExisting(K key) {
    if (draft().remove(key) == null) {
      throw new IllegalStateException("there is no such " + what);
    }
  }

  void removeAll(Collection<K> keys) {
    draft().keySet().removeAll(keys);
  }

  void removeIf(Predicate<V> condition) {
    draft().values().removeIf(condition);
  }

  /** Removes up to {@code limit} rows. */
  void removeUpTo(int limit, Predicate<V> condition) {
    removeAll(
        rows().entrySet().stream()
            .filter(row -> condition.test(row.getValue()))
            .map(Map.Entry::getKey)
            .limit(limit)
            .toList());
  }

  void requireWritable() {
    if (closed || !writable) {
      throw new IllegalStateException(
          "cannot write " + what + (closed ? " after the unit of work" : " while reading"));
    }
  }

  NavigableMap<K, V> rows() {
    if (closed) {
      throw new IllegalStateException("the unit of work has ended");
    }
    return rows;
  }

  void close() {
    closed = true;
  }

  /** The rows to commit. */
  NavigableMap<K, V> result() {
    return rows;
  }

  private NavigableMap<K, V> draft() {
    requireWritable();
    if (!copied) {
      rows = new TreeMap<>(rows);
      copied = true;
    }
    return rows;
  }
}

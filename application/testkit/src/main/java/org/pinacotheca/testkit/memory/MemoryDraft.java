package org.pinacotheca.testkit.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a unit of work reads and commits, by table. Committed maps are never changed afterwards. */
class MemoryDraft {
  private final Map<String, NavigableMap<?, ?>> committed;
  private final boolean writable;
  private final List<MemoryTable<?, ?>> tables = new ArrayList<>();

  MemoryDraft(Map<String, NavigableMap<?, ?>> committed, boolean writable) {
    this.committed = committed;
    this.writable = writable;
  }

  /** The table of this name, whose types are the same in every unit of work. */
  @SuppressWarnings("unchecked")
  final <K, V> MemoryTable<K, V> table(String what) {
    NavigableMap<K, V> rows =
        (NavigableMap<K, V>) committed.getOrDefault(what, new TreeMap<K, V>());
    MemoryTable<K, V> table = new MemoryTable<>(what, rows, writable);
    tables.add(table);
    return table;
  }

  Map<String, NavigableMap<?, ?>> toSnapshot() {
    return tables.stream()
        .collect(Collectors.toUnmodifiableMap(MemoryTable::what, MemoryTable::result));
  }

  void close() {
    tables.forEach(MemoryTable::close);
  }
}

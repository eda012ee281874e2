package org.pinacotheca.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary directory and the processes that work in it. Closing ends the processes and removes
 * the directory; so does the end of this process, unless it is killed. Thread-safe.
 */
public final class Workplace implements AutoCloseable {
  private final Path directory;
  private final Deque<Child> children = new ArrayDeque<>();
  private final Thread cleaner = new Thread(this::clear, "clear-workplace");
  private int places;

  private Workplace(Path directory) {
    this.directory = directory;
    Runtime.getRuntime().addShutdownHook(cleaner);
  }

  public static Workplace open() {
    try {
      return new Workplace(Files.createTempDirectory("pinacotheca-benchmarks-"));
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory can be made", e);
    }
  }

  /** Creates an empty directory. */
  public synchronized Path place(String name) {
    try {
      places++;
      return Files.createDirectory(directory.resolve(name + "-" + places));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a process that ends with this workplace at the latest. */
  public Child start(ProcessBuilder command) {
    Path log = place("log").resolve("stderr");
    command.redirectError(log.toFile());
    synchronized (this) {
      try {
        Child child = new Child(command.start(), log);
        children.push(child);
        return child;
      } catch (IOException e) {
        throw new UncheckedIOException("a process cannot be started", e);
      }
    }
  }

  private synchronized void clear() {
    while (!children.isEmpty()) {
      children.pop().close();
    }
    remove(directory);
  }

  /** Removes a directory with its content; does nothing when it is gone. */
  public static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException _) {
      // Already removed.
    } catch (IOException e) {
      throw new UncheckedIOException("temporary files remain in " + directory, e);
    }
  }

  @Override
  public void close() {
    clear();
    try {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException _) {
      // The process is ending and has already run it.
    }
  }
}

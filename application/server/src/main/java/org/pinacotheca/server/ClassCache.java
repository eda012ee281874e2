package org.pinacotheca.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cache of classes (AOT cache) with which the program starts faster. Beside it stands a list of
 * what it was learnt from: the virtual machine, and the jars by their order, sizes and times. The
 * virtual machine leaves a cache of other jars aside without a word, so the program says it.
 */
final class ClassCache {
  /** Names the cache; set by the launcher in a source tree, where the build makes one. */
  static final String PROPERTY = "pinacotheca.class-cache";

  private static final Logger LOG = LoggerFactory.getLogger(ClassCache.class);

  private ClassCache() {}

  /** Writes what the cache of this run is learnt from, where the run is one to learn from. */
  static void listSources() throws IOException {
    String cache = System.getProperty(PROPERTY);
    if (cache != null) {
      write(Path.of(cache), System.getProperty("java.class.path"));
    }
  }

  static void write(Path cache, String classPath) throws IOException {
    Files.write(list(cache), sources(classPath));
  }

  /** Says in the log when there should be a cache and there is none that can be used. */
  static void check() {
    Optional.ofNullable(System.getProperty(PROPERTY))
        .flatMap(cache -> fault(Path.of(cache), System.getProperty("java.class.path")))
        .ifPresent(fault ->
            LOG.warn(
                "The start took longer than it need: {}. './mvnw -pl application/server -am verify"
                    + " -DskipTests' makes the class cache again",
                fault));
  }

  /** What is wrong with a cache for this class path, empty when it is of use. */
  static Optional<String> fault(Path cache, String classPath) {
    try {
      if (!Files.exists(cache) || !Files.exists(list(cache))) {
        return Optional.of("there is no class cache " + cache);
      }
      List<String> learnt = Files.readAllLines(list(cache));
      List<String> now = sources(classPath);
      for (int i = 0; i < Math.max(learnt.size(), now.size()); i++) {
        String before = i < learnt.size() ? learnt.get(i) : "nothing";
        String after = i < now.size() ? now.get(i) : "nothing";
        if (!before.equals(after)) {
          return Optional.of(
              "the class cache was learnt from '" + before + "', and now it is '" + after + "'");
        }
      }
      return Optional.empty();
    } catch (IOException | UncheckedIOException e) {
      return Optional.of("the class cache " + cache + " cannot be read: " + e.getMessage());
    }
  }

  private static Path list(Path cache) {
    return cache.resolveSibling(cache.getFileName() + ".sources");
  }

  private static List<String> sources(String classPath) throws IOException {
    List<String> sources = new ArrayList<>();
    sources.add(System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry);
      sources.add(
          jar.getFileName()
              + " "
              + Files.size(jar)
              + " "
              + Files.getLastModifiedTime(jar).toMillis() / 1000);
    }
    return sources;
  }
}

package org.pinacotheca.server.wiring;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The AOT class cache that a source build creates for faster starts. The launcher compares the list
 * of jars next to it, because with other jars the virtual machine would run outdated classes.
 */
public final class ClassCache {
  /** Names the cache in the training run; {@code unused} when the launcher has none. */
  static final String PROPERTY = "pinacotheca.class-cache";

  private static final Logger LOG = LoggerFactory.getLogger(ClassCache.class);
  private static final String VERSION = "JAVA_RUNTIME_VERSION=";

  private ClassCache() {}

  /** Lists the jars of this run, if it is a training run. */
  public static void listSources() throws IOException {
    String cache = System.getProperty(PROPERTY);
    if (cache != null) {
      Files.write(
          Path.of(cache + ".sources"),
          sources(Path.of(System.getProperty("java.home")), System.getProperty("java.class.path")));
    }
  }

  /** Logs that the launcher found no cache for these jars. */
  public static void tellWhenUnused() {
    if ("unused".equals(System.getProperty(PROPERTY))) {
      LOG.warn(
          "The start took longer than it need: there is no class cache that was learnt from these"
              + " jars and this Java. './mvnw -pl application/server -am verify -DskipTests' makes"
              + " it again");
    }
  }

  /** The Java version, and the jars with their sizes. */
  public static List<String> sources(Path javaHome, String classPath) throws IOException {
    List<String> sources = new ArrayList<>();
    Files.readAllLines(javaHome.resolve("release")).stream()
        .filter(line -> line.startsWith(VERSION))
        .map(line -> line.substring(VERSION.length()))
        .forEach(sources::add);
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry);
      sources.add(jar.getFileName() + " " + Files.size(jar));
    }
    return sources;
  }
}

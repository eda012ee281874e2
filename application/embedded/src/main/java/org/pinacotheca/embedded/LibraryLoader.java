package org.pinacotheca.embedded;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Loads the parts behind the API on the module path. HSQLDB's module does not export what checked
 * writes need, and libraries without a module descriptor do not name the modules that they need. So
 * all of them are loaded by a loader of their own, as on a class path; they share with the program
 * the core's API, logging and the platform.
 */
final class LibraryLoader extends URLClassLoader {
  private static final String ASSEMBLY = "org.pinacotheca.embedded.assembly.";
  private static final String OPENER = ASSEMBLY + "EmbeddedOpener";
  private static final List<String> SHARED =
      List.of(
          "java.",
          "org.jspecify.",
          "org.pinacotheca.application.",
          "org.pinacotheca.domain.",
          "org.pinacotheca.embedded.",
          "org.slf4j.");

  static {
    registerAsParallelCapable();
  }

  private LibraryLoader(List<URL> places) {
    super(
        "pinacotheca-libraries",
        places.toArray(URL[]::new),
        EmbeddedGallery.class.getClassLoader());
  }

  /** What opens galleries, in a directory or in memory. */
  static BiFunction<Optional<Path>, EmbeddedSettings, EmbeddedGallery> opener() {
    return Holder.OPENER;
  }

  /** One for the process, since its classes know which directories are in use. */
  private static final class Holder {
    private static final BiFunction<Optional<Path>, EmbeddedSettings, EmbeddedGallery> OPENER =
        load();

    @SuppressWarnings("unchecked")
    private static BiFunction<Optional<Path>, EmbeddedSettings, EmbeddedGallery> load() {
      ClassLoader loader =
          EmbeddedGallery.class.getModule().isNamed()
              ? new LibraryLoader(places())
              : EmbeddedGallery.class.getClassLoader();
      try {
        return (BiFunction<Optional<Path>, EmbeddedSettings, EmbeddedGallery>)
            Class.forName(LibraryLoader.OPENER, true, loader)
                .asSubclass(BiFunction.class)
                .getConstructor()
                .newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(
            "the libraries of the gallery are missing; pinacotheca-embedded and all that it depends"
                + " on must be on the module path or class path",
            e);
      }
    }
  }

  /** Each jar and directory of the module path and of the class path. */
  private static List<URL> places() {
    List<URL> places = new ArrayList<>();
    for (String property : List.of("jdk.module.path", "java.class.path")) {
      for (String entry : System.getProperty(property, "").split(File.pathSeparator, -1)) {
        if (!entry.isEmpty()) {
          add(Path.of(entry), places);
        }
      }
    }
    return places;
  }

  private static void add(Path entry, List<URL> places) {
    try {
      places.add(entry.toUri().toURL());
    } catch (MalformedURLException e) {
      throw new IllegalStateException(entry + " cannot be read", e);
    }
    File[] jars = entry.toFile().listFiles((_, name) -> name.endsWith(".jar"));
    if (jars != null) {
      Stream.of(jars).map(File::toPath).filter(Files::isRegularFile).forEach(it -> add(it, places));
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(ASSEMBLY) && SHARED.stream().anyMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      try {
        return findClass(name);
      } catch (ClassNotFoundException _) {
        // One of the platform.
        return super.loadClass(name, resolve);
      }
    }
  }
}

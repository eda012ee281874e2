package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache of classes that was learnt from these jars, or from others. */
class ClassCacheTest {
  @TempDir private Path directory;

  private Path jar(String name) throws IOException {
    return Files.writeString(directory.resolve(name), name);
  }

  @Test
  void theJarItWasNotLearntFromIsNamed() throws Exception {
    Path cache = directory.resolve("program.aot");
    Path one = jar("one.jar");
    Path other = jar("other.jar");
    String jars = one + ":" + other;
    assertThat(ClassCache.fault(cache, jars)).hasValueSatisfying(it -> contains(it, "no class"));
    ClassCache.write(cache, jars);
    assertThat(ClassCache.fault(cache, jars)).as("it was not written").isPresent();
    Files.writeString(cache, "learnt");
    assertThat(ClassCache.fault(cache, jars)).isEmpty();
    assertThat(ClassCache.fault(cache, other + ":" + one)).isPresent();
    assertThat(ClassCache.fault(cache, one.toString()))
        .hasValueSatisfying(it -> contains(it, "other.jar"));
    Files.setLastModifiedTime(other, FileTime.fromMillis(0));
    assertThat(ClassCache.fault(cache, jars)).hasValueSatisfying(it -> contains(it, "other.jar"));
  }

  private static void contains(String text, String words) {
    assertThat(text).contains(words);
  }
}

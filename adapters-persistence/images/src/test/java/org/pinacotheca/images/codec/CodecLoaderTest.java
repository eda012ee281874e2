package org.pinacotheca.images.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodecLoaderTest {
  @Test
  void whoeverHasNoLibraryIsReportedWhichArtifactsItIsIn() {
    String advice = CodecLoader.advice("freebsd-x86_64", new UnsatisfiedLinkError("no jnijavacpp"));

    assertThat(advice)
        .contains("no jnijavacpp")
        .matches(
            ".*org\\.bytedeco:leptonica:[^:]+:freebsd-x86_64.*"
                + "org\\.bytedeco:javacpp:[^:]+:freebsd-x86_64.*")
        .contains("linux-x86_64", "windows-x86_64", "-Dorg.bytedeco.javacpp.cachedir=DIRECTORY");
  }
}

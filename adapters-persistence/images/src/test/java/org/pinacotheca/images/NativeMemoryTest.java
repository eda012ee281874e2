package org.pinacotheca.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinacotheca.domain.picture.PictureSource;

/** The native memory of a picture is freed when it is done. */
class NativeMemoryTest {
  private static final int WARM_UP = 10;
  private static final int PICTURES = 60;

  /** Each picture below has a megabyte or more when decoded. */
  private static final long BYTES_MAX = PICTURES * 400_000L;

  /** Pictures that take different paths through the codec. */
  enum Way {
    SCALED,
    TURNED,
    AS_LARGE_AS_A_RENDITION,
    OPAQUE_PNG,
    TRANSPARENT;

    byte[] file() {
      return switch (this) {
        case SCALED -> Drawings.jpeg(Drawings.scene(1600, 1200, 1), 0.8f, false);
        case TURNED -> Drawings.turnedJpeg(Drawings.scene(800, 600, 1), 6);
        case AS_LARGE_AS_A_RENDITION -> Drawings.jpeg(Drawings.scene(600, 450, 1), 0.8f, false);
        case OPAQUE_PNG -> Drawings.file(Drawings.scene(800, 600, 1), "png");
        case TRANSPARENT ->
            Drawings.file(new BufferedImage(800, 600, BufferedImage.TYPE_INT_ARGB), "png");
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void pictures_leave_nothing_behind(Way way) throws Throwable {
    assumeTrue(
        Linker.nativeLinker().defaultLookup().find("mallinfo2").isPresent(),
        "only the C library of GNU tells what is allocated");
    byte[] file = way.file();
    PictureSource source = () -> new ByteArrayInputStream(file);
    try (PooledImageProcessor processor =
        PooledImageProcessor.open(ImageSettings.defaults(Path.of("target", "native")))) {
      for (int i = 0; i < WARM_UP; i++) {
        processor.process(ImageProcessors.SOMEBODY, source, rendered -> rendered);
      }
      long before = allocated();
      for (int i = 0; i < PICTURES; i++) {
        processor.process(ImageProcessors.SOMEBODY, source, rendered -> rendered);
      }
      assertThat(allocated() - before).isLessThan(BYTES_MAX);
    }
  }

  /** The bytes allocated in this process, on the C library's heaps and outside them. */
  @SuppressWarnings("restricted")
  private static long allocated() throws Throwable {
    MemoryLayout ten = MemoryLayout.sequenceLayout(10, ValueLayout.JAVA_LONG);
    Linker linker = Linker.nativeLinker();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment facts =
          (MemorySegment)
              linker
                  .downcallHandle(
                      linker.defaultLookup().findOrThrow("mallinfo2"),
                      FunctionDescriptor.of(MemoryLayout.structLayout(ten)))
                  .invokeExact((SegmentAllocator) arena);
      long beside = facts.getAtIndex(ValueLayout.JAVA_LONG, 4);
      long onHeaps = facts.getAtIndex(ValueLayout.JAVA_LONG, 7);
      return beside + onHeaps;
    }
  }
}

package org.pinacotheca.images.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryShareTest {
  private static final long MEBIBYTE = 1L << 20;
  private static final long PIXELS = 60_000_000;

  @Test
  void a_large_machine_gives_what_the_largest_picture_can_use() {
    MemoryShare share = MemoryShare.suiting(512 * MEBIBYTE, 64L << 30, PIXELS);
    assertThat(share.nativeBytes()).isEqualTo(12 * PIXELS);
    assertThat(share.heapBytes()).isBetween(245 * MEBIBYTE, 246 * MEBIBYTE);
  }

  @Test
  void a_container_gives_what_it_has_beside_the_heap_and_the_virtual_machine() {
    MemoryShare share = MemoryShare.suiting(256 * MEBIBYTE, 1024 * MEBIBYTE, PIXELS);
    assertThat(share.nativeBytes()).isEqualTo((1024 - 256 - 256) * MEBIBYTE);
  }

  @Test
  void a_container_that_is_too_small_gives_a_little_nevertheless() {
    MemoryShare share = MemoryShare.suiting(512 * MEBIBYTE, 512 * MEBIBYTE, PIXELS);
    assertThat(share.nativeBytes()).isEqualTo(64 * MEBIBYTE);
  }
}

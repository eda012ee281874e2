package org.pinacotheca.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.ImageProcessor.Processed;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.images.picture.ByteSink;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.png.PngSanitizer;

/**
 * Randomly truncated, flipped and overwritten pictures are stored or refused, never an exception.
 */
class DamagedPicturesTest {
  private static final int TRIES = 2000;

  private static final List<byte[]> SEEDS =
      Stream.concat(
              Stream.of(
                      "progressive.jpg",
                      "baseline-422.jpg",
                      "cmyk-progressive.jpg",
                      "interlaced.png",
                      "palette.png",
                      "sixteen-bits.png",
                      "interlaced.gif",
                      "animated.gif",
                      "lossy.webp",
                      "lossless.webp",
                      "alpha-lossy.webp")
                  .map(Drawings::resource),
              Stream.of(
                  Drawings.turnedJpeg(Drawings.scene(90, 60, 5), 6),
                  Drawings.animatedPng(Drawings.quarters(40, 30)),
                  Drawings.inks(Drawings.quarters(40, 30))))
          .toList();

  @Test
  void every_outcome_is_an_answer() {
    Random random = new Random(20_261_121);
    int kept = 0;
    Map<ImageFault, Integer> faults = new EnumMap<>(ImageFault.class);
    try (PooledImageProcessor processor = ImageProcessors.open(1_000_000, 200_000)) {
      for (int i = 0; i < TRIES; i++) {
        byte[] damaged = damaged(SEEDS.get(i % SEEDS.size()), random);
        Processed<RenderedPicture> development =
            processor.process(
                ImageProcessors.SOMEBODY, () -> new ByteArrayInputStream(damaged), it -> it);
        switch (development) {
          case Processed.Kept<RenderedPicture>(RenderedPicture picture) -> {
            kept++;
            assertThat(Drawings.read(picture.file(Rendition.BIG)).getWidth()).isPositive();
          }
          case Processed.Faulty<RenderedPicture>(ImageFault fault) ->
              faults.merge(fault, 1, Integer::sum);
        }
      }
    }
    assertThat(kept).as("damage that does not matter").isGreaterThan(TRIES / 50);
    assertThat(faults.getOrDefault(ImageFault.CORRUPT, 0)).isGreaterThan(TRIES / 4);
    assertThat(faults.keySet()).contains(ImageFault.NOT_AN_IMAGE);
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    switch (random.nextInt(4)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      case 2 -> {
        for (int i = 0; i < 6; i++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
      }
      default -> {
        int at = random.nextInt(Math.min(bytes.length, 64));
        bytes[at] = (byte) random.nextInt(256);
      }
    }
    // Otherwise wrong checksums would hide all other damage to a PNG.
    return random.nextBoolean() ? withChecksums(bytes) : bytes;
  }

  private static byte[] withChecksums(byte[] bytes) {
    if (!Bytes.hasAt(bytes, 0, PngSanitizer.SIGNATURE)) {
      return bytes;
    }
    int at = 8;
    while (bytes.length - at >= 12 && Bytes.u32(bytes, at) <= bytes.length - at - 12) {
      int length = (int) Bytes.u32(bytes, at);
      CRC32 crc = new CRC32();
      crc.update(bytes, at + 4, length + 4);
      byte[] sum = new ByteSink(4).u32(crc.getValue()).toByteArray();
      System.arraycopy(sum, 0, bytes, at + 8 + length, 4);
      at += 12 + length;
    }
    return bytes;
  }
}

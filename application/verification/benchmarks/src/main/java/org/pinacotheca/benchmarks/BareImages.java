package org.pinacotheca.benchmarks;

import static org.bytedeco.leptonica.global.leptonica.lept_free;
import static org.bytedeco.leptonica.global.leptonica.pixDestroy;
import static org.bytedeco.leptonica.global.leptonica.pixReadMemJpeg;
import static org.bytedeco.leptonica.global.leptonica.pixScaleAreaMapToSize;
import static org.bytedeco.leptonica.global.leptonica.pixScaleToSize;
import static org.bytedeco.leptonica.global.leptonica.pixWriteMemJpeg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.leptonica.PIX;
import org.jspecify.annotations.Nullable;

/**
 * The image library with nothing on top: decodes a picture of 2048 x 1536 at half its size, and
 * scales it to the gallery's renditions. Each line of the standard input, {@code count encode?}, is
 * answered when {@code count} pictures are done; the end of the input ends the program.
 */
public final class BareImages {
  private static final int REDUCTION = 2;

  private BareImages() {}

  /** Takes the file of the picture. */
  public static void main(String[] arguments) throws IOException {
    byte[] file = Files.readAllBytes(Path.of(arguments[0]));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = in.readLine(); order != null; order = in.readLine()) {
      String[] words = order.split(" ", -1);
      int count = Integer.parseInt(words[0]);
      for (int i = 0; i < count; i++) {
        process(file, Boolean.parseBoolean(words[1]));
      }
      System.out.println("done");
    }
  }

  private static void process(byte[] file, boolean encode) {
    try (BytePointer bytes = new BytePointer(file.length);
        IntPointer warnings = new IntPointer(1)) {
      bytes.put(file, 0, file.length);
      PIX decoded = made(pixReadMemJpeg(bytes, file.length, 0, REDUCTION, warnings, 0));
      PIX big = made(pixScaleAreaMapToSize(decoded, 604, 453));
      PIX thumb = made(pixScaleAreaMapToSize(big, 130, 98));
      PIX small = made(pixScaleAreaMapToSize(thumb, 75, 56));
      PIX cells = made(pixScaleAreaMapToSize(small, 12, 9));
      PIX masked = made(pixScaleToSize(cells, 604, 453));
      if (encode) {
        encode(big, 85);
        encode(thumb, 82);
        encode(small, 82);
        encode(masked, 70);
      }
      for (PIX pix : new PIX[] {decoded, big, thumb, small, cells, masked}) {
        pixDestroy(pix);
      }
    }
  }

  private static PIX made(@Nullable PIX pix) {
    if (pix == null) {
      throw new IllegalStateException("the image library failed");
    }
    return pix;
  }

  private static void encode(PIX pix, int quality) {
    try (PointerPointer<BytePointer> data = new PointerPointer<>(1);
        SizeTPointer size = new SizeTPointer(1)) {
      data.put(0, (BytePointer) null);
      if (pixWriteMemJpeg(data, size, pix, quality, 0) != 0) {
        throw new IllegalStateException("the image library does not encode");
      }
      BytePointer file = data.get(BytePointer.class, 0);
      byte[] copy = new byte[Math.toIntExact(size.get())];
      file.get(copy);
      lept_free(file);
    }
  }
}

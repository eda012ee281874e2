package org.pinacotheca.sandbox.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.Rendition;

/**
 * The pictures of the demo, made smaller, with the renditions that the image processor makes of
 * them: a sandbox starts without drawing or decoding anything.
 */
public final class PreparedPicture {
  /** The most bytes of an original. */
  public static final int BYTES_MAX = 10_000;

  private static final int WIDTH = 480;
  private static final int HEIGHT = 320;
  private static final List<PreparedPicture> ALL =
      List.of(
          new PreparedPicture("sunset", "Under the sunset"),
          new PreparedPicture("morning", "Morning in the hills"),
          new PreparedPicture("moonlight", "By moonlight"),
          new PreparedPicture("desert", "The red desert"));

  private final ExamplePicture example;
  private final RenderedPicture rendered;

  private PreparedPicture(String name, String title) {
    Map<Rendition, byte[]> files = new EnumMap<>(Rendition.class);
    for (Rendition rendition : Rendition.values()) {
      files.put(rendition, load(name + "-" + rendition.name().toLowerCase(Locale.ROOT) + ".jpg"));
    }
    rendered = new RenderedPicture(ImageFormat.JPEG, WIDTH, HEIGHT, files);
    example = new ExamplePicture(title, rendered.file(Rendition.ORIGINAL));
  }

  private static byte[] load(String file) {
    try (InputStream in =
        Objects.requireNonNull(PreparedPicture.class.getResourceAsStream(file), file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them, to be uploaded. */
  public static List<ExamplePicture> all() {
    return ALL.stream().map(it -> it.example).toList();
  }

  /** The renditions of the picture with this original. */
  public static Optional<RenderedPicture> find(byte[] original) {
    return ALL.stream()
        .filter(it -> Arrays.equals(it.example.jpeg(), original))
        .map(it -> it.rendered)
        .findFirst();
  }
}

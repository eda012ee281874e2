package org.pinacotheca.server.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.pinacotheca.sandbox.world.ExamplePicture;

/** Draws deterministic landscapes for the demo, so that it needs no photographs. */
public enum DemoPictures {
  SUNSET(
      "Under the sunset",
      new Color(0x1B2A5A),
      new Color(0xFF8A3C),
      new Color(0xFFE9A8),
      new Color(0x2A1B3D),
      3),
  MORNING(
      "Morning in the hills",
      new Color(0x7FB7E6),
      new Color(0xFBE3C0),
      new Color(0xFFFDF0),
      new Color(0x2E5A3C),
      7),
  MOONLIGHT(
      "By moonlight",
      new Color(0x050A1E),
      new Color(0x23406B),
      new Color(0xE8F0FF),
      new Color(0x04060C),
      11),
  DESERT(
      "The red desert",
      new Color(0x3C78B4),
      new Color(0xF6CBA0),
      new Color(0xFFF4DC),
      new Color(0x9C3A1C),
      19);

  private static final int WIDTH = 1200;
  private static final int HEIGHT = 800;
  private static final int RIDGES = 5;

  private final String title;
  private final Color zenith;
  private final Color horizon;
  private final Color disc;
  private final Color ground;
  private final int seed;

  DemoPictures(String title, Color zenith, Color horizon, Color disc, Color ground, int seed) {
    this.title = title;
    this.zenith = zenith;
    this.horizon = horizon;
    this.disc = disc;
    this.ground = ground;
    this.seed = seed;
  }

  static List<ExamplePicture> examples() {
    return Arrays.stream(values()).map(it -> new ExamplePicture(it.title, it.jpeg())).toList();
  }

  public String title() {
    return title;
  }

  /** The picture as a JPEG file of {@value #WIDTH} by {@value #HEIGHT} pixels. */
  public byte[] jpeg() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    Random random = new Random(seed);
    graphics.setPaint(new GradientPaint(0, 0, zenith, 0, HEIGHT * 0.7f, horizon));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    int discX = 200 + random.nextInt(WIDTH - 400);
    for (int radius = 160; radius > 45; radius -= 5) {
      graphics.setColor(new Color(disc.getRed(), disc.getGreen(), disc.getBlue(), 8));
      graphics.fillOval(discX - radius, 260 - radius, 2 * radius, 2 * radius);
    }
    graphics.setColor(disc);
    graphics.fillOval(discX - 45, 215, 90, 90);
    for (int ridge = 1; ridge <= RIDGES; ridge++) {
      graphics.setColor(mixed(horizon, ground, ridge / (double) RIDGES));
      graphics.fillPolygon(ridge(random, ridge));
    }
    graphics.dispose();
    grain(image, random);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A mountain ridge by midpoint displacement; nearer ridges are lower and rougher. */
  private static Polygon ridge(Random random, int ridge) {
    double[] heights = new double[257];
    double spread = 60 + 25.0 * ridge;
    heights[0] = random.nextDouble() * spread;
    heights[256] = random.nextDouble() * spread;
    for (int step = 256; step > 1; step /= 2) {
      for (int at = step / 2; at < 256; at += step) {
        double middle = (heights[at - step / 2] + heights[at + step / 2]) / 2;
        heights[at] = middle + (random.nextDouble() - 0.5) * spread;
      }
      spread *= 0.52;
    }
    Polygon polygon = new Polygon();
    int base = 330 + 95 * ridge;
    for (int at = 0; at <= 256; at++) {
      polygon.addPoint(at * WIDTH / 256, (int) (base - heights[at]));
    }
    polygon.addPoint(WIDTH, HEIGHT);
    polygon.addPoint(0, HEIGHT);
    return polygon;
  }

  private static Color mixed(Color far, Color near, double share) {
    return new Color(
        (int) (far.getRed() + (near.getRed() - far.getRed()) * share),
        (int) (far.getGreen() + (near.getGreen() - far.getGreen()) * share),
        (int) (far.getBlue() + (near.getBlue() - far.getBlue()) * share));
  }

  private static void grain(BufferedImage image, Random random) {
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int rgb = image.getRGB(x, y);
        int noise = random.nextInt(9) - 4;
        int red = Math.clamp((rgb >> 16 & 0xFF) + noise, 0, 255);
        int green = Math.clamp((rgb >> 8 & 0xFF) + noise, 0, 255);
        int blue = Math.clamp((rgb & 0xFF) + noise, 0, 255);
        image.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
  }
}

package org.pinacotheca.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An image in the form of {@code docker save}: a tar archive of a configuration and of layers.
 *
 * @param config as Docker names things
 * @param layers archives of files, the lowest first
 */
record Image(JsonNode config, List<Path> layers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Unpacks the parts of the image into a directory. */
  static Image read(Path tar, Path directory) throws IOException {
    Map<String, Path> parts = new HashMap<>();
    try (TarArchiveInputStream entries = entries(tar)) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        Path part = directory.resolve("part-" + parts.size());
        Files.copy(entries, part);
        parts.put(entry.getName(), part);
      }
    }
    JsonNode manifest = JSON.readTree(part(parts, "manifest.json").toFile()).get(0);
    List<Path> layers = new ArrayList<>();
    for (JsonNode layer : manifest.get("Layers")) {
      layers.add(part(parts, layer.textValue()));
    }
    Path config = part(parts, manifest.get("Config").textValue());
    return new Image(JSON.readTree(config.toFile()), layers);
  }

  private static Path part(Map<String, Path> parts, String name) throws IOException {
    Path part = parts.get(name);
    if (part == null) {
      throw new IOException("the image has no " + name + ", but " + parts.keySet());
    }
    return part;
  }

  private static TarArchiveInputStream entries(Path tar) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(tar));
    in.mark(2);
    boolean isCompressed = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return new TarArchiveInputStream(isCompressed ? new GZIPInputStream(in) : in, "UTF-8");
  }

  /** How a container is run, as Docker has it in its configuration. */
  JsonNode container() {
    return config.get("config");
  }

  /** The environment as it is written, NAME=VALUE. */
  List<String> environment() {
    return texts(container().get("Env"));
  }

  /** The command that is always run. */
  List<String> entrypoint() {
    return texts(container().get("Entrypoint"));
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  /** Every file and directory of all layers, one after the other. */
  List<TarArchiveEntry> files() throws IOException {
    List<TarArchiveEntry> files = new ArrayList<>();
    for (Path layer : layers) {
      try (TarArchiveInputStream entries = entries(layer)) {
        for (TarArchiveEntry entry = entries.getNextEntry();
            entry != null;
            entry = entries.getNextEntry()) {
          files.add(entry);
        }
      }
    }
    return files;
  }

  /** Lays out the root file system; everything belongs to whoever calls. */
  void unpack(Path root) throws IOException {
    for (Path layer : layers) {
      try (TarArchiveInputStream entries = entries(layer)) {
        for (TarArchiveEntry entry = entries.getNextEntry();
            entry != null;
            entry = entries.getNextEntry()) {
          unpack(entries, entry, root);
        }
      }
    }
  }

  private static void unpack(TarArchiveInputStream entries, TarArchiveEntry entry, Path root)
      throws IOException {
    Path file = root.resolve(entry.getName().replaceFirst("^[./]+", "")).normalize();
    if (!file.startsWith(root)) {
      throw new IOException("the image reaches out of itself: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
    } else {
      Files.createDirectories(file.getParent());
      if (entry.isSymbolicLink()) {
        Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        return;
      } else if (entry.isLink()) {
        Files.createLink(file, root.resolve(entry.getLinkName()));
        return;
      }
      Files.copy(entries, file, StandardCopyOption.REPLACE_EXISTING);
    }
    permit(file, entry.getMode());
  }

  private static void permit(Path file, int mode) throws IOException {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      // Declared from the owner's reading, the highest bit, to others' executing.
      if ((mode >> (all.length - 1 - i) & 1) != 0) {
        permissions.add(all[i]);
      }
    }
    Files.setPosixFilePermissions(file, permissions);
  }
}

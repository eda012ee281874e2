package org.pinacotheca.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A real file system of a few mebibytes, in memory and in its own namespace, where tests may mount
 * one.
 */
final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 1 << 12;

  private final Path directory;
  private final Process holder;

  private SmallDisk(Path directory, Process holder) {
    this.directory = directory;
    this.holder = holder;
  }

  /** Mounts one on a directory, or skips the test if that is not permitted. */
  static SmallDisk mount(Path directory, int mebibytes) throws IOException {
    Path place = Files.createDirectory(directory.resolve("small"));
    Process holder;
    try {
      holder =
          new ProcessBuilder(
                  "unshare",
                  "-m",
                  "sh",
                  "-c",
                  "mount -t tmpfs -o size=" + mebibytes + "m tmpfs \"$1\" && echo there && cat",
                  "sh",
                  place.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "this machine has no unshare: " + e.getMessage());
      throw e;
    }
    BufferedReader said = holder.inputReader();
    assumeTrue("there".equals(said.readLine()), "this machine lets nobody mount a file system");
    return new SmallDisk(directory, holder);
  }

  Path directory() {
    return directory;
  }

  /** The path of a file on the disk, as a process in its namespace sees it. */
  String seenAs(String name) {
    return directory.resolve("small").resolve(name).toString();
  }

  /** The command prefix for a process in the disk's namespace. */
  List<String> entering() {
    return List.of("nsenter", "-m", "-t", Long.toString(holder.pid()));
  }

  private Path filler() {
    return Path.of("/proc/" + holder.pid() + "/root" + seenAs("filler"));
  }

  /** Fills the disk until this many bytes are left. */
  void fillTo(long left) throws IOException {
    long free = Files.getFileStore(filler().getParent()).getUsableSpace();
    byte[] block = new byte[BLOCK];
    try (OutputStream out =
        Files.newOutputStream(
            filler(),
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.APPEND)) {
      for (; free - BLOCK >= left; free -= BLOCK) {
        out.write(block);
      }
    }
  }

  /** Releases the filled space. */
  void free() throws IOException {
    Files.deleteIfExists(filler());
  }

  @Override
  public void close() {
    holder.destroyForcibly();
  }
}

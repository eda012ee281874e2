package org.pinacotheca.benchmarks.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process that answers lines with lines. Used by one thread. */
public final class Child implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final String END = "\0end";

  private final Process process;
  private final Path log;
  private final Writer input;
  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

  Child(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    Thread.ofVirtual().start(() -> forward(output));
  }

  private void forward(BufferedReader output) {
    try {
      output.lines().forEach(lines::add);
    } catch (UncheckedIOException _) {
      // The process was ended while it was read from.
    } finally {
      lines.add(END);
    }
  }

  /** Sends the process a line and returns its answer. */
  public String ask(String line) {
    try {
      input.write(line + "\n");
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a process has ended; it said: " + said(), e);
    }
    return awaitLine("");
  }

  /** Waits for a line with this beginning; returns the rest of it. */
  public String awaitLine(String beginning) {
    try {
      for (String line = next(); line != null; line = next()) {
        if (line.equals(END)) {
          throw new IllegalStateException("a process has ended; it said: " + said());
        }
        if (line.startsWith(beginning)) {
          return line.substring(beginning.length());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a process", e);
    }
    throw new IllegalStateException("a process does not answer; it said: " + said());
  }

  private @Nullable String next() throws InterruptedException {
    return lines.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  private String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "nothing that could be read";
    }
  }

  /** The processor time of the process and the processes it has started so far, in seconds. */
  public double cpuSeconds() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .mapToDouble(Child::cpuSeconds)
        .sum();
  }

  private static double cpuSeconds(ProcessHandle process) {
    Duration used =
        process
            .info()
            .totalCpuDuration()
            .orElseThrow(() -> new IllegalStateException("no processor times here"));
    return used.toNanos() / 1e9;
  }

  /** The resident memory of the process in bytes, where the operating system reports it. */
  public OptionalLong residentBytes() {
    return memory("VmRSS:");
  }

  /** The peak of the resident memory in bytes, where the operating system reports it. */
  public OptionalLong peakResidentBytes() {
    return memory("VmHWM:");
  }

  private OptionalLong memory(String fact) {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try (Stream<String> facts = Files.lines(status)) {
      return facts
          .filter(line -> line.startsWith(fact))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** Asks the process to stop and waits until it has. */
  void stop() {
    process.destroy();
    await();
  }

  private void await() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    await();
  }
}

package org.pinacotheca.sandbox;

import java.time.Instant;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.sandbox.world.ExampleWorld;

/**
 * A sandbox for tests: both APIs and the web console over a gallery in memory, with example members
 * and a clock that stands still. Started with {@link #start}, or by JUnit:
 *
 * <pre>{@code
 * @RegisterExtension static final GallerySandbox sandbox = GallerySandbox.onFreePort();
 * }</pre>
 *
 * A static one is started once for the class and reset before each test; one of an instance is
 * started for each test. Thread-safe.
 */
public final class GallerySandbox
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        AutoCloseable {
  private final SandboxSettings settings;
  private @Nullable SandboxServer server;
  private boolean isOfClass;

  private GallerySandbox(SandboxSettings settings) {
    this.settings = settings;
  }

  /** Starts a sandbox on a free port of the loopback address, with the first seed. */
  public static GallerySandbox start() {
    return onFreePort().open();
  }

  /** A sandbox on a free port, not started yet. */
  public static GallerySandbox onFreePort() {
    return onPort(0);
  }

  /**
   * A sandbox on a port, not started yet. Addresses in answers contain the port; with a fixed one,
   * whole answers are equal in every run.
   */
  public static GallerySandbox onPort(int port) {
    return new GallerySandbox(SandboxSettings.onPort(port));
  }

  /**
   * The same with another seed, not started yet.
   *
   * @param seed decides ids, tokens and everything else; {@link SandboxSettings#SEED} unless set
   */
  public GallerySandbox withSeed(long seed) {
    return new GallerySandbox(settings.withSeed(seed));
  }

  /**
   * Starts it; only once.
   *
   * @throws java.io.UncheckedIOException when the port is in use
   */
  public synchronized GallerySandbox open() {
    if (server != null) {
      throw new IllegalStateException("the sandbox is started already");
    }
    server = SandboxServer.start(settings);
    return this;
  }

  private synchronized SandboxServer server() {
    if (server == null) {
      throw new IllegalStateException("the sandbox is not started");
    }
    return server;
  }

  /** The address of the server, without a slash at its end. */
  public String url() {
    return server().url();
  }

  /** The members, tokens and albums that it begins with. */
  public ExampleWorld world() {
    return server().world();
  }

  /** The token of the admin API. */
  public String adminToken() {
    return server().adminToken();
  }

  /** The use cases of the gallery that it serves now, to arrange or look at something directly. */
  public Gallery gallery() {
    return server().gallery().gallery();
  }

  /** The time, which only moves when it is moved. */
  public Instant now() {
    return server().gallery().clock().instant();
  }

  /**
   * Lets time pass.
   *
   * @param amount a {@link java.time.Duration}, or a {@link java.time.Period} by the calendar in
   *     UTC; not negative
   */
  public void advance(TemporalAmount amount) {
    checked(() -> SandboxClock.advance(server().gallery().clock(), amount));
  }

  /**
   * Sets the time.
   *
   * @param time not before {@link #now}, and at most 100 years after the beginning
   */
  public void moveTo(Instant time) {
    checked(() -> SandboxClock.set(server().gallery().clock(), time));
  }

  private static void checked(Runnable work) {
    try {
      work.run();
    } catch (BadBodyException e) {
      throw new IllegalArgumentException(e.reason(), e);
    }
  }

  /**
   * Plants these faults in place of those before; none ends all.
   *
   * @throws IllegalArgumentException when an API has no such operation
   */
  public void plant(PlannedFault... faults) {
    checked(() ->
        server()
            .gallery()
            .faults()
            .plant(
                Stream.of(faults)
                    .map(fault -> fault.of(server().operations().find(fault.operation())))
                    .toList()));
  }

  /** The last 1000 requests to the APIs since the beginning or the last reset, oldest first. */
  public List<RecordedRequest> requests() {
    return server().gallery().requests().all();
  }

  /** Begins again: members, clock, faults and requests are as at the start. */
  public void reset() {
    server().reset();
  }

  /** Stops it, if it is started. */
  @Override
  public synchronized void close() {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    isOfClass = true;
    open();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (isOfClass) {
      reset();
    } else {
      open();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (!isOfClass) {
      close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }
}

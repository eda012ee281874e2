package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A proxy to another server. It can hold back responses, so that clients stop at a known point, and
 * can disappear without the server. Thread-safe.
 */
final class TestProxy implements AutoCloseable {
  private static final int TIMEOUT_MINUTES = 5;
  private static final int PIECE_BYTES = 1 << 14;

  private final URI server;
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Hold hold = new Hold(() -> false);

  private record Hold(BooleanSupplier reached, CountDownLatch held, CountDownLatch over) {
    Hold(BooleanSupplier reached) {
      this(reached, new CountDownLatch(1), new CountDownLatch(1));
    }

    /** Waits while responses are held back. */
    void pass() throws InterruptedException {
      if (held.getCount() == 0 || reached.getAsBoolean()) {
        held.countDown();
        over.await();
      }
    }
  }

  private TestProxy(URI server) throws IOException {
    this.server = server;
    this.listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
  }

  static TestProxy to(URI server) throws IOException {
    TestProxy proxy = new TestProxy(server);
    Thread.ofVirtual().start(proxy::accept);
    return proxy;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /** Holds back every response once this condition is true; checked before each of them. */
  void holdAnswersOnce(BooleanSupplier reached) {
    hold = new Hold(reached);
  }

  /** Waits until responses are held back from this process, which must not end before. */
  void awaitHeld(Process client) throws InterruptedException {
    CountDownLatch event = hold.held;
    client.onExit().thenRun(event::countDown);
    assertThat(event.await(TIMEOUT_MINUTES, TimeUnit.MINUTES)).as("answers are kept").isTrue();
    assertThat(client.isAlive()).as("the client waits for an answer").isTrue();
  }

  /** Breaks the current connections, and lets later ones pass. */
  void breakConnections() {
    Hold ended = hold;
    hold = new Hold(() -> false);
    open.forEach(TestProxy::close);
    ended.over.countDown();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket behind = new Socket(server.getHost(), server.getPort());
        open.add(client);
        open.add(behind);
        Hold now = hold;
        Thread.ofVirtual().start(() -> pass(client, behind, new Hold(() -> false)));
        Thread.ofVirtual().start(() -> pass(behind, client, now));
      }
    } catch (IOException _) {
      // The socket was closed.
    }
  }

  private void pass(Socket from, Socket to, Hold kept) {
    byte[] piece = new byte[PIECE_BYTES];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        kept.pass();
        out.write(piece, 0, count);
      }
    } catch (IOException _) {
      // One side has disconnected.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is unusable anyway.
    }
  }

  /** Becomes unreachable. */
  void goAway() throws IOException {
    listening.close();
    breakConnections();
  }

  @Override
  public void close() throws IOException {
    goAway();
  }
}

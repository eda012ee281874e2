package org.pinacotheca.rpc.wire;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.rpc.call.CallExchange;
import org.pinacotheca.rpc.reply.Replies;
import org.pinacotheca.rpc.reply.ReplyShape;
import org.pinacotheca.rpc.reply.ReplyValue;
import org.pinacotheca.transport.ClientSlots;
import org.pinacotheca.transport.RequestObserver;
import org.pinacotheca.transport.Spool;
import org.pinacotheca.transport.SpoolRoom;

/** A server that reads requests as the RPC does, records them, and sends refusals. */
final class ReadingServer implements AutoCloseable {

  /** The result of one request: read, refused, or client disconnected. */
  record Outcome(
      @Nullable RpcRequest request, byte @Nullable [] file, @Nullable Throwable failure) {

    List<RpcParameter> parameters() {
      return request == null ? List.of() : request.parameters();
    }
  }

  /** A reply as it came over the wire. */
  record Reply(int status, String head, String body) {}

  final Spool spool;
  final ClientSlots slots;
  private final RequestReader reader;
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

  ReadingServer(Path directory, RequestLimits limits) throws Exception {
    this(directory, limits, ClientSlots.of(512L << 20, System::nanoTime));
  }

  ReadingServer(Path directory, RequestLimits limits, ClientSlots slots) throws Exception {
    this(directory, limits, slots, SpoolRoom.unlimited());
  }

  ReadingServer(Path directory, SpoolRoom room) throws Exception {
    this(directory, RequestLimits.STANDARD, ClientSlots.of(512L << 20, System::nanoTime), room);
  }

  ReadingServer(Path directory, RequestLimits limits, ClientSlots slots, SpoolRoom room)
      throws Exception {
    this.slots = slots;
    spool = new Spool(directory, room);
    reader = new RequestReader(limits, spool, () -> true);
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::handle)
            .listen(0, "127.0.0.1")
            .await(5, TimeUnit.MINUTES);
  }

  private void handle(HttpServerRequest request) {
    CallExchange exchange = new CallExchange(vertx, request, RequestObserver.atEnd(_ -> {}));
    exchange.waitsWithin(slots);
    reader
        .read(exchange)
        .onSuccess(read -> {
          try (read) {
            outcomes.add(new Outcome(read, content(read), null));
          }
          exchange.send(
              Replies.success(
                  "test.read",
                  new ReplyValue.WholeNumber(read.parameters().size()),
                  ReplyShape.PLAIN));
        })
        .onFailure(cause -> {
          outcomes.add(new Outcome(null, null, cause));
          if (cause instanceof RequestRefused refused) {
            exchange.refuse(refused);
          }
        });
  }

  private static byte @Nullable [] content(RpcRequest request) {
    if (request.upload().isEmpty()) {
      return null;
    }
    try (InputStream in = request.upload().get().open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), server.actualPort());
    socket.setSoTimeout(300_000);
    return socket;
  }

  /** Sends raw bytes as a request and reads the reply. */
  Reply exchange(String head, byte[] body) throws IOException {
    try (Socket socket = connect()) {
      send(socket, head, body);
      return reply(socket.getInputStream());
    }
  }

  static void send(Socket socket, String head, byte[] body) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    out.write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
  }

  Outcome outcome() throws InterruptedException {
    Outcome outcome = outcomes.poll(5, TimeUnit.MINUTES);
    if (outcome == null) {
      throw new AssertionError("the server reported no outcome");
    }
    return outcome;
  }

  static Reply reply(InputStream in) throws IOException {
    List<String> head = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("the connection ended within the head of a reply: " + head);
      }
      if (c == '\n') {
        if (line.isEmpty()) {
          break;
        }
        head.add(line.toString());
        line.setLength(0);
      } else if (c != '\r') {
        line.append((char) c);
      }
    }
    int length =
        head.stream()
            .filter(header -> header.toLowerCase(Locale.ROOT).startsWith("content-length:"))
            .mapToInt(header -> Integer.parseInt(header.substring(15).strip()))
            .findFirst()
            .orElse(0);
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Reply(
        Integer.parseInt(head.getFirst().split(" ")[1]), String.join("\n", head), body);
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(5, TimeUnit.MINUTES);
  }
}

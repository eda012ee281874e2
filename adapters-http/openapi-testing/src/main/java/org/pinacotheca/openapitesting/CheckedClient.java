package org.pinacotheca.openapitesting;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * An HTTP client that checks each exchange against the server's OpenAPI document; a mismatch is an
 * {@link AssertionError}. Thread-safe.
 */
public final class CheckedClient extends HttpClient {
  /** Longer bodies, and streamed ones, are not checked. */
  private static final long BODY_BYTES_MAX = 4 << 20;

  private final HttpClient client;
  private final Description description;

  /** A client that delegates to another. */
  public CheckedClient(HttpClient client, Description description) {
    this.client = client;
    this.description = description;
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    HttpResponse<T> response = client.send(request, handler);
    exchange(request, response).check(description);
    return response;
  }

  private static CheckedExchange exchange(HttpRequest request, HttpResponse<?> response) {
    Optional<byte[]> answered =
        switch (response.body()) {
          case String text -> Optional.of(text.getBytes(StandardCharsets.UTF_8));
          case byte[] bytes -> Optional.of(bytes);
          default -> Optional.empty();
        };
    return new CheckedExchange(
        request.method(),
        request.uri().getPath(),
        Optional.ofNullable(request.uri().getRawQuery()).orElse(""),
        request.headers(),
        request.bodyPublisher().filter(CheckedClient::isKept).map(CheckedClient::read),
        response.statusCode(),
        response.headers(),
        answered);
  }

  private static boolean isKept(HttpRequest.BodyPublisher publisher) {
    return publisher.contentLength() > 0 && publisher.contentLength() <= BODY_BYTES_MAX;
  }

  private static byte[] read(HttpRequest.BodyPublisher publisher) {
    HttpResponse.BodySubscriber<byte[]> bytes = HttpResponse.BodySubscribers.ofByteArray();
    publisher.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            bytes.onSubscribe(subscription);
          }

          @Override
          public void onNext(ByteBuffer item) {
            bytes.onNext(List.of(item));
          }

          @Override
          public void onError(Throwable failure) {
            bytes.onError(failure);
          }

          @Override
          public void onComplete() {
            bytes.onComplete();
          }
        });
    return bytes.getBody().toCompletableFuture().join();
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    return checked(request, client.sendAsync(request, handler));
  }

  private <T> CompletableFuture<HttpResponse<T>> checked(
      HttpRequest request, CompletableFuture<HttpResponse<T>> answer) {
    return answer.thenApply(response -> {
      exchange(request, response).check(description);
      return response;
    });
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request,
      HttpResponse.BodyHandler<T> handler,
      HttpResponse.PushPromiseHandler<T> pushes) {
    return checked(request, client.sendAsync(request, handler, pushes));
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }

  @Override
  public void close() {
    client.close();
  }
}

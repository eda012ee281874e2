package org.pinacotheca.rpc;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.rpc.call.CallAuthenticator;
import org.pinacotheca.rpc.call.CallHandler;
import org.pinacotheca.rpc.method.LoginAddress;
import org.pinacotheca.rpc.method.PublicLinks;
import org.pinacotheca.rpc.method.RpcMethods;
import org.pinacotheca.rpc.settings.RpcSettings;
import org.pinacotheca.rpc.wire.RequestReader;
import org.pinacotheca.transport.Capacity;
import org.pinacotheca.transport.Spool;
import org.pinacotheca.transport.TrustedProxies;

/** The signed RPC, ready to be mounted in an HTTP server. */
public final class RpcApi {
  private static final Duration SLOW_EVERY = Duration.ofSeconds(1);

  private RpcApi() {}

  /**
   * Answers {@code /api.php} and {@code /restserver.php} of a router, and {@code /login.php} by
   * redirecting to the web console; nothing else. The router may be mounted below a prefix by
   * {@code host.route("/gallery/*").subRouter(router)}; the public URL of the settings includes it.
   * It reads bodies and answers {@code Expect: 100-continue} itself, so mount it before any body
   * handler. Long queries need a server that accepts long request lines.
   *
   * @param useCases runs each task on a thread that may block, or throws {@link
   *     java.util.concurrent.RejectedExecutionException} when the service is overloaded
   * @throws IOException when the directory for uploads cannot be created
   */
  public static void mount(
      Router router, Vertx vertx, Gallery gallery, Executor useCases, RpcSettings settings)
      throws IOException {
    mount(router, vertx, gallery, Capacity.of(useCases), settings);
  }

  /** As above, with limits for each kind of call. */
  public static void mount(
      Router router, Vertx vertx, Gallery gallery, Capacity capacity, RpcSettings settings)
      throws IOException {
    Spool spool = new Spool(settings.spoolDirectory(), capacity.spool());
    RequestReader reader = new RequestReader(settings.limits(), spool, capacity::takesUploads);
    PublicLinks links = new PublicLinks(settings.publicUrl());
    CallHandler handler =
        new CallHandler(
            vertx,
            reader,
            new CallAuthenticator(gallery, RpcMethods.of(gallery, links)),
            capacity,
            new TrustedProxies(settings.trustedProxies()),
            settings.observer());
    vertx.setPeriodic(SLOW_EVERY.toMillis(), _ -> capacity.slots().cutOffTooSlow());
    router.route("/api.php").handler(context -> handler.handle(context.request()));
    router.route("/restserver.php").handler(context -> handler.handle(context.request()));
    router.get("/login.php").handler(new LoginAddress(links)::handle);
  }
}

package org.pinacotheca.http.signin;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.exchange.SessionCookie;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Response;

/** Where a member who has not enough credits buys some. Thread-safe. */
public final class CreditsCalls {
  /** A view of the console. */
  private static final Pattern VIEW = Pattern.compile("(#[A-Za-z0-9=/&]{0,100})?");

  private static final Response NOT_SOLD =
      Response.error(
          404, "credits_not_sold", "Credits are not sold here; ask the operator of the gallery.");

  private final Gallery gallery;
  private final RestSettings settings;

  public CreditsCalls(Gallery gallery, RestSettings settings) {
    this.gallery = gallery;
    this.settings = settings;
  }

  /** The calls by the last part of their path. */
  public Map<String, PageCall> all() {
    return Map.of("credits", this::address);
  }

  private Response address(HttpExchange exchange, Fields fields) {
    Optional<Caller> caller =
        SessionCookie.of(exchange.request())
            .flatMap(session -> gallery.tokens().identify(session.bearerToken()));
    if (caller.isEmpty()) {
      return Refusals.UNAUTHORIZED;
    }
    String view = fields.text("ReturnTo").orElse("");
    if (!VIEW.matcher(view).matches()) {
      fields.fault("ReturnTo", "must be the part of a page's address that begins with #.");
    }
    if (!fields.faults().isEmpty()) {
      return Refusals.invalid(fields.faults());
    }
    String returnTo = settings.publicUrl().get() + "/" + view;
    return settings
        .creditsShop()
        .map(shop -> shop.address(caller.get().actor(), returnTo, settings.clock().instant()))
        .map(url -> Response.json(new JsonObject().put("Url", url)))
        .orElse(NOT_SOLD);
  }
}

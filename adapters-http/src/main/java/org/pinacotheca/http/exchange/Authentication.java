package org.pinacotheca.http.exchange;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.accounts.RateLimits;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.http.identity.ProviderTokens;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.http.wire.Response;

/** Authenticates requests and applies the rate limits per minute. Thread-safe. */
public final class Authentication {
  /** The refusal of a suspended member. */
  public static final Response SUSPENDED =
      Refusals.memberSuspended("Your membership is suspended.");

  private final Gallery gallery;
  private final Optional<ProviderTokens> providerTokens;

  public Authentication(Vertx vertx, Gallery gallery, RestSettings settings) {
    this.gallery = gallery;
    providerTokens =
        settings
            .identityProvider()
            .map(provider -> new ProviderTokens(vertx, provider, settings.clock()));
  }

  /** The result of an authentication. */
  public sealed interface Entry {
    /**
     * The request may go on.
     *
     * @param caller empty where an application calls with its key
     */
    record Admitted(Optional<Caller> caller) implements Entry {}

    record Refused(Response answer) implements Entry {}
  }

  /** Counts a request before any lookup; a refusal when there are too many. */
  public Optional<Response> arrived(InetAddress from) {
    return gallery.rates().arrived(from).map(Refusals::rateLimited);
  }

  /** Counts a request for a picture file; a refusal when there are too many. */
  public Optional<Response> fetched(InetAddress from) {
    return gallery.rates().fetched(from).map(Refusals::rateLimited);
  }

  /** Counts a request with an unknown identity or a credential that was never issued. */
  public void failed(InetAddress from) {
    gallery.rates().failed(from);
  }

  /** Looks up the caller of a token; may block. */
  public Entry byToken(String token, InetAddress from) {
    if (providerTokens.isPresent() && ProviderTokens.isOne(token)) {
      return byProviderToken(providerTokens.get().judge(token), from);
    }
    Optional<Caller> caller = gallery.tokens().identify(token);
    if (caller.isPresent()) {
      return admitted(caller.get().application(), caller);
    }
    return gallery.tokens().isOfSuspended(token)
        ? new Entry.Refused(SUSPENDED)
        : refused(from, Refusals.UNAUTHORIZED);
  }

  private Entry byProviderToken(ProviderTokens.Verdict verdict, InetAddress from) {
    return switch (verdict) {
      case ProviderTokens.Verdict.Genuine(var user, var application, var scopes) -> {
        Optional<Caller> caller = gallery.tokens().recognise(user, application, scopes);
        if (caller.isPresent()) {
          yield admitted(application, caller);
        }
        yield gallery.accounts().members(Set.of(user)).stream().anyMatch(Member::suspended)
            ? new Entry.Refused(SUSPENDED)
            : refused(
                from,
                Refusals.unauthorized("The token's member or application is not known here."));
      }
      case ProviderTokens.Verdict.Wrong(String reason) ->
          refused(from, Refusals.unauthorized(reason));
      case ProviderTokens.Verdict.Unknowable() -> new Entry.Refused(Refusals.PROVIDER_UNAVAILABLE);
    };
  }

  /** Looks up an application by its key; may block. */
  public Entry byKey(String key, InetAddress from) {
    if (!ApiKey.isWellFormed(key) || !gallery.accounts().isApplication(new ApiKey(key))) {
      return refused(from, Refusals.UNKNOWN_KEY);
    }
    return admitted(new ApiKey(key), Optional.empty());
  }

  private Entry refused(InetAddress from, Response answer) {
    failed(from);
    return new Entry.Refused(answer);
  }

  private Entry admitted(ApiKey application, Optional<Caller> caller) {
    Optional<RateLimits.RateExceeded> exceeded =
        gallery.rates().called(application, caller.map(Caller::actor));
    return exceeded.isPresent()
        ? new Entry.Refused(Refusals.rateLimited(exceeded.get()))
        : new Entry.Admitted(caller);
  }
}

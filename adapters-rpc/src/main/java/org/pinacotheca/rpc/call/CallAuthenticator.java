package org.pinacotheca.rpc.call;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.StorageFailures;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.application.api.accounts.RateLimits;
import org.pinacotheca.application.api.accounts.RpcSessions;
import org.pinacotheca.application.api.accounts.RpcSessions.Entry;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.CallId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.ClientNetwork;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.SessionKey;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.rpc.method.Arguments;
import org.pinacotheca.rpc.method.CallRefused;
import org.pinacotheca.rpc.method.Faults;
import org.pinacotheca.rpc.method.RpcMethod;
import org.pinacotheca.rpc.method.RpcMethods;
import org.pinacotheca.rpc.reply.RenderedReply;
import org.pinacotheca.rpc.reply.Replies;
import org.pinacotheca.rpc.reply.ReplyShape;
import org.pinacotheca.rpc.reply.ReplyValue;
import org.pinacotheca.rpc.wire.RequestRefused;
import org.pinacotheca.rpc.wire.RpcError;
import org.pinacotheca.rpc.wire.RpcParameter;
import org.pinacotheca.rpc.wire.RpcRequest;
import org.pinacotheca.rpc.wire.Signature;
import org.pinacotheca.transport.Exchange;
import org.pinacotheca.transport.RefusedForNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authenticates and answers calls; the only place that defines the order of a call's errors.
 * Thread-safe; may block.
 */
public final class CallAuthenticator {
  private static final Logger LOG = LoggerFactory.getLogger(CallAuthenticator.class);

  private final Gallery gallery;
  private final Map<String, RpcMethod> methods;

  public CallAuthenticator(Gallery gallery, Map<String, RpcMethod> methods) {
    this.gallery = gallery;
    this.methods = Map.copyOf(methods);
  }

  /**
   * Answers a call; failures become error replies.
   *
   * @param exchange receives what becomes known of the call
   */
  RenderedReply answer(RpcRequest request, Exchange exchange) {
    Optional<RpcMethod> method = RpcMethods.bareName(request).map(methods::get);
    try {
      method.ifPresent(it -> exchange.serves(it.name()));
    } catch (RefusedForNowException refused) {
      return refusedForNow(request, refused);
    }
    Optional<RateLimits.RateExceeded> flood = gallery.rates().arrived(request.address());
    if (flood.isPresent()) {
      return tooMany(request, flood.get());
    }
    try {
      if (method.isEmpty()) {
        throw new CallRefused(RpcError.UNKNOWN_METHOD);
      }
      return switch (method.get()) {
        case RpcMethod.InSession inSession -> {
          Entry.Entered entered = enter(request, exchange);
          checkRate(entered.application(), Optional.of(entered.caller().actor()));
          Arguments arguments = new Arguments(request);
          ReplyShape shape = checkEnvelope(request, inSession, entered.application(), true);
          yield success(inSession, inSession.work().run(entered, arguments), shape);
        }
        case RpcMethod.WithoutSession open -> {
          ClientApplication application = admit(request);
          exchange.calledBy(application.key());
          checkRate(application, Optional.empty());
          Arguments arguments = new Arguments(request);
          ReplyShape shape = checkEnvelope(request, open, application, open.needsCommunity());
          yield success(open, open.work().run(application, arguments), shape);
        }
      };
    } catch (CallRefused refused) {
      return error(refused.error(), refused.messageForClient(), request.parameters());
    } catch (UncheckedIOException e) {
      logStorage(method.map(RpcMethod::name).orElse("no method"), e);
      RpcError error = RpcError.SERVICE_UNAVAILABLE;
      return withoutStorage(request, error, error.message());
    } catch (RuntimeException | Error e) {
      LOG.error("The call of {} failed", method.map(RpcMethod::name).orElse("no method"), e);
      return error(RpcError.UNKNOWN, RpcError.UNKNOWN.message(), request.parameters());
    }
  }

  /** One line, because every call logs one during a storage failure. */
  private static void logStorage(String method, UncheckedIOException failure) {
    String message = String.valueOf(failure.getMessage()).replace('\n', ' ');
    if (StorageFailures.isLogged(failure)) {
      LOG.debug("The call of {} found no room on a disk: {}", method, message);
    } else {
      LOG.error("The call of {} met a storage failure: {}", method, message);
    }
  }

  /** An error that is answered without reading the reply's namespace from storage. */
  private static RenderedReply withoutStorage(RpcRequest request, RpcError error, String message) {
    return Replies.refusal(new RequestRefused(error, message, request.parameters()));
  }

  private static RenderedReply tooMany(RpcRequest request, RateLimits.RateExceeded exceeded) {
    return withoutStorage(request, RpcError.RATE_LIMIT, Faults.of(exceeded).messageForClient());
  }

  /** What an observer of requests asks for. */
  private static RenderedReply refusedForNow(RpcRequest request, RefusedForNowException refused) {
    RpcError error = RpcError.SERVICE_UNAVAILABLE;
    return switch (refused.reason()) {
      case STORAGE_UNAVAILABLE, OVERLOADED -> withoutStorage(request, error, error.message());
      case RATE_LIMITED -> tooMany(request, new RateLimits.RateExceeded(refused.retryAfter()));
    };
  }

  private void checkRate(ClientApplication application, Optional<UserId> member)
      throws CallRefused {
    Optional<RateLimits.RateExceeded> exceeded = gallery.rates().called(application.key(), member);
    if (exceeded.isPresent()) {
      throw Faults.of(exceeded.get());
    }
  }

  /** The reply to a request that could not be read. */
  RenderedReply refusal(RequestRefused refused) {
    return error(refused.error(), refused.messageForClient(), refused.parameters());
  }

  private Entry.Entered enter(RpcRequest request, Exchange exchange) throws CallRefused {
    Optional<String> callId = request.value("call_id");
    Optional<CallId> parsed = callId.flatMap(CallId::parse);
    Entry.Entered entered = entered(request, inSession(request, parsed));
    exchange.calledBy(entered.caller());
    if (callId.isPresent() && parsed.isEmpty()) {
      throw new CallRefused(
          RpcError.CALL_ID_NOT_GREATER, "The call_id must be a decimal number without a sign.");
    }
    return entered;
  }

  private Entry inSession(RpcRequest request, Optional<CallId> callId) {
    return gallery
        .sessions()
        .enter(
            new RpcSessions.EnterSession(
                apiKey(request.parameters()),
                request.address(),
                signedWith(request),
                sessionKey(request),
                callId));
  }

  private Entry.Entered entered(RpcRequest request, Entry entry) throws CallRefused {
    if (entry instanceof Refusal
        && !(entry instanceof Entry.CallIdNotGreater)
        && !(entry instanceof Entry.MemberSuspended)) {
      gallery.rates().failed(request.address());
    }
    return switch (entry) {
      case Entry.Entered(ClientApplication application, Caller caller) ->
          new Entry.Entered(
              application, caller.from(ClientNetwork.of(request.address()).toString()));
      case Entry.Admitted _ -> throw new IllegalStateException("a session was asked for");
      case Entry.ApplicationUnknown() -> throw new CallRefused(RpcError.UNKNOWN_API_KEY);
      case Entry.AddressNotAllowed() -> throw new CallRefused(RpcError.ADDRESS_NOT_ALLOWED);
      case Entry.WrongSignature() -> throw new CallRefused(RpcError.INCORRECT_SIGNATURE);
      case Entry.SessionUnknown() -> throw new CallRefused(RpcError.INVALID_SESSION);
      case Entry.MemberSuspended() ->
          throw new CallRefused(RpcError.PERMISSION_DENIED, "The user is suspended.");
      case Entry.CallIdNotGreater() -> throw new CallRefused(RpcError.CALL_ID_NOT_GREATER);
    };
  }

  /**
   * Desktop programs sign every call with their session's secret, even calls that need no session.
   */
  private ClientApplication admit(RpcRequest request) throws CallRefused {
    Entry entry =
        gallery
            .sessions()
            .admit(
                new RpcSessions.AdmitApplication(
                    apiKey(request.parameters()), request.address(), signedWith(request)));
    if (entry instanceof Entry.Admitted(ClientApplication application)) {
      return application;
    }
    return entered(
            request,
            entry instanceof Entry.WrongSignature && sessionKey(request).isPresent()
                ? inSession(request, Optional.empty())
                : entry)
        .application();
  }

  /** The common checks of every call, after its signature is verified. */
  private ReplyShape checkEnvelope(
      RpcRequest request, RpcMethod method, ClientApplication application, boolean needsCommunity)
      throws CallRefused {
    ReplyShape shape =
        ReplyShape.asked(request.parameters())
            .orElseThrow(() ->
                CallRefused.parameter(
                    "The format must be XML or JSON, and a callback a JavaScript name with JSON."));
    checkSending(request, method.sending());
    Optional<String> community = request.value("community");
    if (community.isPresent() && !isCommunity(community.get())) {
      throw CallRefused.parameter("The community is unknown.");
    }
    if (needsCommunity && community.isEmpty() && application.community().isEmpty()) {
      throw CallRefused.parameter("The parameter community is required.");
    }
    return shape.withNamespace(application.replyNamespace());
  }

  private static void checkSending(RpcRequest request, RpcMethod.Sending sending)
      throws CallRefused {
    boolean isPost = request.verb().equals("POST");
    boolean isRight =
        switch (sending) {
          case ANY -> isPost || request.verb().equals("GET");
          case POST -> isPost;
          case MULTIPART -> isPost && request.multipart();
        };
    if (!isRight) {
      throw CallRefused.parameter(
          switch (sending) {
            case ANY -> "The call must be sent by GET or POST.";
            case POST -> "The call must be sent by POST, because it changes something.";
            case MULTIPART -> "The call must be sent by POST as multipart/form-data.";
          });
    }
  }

  private boolean isCommunity(String name) {
    return CommunityName.isWellFormed(name)
        && gallery.sessions().community(new CommunityName(name)).isPresent();
  }

  private static Predicate<SharedSecret> signedWith(RpcRequest request) {
    return secret -> Signature.isRight(request.parameters(), secret.value());
  }

  private static Optional<SessionKey> sessionKey(RpcRequest request) {
    return request.value("session_key").filter(SessionKey::isWellFormed).map(SessionKey::new);
  }

  private static Optional<ApiKey> apiKey(List<RpcParameter> parameters) {
    return RpcRequest.value(parameters, "api_key").filter(ApiKey::isWellFormed).map(ApiKey::new);
  }

  private static RenderedReply success(RpcMethod method, ReplyValue value, ReplyShape shape) {
    return Replies.success(method.name(), value, shape);
  }

  private RenderedReply error(RpcError error, String message, List<RpcParameter> parameters) {
    ReplyShape shape = ReplyShape.forRefusal(parameters).withNamespace(namespace(parameters));
    return Replies.error(error, message, parameters, shape);
  }

  private Optional<String> namespace(List<RpcParameter> parameters) {
    try {
      return apiKey(parameters).flatMap(gallery.sessions()::replyNamespace);
    } catch (UncheckedIOException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      LOG.error("An application could not be read", e);
      return Optional.empty();
    }
  }
}

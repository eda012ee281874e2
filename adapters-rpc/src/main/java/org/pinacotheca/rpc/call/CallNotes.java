package org.pinacotheca.rpc.call;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.rpc.method.RpcMethod;

/**
 * What is known of a call in progress, for the operator. Written by the thread that answers the
 * call, then read on the event loop.
 */
final class CallNotes {
  private String method = "unknown";
  private @Nullable ApiKey application;
  private @Nullable Caller caller;

  void calls(RpcMethod known) {
    method = known.name();
  }

  void admitted(ApiKey key) {
    application = key;
  }

  void entered(Caller member) {
    caller = member;
    application = member.application();
  }

  String method() {
    return method;
  }

  Optional<ApiKey> application() {
    return Optional.ofNullable(application);
  }

  Optional<Caller> caller() {
    return Optional.ofNullable(caller);
  }
}

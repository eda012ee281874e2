package org.pinacotheca.rpc.call;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.rpc.method.RpcMethod;

/**
 * What has become known of a call on its way, for the operator. Written by the thread that answers
 * the call, and read on the event loop afterwards.
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

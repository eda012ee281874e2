package org.pinacotheca.application.api.accounts;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.CallId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.SessionKey;
import org.pinacotheca.domain.identity.SharedSecret;

/**
 * Calls of the signed RPC: who makes them, and whether they are in order. Safe for use by many
 * threads.
 */
public interface RpcSessions {
  /**
   * Checks a call that needs a session. A call that is refused for its {@code call_id} or before
   * has no effect; one that enters has used its {@code call_id}.
   */
  Entry enter(EnterSession command);

  /** Checks a call that needs no session. */
  Entry admit(AdmitApplication command);

  /**
   * The XML namespace that the application's replies are set to, so that even a call which is not
   * admitted can be refused in words its program reads.
   */
  Optional<String> replyNamespace(ApiKey application);

  /** The community of this system name. */
  Optional<Community> community(CommunityName name);

  /** All communities by system name, at most 1000. */
  List<Community> communities();

  /**
   * A signed call without a session.
   *
   * @param signedWith whether a secret is the one the call was signed with; compares in constant
   *     time
   */
  record AdmitApplication(
      Optional<ApiKey> application, InetAddress address, Predicate<SharedSecret> signedWith) {}

  /**
   * A signed call of a session.
   *
   * @param application empty when none was named or it was malformed
   * @param session empty when none was named or it was malformed
   * @param signedWith whether a secret is the one the call was signed with; compares in constant
   *     time
   */
  record EnterSession(
      Optional<ApiKey> application,
      InetAddress address,
      Predicate<SharedSecret> signedWith,
      Optional<SessionKey> session,
      Optional<CallId> callId) {}

  /** What came of it. */
  sealed interface Entry {
    /** The session is on and the call in order. */
    record Entered(ClientApplication application, Caller caller) implements Entry {}

    /** The application is known and signed the call. */
    record Admitted(ClientApplication application) implements Entry {}

    /** There is no such application. */
    record ApplicationUnknown() implements Entry, Refusal {}

    /** The application may not be used from this address. */
    record AddressNotAllowed() implements Entry, Refusal {}

    /** The call was not signed with a secret that it may be signed with. */
    record WrongSignature() implements Entry, Refusal {}

    /** The session is unknown, another application's, or over. */
    record SessionUnknown() implements Entry, Refusal {}

    /** The session is on, but its member is suspended. */
    record MemberSuspended() implements Entry, Refusal {}

    /** The {@code call_id} is not greater than the session's last one. */
    record CallIdNotGreater() implements Entry, Refusal {}
  }
}

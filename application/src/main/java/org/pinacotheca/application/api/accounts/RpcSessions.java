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

/** Checks calls of the signed RPC: who makes them, and whether they are valid. Thread-safe. */
public interface RpcSessions {
  /**
   * Checks a call that needs a session. A call refused for its {@code call_id} or earlier has no
   * effect; a call that enters has used up its {@code call_id}.
   */
  Entry enter(EnterSession command);

  /** Checks a call that needs no session. */
  Entry admit(AdmitApplication command);

  /**
   * The XML namespace set for the application's replies, so that its program can read even the
   * refusal of a call that is not admitted.
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

  /** The result of checking a call. */
  sealed interface Entry {
    /** The session is active and the call is valid. */
    record Entered(ClientApplication application, Caller caller) implements Entry {}

    /** The application is known and signed the call. */
    record Admitted(ClientApplication application) implements Entry {}

    /** There is no such application. */
    record ApplicationUnknown() implements Entry, Refusal {}

    /** The application may not be used from this address. */
    record AddressNotAllowed() implements Entry, Refusal {}

    /** The call was not signed with a valid secret. */
    record WrongSignature() implements Entry, Refusal {}

    /** The session is unknown, another application's, or over. */
    record SessionUnknown() implements Entry, Refusal {}

    /** The session is active, but its member is suspended. */
    record MemberSuspended() implements Entry, Refusal {}

    /** The {@code call_id} is not greater than the session's last one. */
    record CallIdNotGreater() implements Entry, Refusal {}
  }
}

package org.pinacotheca.rpc.method;

import org.pinacotheca.application.api.accounts.RpcSessions;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.rpc.reply.ReplyValue;

/** A method of the RPC: its name without prefix, its permitted transport, and its handler. */
public sealed interface RpcMethod {
  String name();

  Sending sending();

  /** How a call may be sent. */
  enum Sending {
    /** By GET or POST, because it changes nothing. */
    ANY,
    /** By POST only, because it changes something. */
    POST,
    /** By a multipart POST only, because it has a file. */
    MULTIPART
  }

  /** A method that needs a member's session. */
  record InSession(String name, Sending sending, SessionWork work) implements RpcMethod {}

  /**
   * A method that an application may call without a session.
   *
   * @param needsCommunity whether the call needs a community, its own or the application's
   */
  record WithoutSession(String name, Sending sending, boolean needsCommunity, ApplicationWork work)
      implements RpcMethod {}

  /** The handler of a method with a session. */
  @FunctionalInterface
  interface SessionWork {
    ReplyValue run(RpcSessions.Entry.Entered entered, Arguments arguments) throws CallRefused;

    /** As above, for a handler that does not need the application. */
    static SessionWork of(CallerWork work) {
      return (entered, arguments) -> work.run(entered.caller(), arguments);
    }
  }

  /** The handler of a method with a session, independent of the application. */
  @FunctionalInterface
  interface CallerWork {
    ReplyValue run(Caller caller, Arguments arguments) throws CallRefused;
  }

  /** The handler of a method without a session. */
  @FunctionalInterface
  interface ApplicationWork {
    ReplyValue run(ClientApplication application, Arguments arguments) throws CallRefused;
  }
}

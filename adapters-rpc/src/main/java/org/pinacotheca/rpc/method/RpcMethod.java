package org.pinacotheca.rpc.method;

import org.pinacotheca.application.api.accounts.RpcSessions;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.rpc.reply.ReplyValue;

/** A method of the RPC: its name without prefix, how it may be sent, and what it does. */
public sealed interface RpcMethod {
  String name();

  Sending sending();

  /** How a call may be sent. */
  enum Sending {
    /** By GET or POST, because it changes nothing. */
    ANY,
    /** By POST, because it changes something. */
    POST,
    /** By a multipart POST, because it brings a file. */
    MULTIPART
  }

  /** A method of a member's session. */
  record InSession(String name, Sending sending, SessionWork work) implements RpcMethod {}

  /**
   * A method that an application calls without a session.
   *
   * @param needsCommunity whether the call is about a community, its own or the application's
   */
  record WithoutSession(String name, Sending sending, boolean needsCommunity, ApplicationWork work)
      implements RpcMethod {}

  /** What a method of a session does. */
  @FunctionalInterface
  interface SessionWork {
    ReplyValue run(RpcSessions.Entry.Entered entered, Arguments arguments) throws CallRefused;

    /** The same for work that does not ask which application calls. */
    static SessionWork of(CallerWork work) {
      return (entered, arguments) -> work.run(entered.caller(), arguments);
    }
  }

  /** What a method of a session does, whichever the application. */
  @FunctionalInterface
  interface CallerWork {
    ReplyValue run(Caller caller, Arguments arguments) throws CallRefused;
  }

  /** What a method without a session does. */
  @FunctionalInterface
  interface ApplicationWork {
    ReplyValue run(ClientApplication application, Arguments arguments) throws CallRefused;
  }
}

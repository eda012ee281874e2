package org.pinacotheca.http.rest;

import java.util.Set;
import java.util.function.Function;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.http.wire.EncodedResponse;

/**
 * An operation of the REST API.
 *
 * @param name area and name, such as {@code Pictures/CreateAlbum}
 * @param access who may call
 * @param scopes the scopes that the token needs
 * @param forGroups whether it also exists under {@code /v1/Groups}
 * @param handler performs it, on a thread that may block
 */
public record Operation(
    String name,
    Verb verb,
    Access access,
    Set<Scope> scopes,
    boolean forGroups,
    Function<RestRequest, EncodedResponse> handler) {

  /** Who may call an operation. */
  public enum Access {
    /** A member, by token. */
    MEMBER,
    /** An application, by its key or by a token. */
    APPLICATION,
    /** Anyone; the operation itself asks for what it needs. */
    ANYONE
  }

  /** The method of an operation and the place of its fields. */
  public enum Verb {
    /** Fields in the query. */
    GET,
    /** Fields in a small JSON body. */
    POST,
    /** Fields in a small JSON body. */
    PUT,
    /** Fields in a JSON body that contains pictures. */
    POST_PICTURES;

    /** The HTTP method. */
    public String method() {
      return this == POST_PICTURES ? "POST" : name();
    }
  }

  /** An operation that needs no scope. */
  public static Operation reading(
      String name, boolean forGroups, Function<RestRequest, EncodedResponse> handler) {
    return reading(name, Set.of(), forGroups, handler);
  }

  /** A read that needs a scope. */
  public static Operation reading(
      String name,
      Set<Scope> scopes,
      boolean forGroups,
      Function<RestRequest, EncodedResponse> handler) {
    return new Operation(name, Verb.GET, Access.MEMBER, scopes, forGroups, handler);
  }

  /** A read that an application may perform with its key. */
  public static Operation readingByKey(
      String name, Function<RestRequest, EncodedResponse> handler) {
    return new Operation(name, Verb.GET, Access.APPLICATION, Set.of(), false, handler);
  }

  /** A read that needs no token and no key. */
  public static Operation readingByAnyone(
      String name, Function<RestRequest, EncodedResponse> handler) {
    return new Operation(name, Verb.GET, Access.ANYONE, Set.of(), false, handler);
  }

  /** A command with scopes of its own. */
  public static Operation posting(
      String name,
      Set<Scope> scopes,
      boolean forGroups,
      Function<RestRequest, EncodedResponse> handler) {
    return new Operation(name, Verb.POST, Access.MEMBER, scopes, forGroups, handler);
  }

  /** A command that changes the gallery, for members and group managers. */
  public static Operation writing(
      String name, Verb verb, Function<RestRequest, EncodedResponse> handler) {
    return new Operation(name, verb, Access.MEMBER, Set.of(Scope.PROFILE_GALLERY), true, handler);
  }
}

package org.pinacotheca.http;

import java.util.Set;
import java.util.function.Function;
import org.pinacotheca.domain.client.Scope;

/**
 * An operation of the REST API.
 *
 * @param name area and name, such as {@code Pictures/CreateAlbum}
 * @param scopes what the token must allow
 * @param forGroups whether it also stands under {@code /v1/Groups}
 * @param handler does it; runs where it may wait
 */
record Operation(
    String name,
    Verb verb,
    Set<Scope> scopes,
    boolean forGroups,
    Function<Call, Rendered> handler) {

  /** How an operation is called, and where its fields stand. */
  enum Verb {
    /** Fields in the query. */
    GET,
    /** Fields in a small JSON body. */
    POST,
    /** Fields in a small JSON body. */
    PUT,
    /** Fields in a JSON body with pictures in it. */
    POST_PICTURES;

    /** The method of HTTP. */
    String method() {
      return this == POST_PICTURES ? "POST" : name();
    }
  }

  /** An operation that every token may call. */
  static Operation reading(String name, boolean forGroups, Function<Call, Rendered> handler) {
    return new Operation(name, Verb.GET, Set.of(), forGroups, handler);
  }

  /** An operation that changes the gallery, for members and group managers. */
  static Operation writing(String name, Verb verb, Function<Call, Rendered> handler) {
    return new Operation(name, verb, Set.of(Scope.PROFILE_GALLERY), true, handler);
  }
}

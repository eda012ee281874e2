package org.pinacotheca.http.rest;

import java.util.Set;
import java.util.function.Function;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.http.wire.EncodedResponse;

/**
 * An operation of the REST API.
 *
 * @param name area and name, such as {@code Pictures/CreateAlbum}
 * @param byKey whether the key of an application is enough, and no member calls
 * @param scopes what the token must allow
 * @param forGroups whether it also stands under {@code /v1/Groups}
 * @param handler does it; runs where it may wait
 */
public record Operation(
    String name,
    Verb verb,
    boolean byKey,
    Set<Scope> scopes,
    boolean forGroups,
    Function<RestRequest, EncodedResponse> handler) {

  /** How an operation is called, and where its fields stand. */
  public enum Verb {
    /** Fields in the query. */
    GET,
    /** Fields in a small JSON body. */
    POST,
    /** Fields in a small JSON body. */
    PUT,
    /** Fields in a JSON body with pictures in it. */
    POST_PICTURES;

    /** The method of HTTP. */
    public String method() {
      return this == POST_PICTURES ? "POST" : name();
    }
  }

  /** An operation that every token may call. */
  public static Operation reading(
      String name, boolean forGroups, Function<RestRequest, EncodedResponse> handler) {
    return reading(name, Set.of(), forGroups, handler);
  }

  /** An operation that reads what a token must allow to be read. */
  public static Operation reading(
      String name,
      Set<Scope> scopes,
      boolean forGroups,
      Function<RestRequest, EncodedResponse> handler) {
    return new Operation(name, Verb.GET, false, scopes, forGroups, handler);
  }

  /** An operation that reads what every application may read. */
  public static Operation readingByKey(
      String name, Function<RestRequest, EncodedResponse> handler) {
    return new Operation(name, Verb.GET, true, Set.of(), false, handler);
  }

  /** An operation that buys for the caller, or for the member a group's manager acts for. */
  public static Operation buying(
      String name,
      Set<Scope> scopes,
      boolean forGroups,
      Function<RestRequest, EncodedResponse> handler) {
    return new Operation(name, Verb.POST, false, scopes, forGroups, handler);
  }

  /** An operation that changes the gallery, for members and group managers. */
  public static Operation writing(
      String name, Verb verb, Function<RestRequest, EncodedResponse> handler) {
    return new Operation(name, verb, false, Set.of(Scope.PROFILE_GALLERY), true, handler);
  }
}

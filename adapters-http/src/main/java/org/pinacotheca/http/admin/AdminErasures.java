package org.pinacotheca.http.admin;

import java.util.Optional;
import java.util.regex.Pattern;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.operations.EraseMember;
import org.pinacotheca.domain.identity.GroupId;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.http.wire.Response;

/** The operator's call that erases a member. Thread-safe. */
final class AdminErasures {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,9}");

  private final Gallery gallery;

  AdminErasures(Gallery gallery) {
    this.gallery = gallery;
  }

  Response member(String id) {
    return erase(user(id));
  }

  /** The member whose number stands in a path. */
  static UserId user(String id) {
    return Optional.of(id)
        .filter(text -> NUMBER.matcher(text).matches())
        .map(Long::parseLong)
        .filter(number -> number <= Integer.MAX_VALUE)
        .map(number -> new UserId(number.intValue()))
        .orElseThrow(() -> new RefusedException(notFound("'" + id + "' is no member's number.")));
  }

  private Response erase(UserId user) {
    return switch (gallery.erasures().erase(new EraseMember(user))) {
      case EraseMember.Erased() -> Response.empty();
      case EraseMember.NeverMember() -> notFound("There is no member " + user.value() + ".");
      case EraseMember.ManagesGroup(GroupId group) ->
          Response.error(
              409,
              "conflict",
              "The member "
                  + user.value()
                  + " manages group "
                  + group.value()
                  + ", which has other members; give it another manager first.");
    };
  }

  private static Response notFound(String what) {
    return Response.error(404, "not_found", what);
  }
}

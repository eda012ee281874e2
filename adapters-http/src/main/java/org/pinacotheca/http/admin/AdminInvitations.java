package org.pinacotheca.http.admin;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.signin.InviteMember;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.signin.Invitation;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Response;

/** The operator's call that invites members to choose a password. Thread-safe. */
final class AdminInvitations {
  private final Gallery gallery;
  private final Supplier<String> publicUrl;

  AdminInvitations(Gallery gallery, Supplier<String> publicUrl) {
    this.gallery = gallery;
    this.publicUrl = publicUrl;
  }

  Response invite(Fields fields) {
    Optional<UserId> id = fields.numbered("UserID", UserId::assignable);
    Optional<Nickname> nickname = fields.name("Nickname", Nickname.LENGTH_MAX).map(Nickname::new);
    Optional<CommunityName> community = fields.value("community", CommunityName::new);
    Duration lifetime = lifetime(fields);
    if (fields.has("UserID") == fields.has("Nickname")) {
      fields.fault(
          "UserID", "names a member who exists, Nickname a new one: exactly one is required.");
    }
    return AdminRegistrations.register(
        fields,
        () -> {
          InviteMember.Invitee whom =
              id.<InviteMember.Invitee>map(InviteMember.Invitee.Known::new)
                  .orElseGet(() ->
                      new InviteMember.Invitee.New(
                          new Registrations.NewMember(
                              Optional.empty(), nickname.orElseThrow(), community)));
          return gallery.signIns().invite(new InviteMember(whom, lifetime));
        },
        invited ->
            new JsonObject()
                .put("UserID", invited.member().id().value())
                // Behind the #, it is sent to no server and stands in no log.
                .put("Url", publicUrl.get() + "/#invitation=" + invited.token().value()));
  }

  private static Duration lifetime(Fields fields) {
    OptionalInt hours = fields.integer("expiresInHours");
    if (hours.isEmpty()) {
      return Invitation.LIFETIME_DEFAULT;
    }
    Duration lifetime = Duration.ofHours(hours.getAsInt());
    if (hours.getAsInt() < 1 || lifetime.compareTo(Invitation.LIFETIME_MAX) > 0) {
      fields.fault(
          "expiresInHours", "must be between 1 and " + Invitation.LIFETIME_MAX.toHours() + ".");
      return Invitation.LIFETIME_DEFAULT;
    }
    return lifetime;
  }
}

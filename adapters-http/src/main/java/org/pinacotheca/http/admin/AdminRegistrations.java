package org.pinacotheca.http.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.domain.identity.AddressRange;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.GroupId;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.OAuthTerms;
import org.pinacotheca.domain.identity.RedirectUri;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Response;

/** The operator's calls that add communities, members, groups and applications. Thread-safe. */
final class AdminRegistrations {
  /** Of communities, groups and applications. */
  private static final int TITLE_LENGTH_MAX = 100;

  private final Gallery gallery;

  AdminRegistrations(Gallery gallery) {
    this.gallery = gallery;
  }

  /** The command for the gallery, once all fields are valid. */
  static <T> Response register(
      Fields fields, Supplier<Registration<T>> registration, Function<T, JsonObject> json) {
    RefusedException.unlessValid(fields);
    return switch (registration.get()) {
      case Registration.Registered<T>(T value) -> Response.json(json.apply(value));
      case Registration.Unknown<T>(String what) -> Response.error(404, "not_found", what);
      case Registration.Conflict<T>(String what) -> Response.error(409, "conflict", what);
    };
  }

  /** Makes a value, which is refused when its parts are valid alone but not together. */
  private static <V> V made(Supplier<V> making) {
    try {
      return making.get();
    } catch (IllegalArgumentException e) {
      throw new RefusedException(Response.error(400, "invalid_fields", e.getMessage() + "."));
    }
  }

  Response community(Fields fields) {
    Optional<CommunityName> name =
        fields.required("name", fields.value("name", CommunityName::new));
    Optional<String> title = fields.required("title", fields.name("title", TITLE_LENGTH_MAX));
    return register(
        fields,
        () ->
            gallery
                .registrations()
                .addCommunity(made(() -> new Community(name.orElseThrow(), title.orElseThrow()))),
        community ->
            new JsonObject().put("name", community.name().value()).put("title", community.title()));
  }

  Response member(Fields fields) {
    Optional<UserId> id = fields.numbered("UserID", UserId::assignable);
    Optional<Nickname> nickname =
        fields.required(
            "Nickname", fields.name("Nickname", Nickname.LENGTH_MAX).map(Nickname::new));
    Optional<CommunityName> community = fields.value("community", CommunityName::new);
    return register(
        fields,
        () ->
            gallery
                .registrations()
                .addMember(new Registrations.NewMember(id, nickname.orElseThrow(), community)),
        AdminRegistrations::json);
  }

  static JsonObject json(Member member) {
    return new JsonObject()
        .put("UserID", member.id().value())
        .put("Nickname", member.nickname().value())
        .put("community", member.community().map(CommunityName::value).orElse(null))
        .put("Suspended", member.suspended());
  }

  Response group(Fields fields) {
    Optional<GroupId> id = fields.numbered("GroupID", GroupId::new);
    GroupFields group = GroupFields.of(fields);
    return register(
        fields,
        () -> {
          // Created only to validate the parts together; the gallery may choose the id.
          made(() -> group.withId(id.orElse(new GroupId(1))));
          return gallery
              .registrations()
              .addGroup(
                  new Registrations.NewGroup(
                      id, group.name.orElseThrow(), group.manager.orElseThrow(), group.members));
        },
        AdminRegistrations::json);
  }

  Response replacedGroup(String id, Fields fields) {
    GroupId groupId = groupId(id);
    GroupFields group = GroupFields.of(fields);
    fields
        .numbered("GroupID", GroupId::new)
        .filter(given -> !given.equals(groupId))
        .ifPresent(_ -> fields.fault("GroupID", "must be the id in the path, or be left out."));
    return register(
        fields,
        () -> gallery.registrations().replaceGroup(made(() -> group.withId(groupId))),
        AdminRegistrations::json);
  }

  private static GroupId groupId(String text) {
    try {
      return new GroupId(Integer.parseInt(text));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(Response.error(404, "not_found", "There is no such group."));
    }
  }

  private record GroupFields(Optional<String> name, Optional<UserId> manager, Set<UserId> members) {
    static GroupFields of(Fields fields) {
      Optional<String> name = fields.required("Name", fields.name("Name", TITLE_LENGTH_MAX));
      Optional<UserId> manager =
          fields.required("ManagerUserID", fields.numbered("ManagerUserID", UserId::assignable));
      Set<UserId> members = new HashSet<>();
      for (int id : fields.integers("MemberUserIDs")) {
        if (id < 1) {
          fields.fault("MemberUserIDs", "must be ids of members, not " + id + ".");
        } else {
          members.add(new UserId(id));
        }
      }
      return new GroupFields(name, manager, members);
    }

    Group withId(GroupId id) {
      return new Group(id, name.orElseThrow(), manager.orElseThrow(), members);
    }
  }

  static JsonObject json(Group group) {
    return new JsonObject()
        .put("GroupID", group.id().value())
        .put("Name", group.name())
        .put("ManagerUserID", group.manager().value())
        .put(
            "MemberUserIDs",
            new JsonArray(group.members().stream().sorted().map(UserId::value).toList()));
  }

  Response application(Fields fields) {
    Optional<String> name = fields.required("Name", fields.name("Name", TITLE_LENGTH_MAX));
    Optional<ApiKey> key = fields.value("ApiKey", ApiKey::new);
    Optional<SharedSecret> secret = fields.value("Secret", SharedSecret::new);
    Optional<CommunityName> community = fields.value("community", CommunityName::new);
    boolean photoUpload = fields.flag("photoUpload");
    List<String> addresses = fields.texts("allowedAddresses");
    List<AddressRange> ranges = addresses.stream().flatMap(a -> range(fields, a).stream()).toList();
    boolean desktop = fields.flag("desktop");
    Optional<String> namespace = fields.text("replyNamespace");
    boolean isPublic = fields.flag("public");
    List<String> uris = fields.texts("redirectUris");
    return register(
        fields,
        () -> {
          OAuthTerms oauth =
              made(() -> new OAuthTerms(isPublic, uris.stream().map(RedirectUri::new).toList()));
          made(() ->
              new ClientApplication(
                  key.orElse(new ApiKey("any")),
                  name.orElseThrow(),
                  secret.orElse(new SharedSecret("any")),
                  community,
                  photoUpload,
                  ranges,
                  desktop,
                  namespace,
                  oauth));
          return gallery
              .registrations()
              .addApplication(
                  new Registrations.NewApplication(
                      name.orElseThrow(),
                      key,
                      secret,
                      community,
                      photoUpload,
                      ranges,
                      desktop,
                      namespace,
                      oauth));
        },
        AdminRegistrations::json);
  }

  private static Optional<AddressRange> range(Fields fields, String cidr) {
    try {
      return Optional.of(new AddressRange(cidr));
    } catch (IllegalArgumentException e) {
      fields.fault("allowedAddresses", "must be addresses or CIDR ranges: " + e.getMessage() + ".");
      return Optional.empty();
    }
  }

  static JsonObject json(ClientApplication application) {
    return new JsonObject()
        .put("ApiKey", application.key().value())
        .put("Secret", application.secret().value())
        .put("Name", application.name())
        .put("community", application.community().map(CommunityName::value).orElse(null))
        .put("photoUpload", application.photoUpload())
        .put(
            "allowedAddresses",
            new JsonArray(application.allowedAddresses().stream().map(AddressRange::cidr).toList()))
        .put("desktop", application.desktop())
        .put("replyNamespace", application.replyNamespace().orElse(null))
        .put("public", application.oauth().isPublic())
        .put(
            "redirectUris",
            new JsonArray(
                application.oauth().redirectUris().stream().map(RedirectUri::value).toList()));
  }
}

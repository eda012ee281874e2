package org.pinacotheca.http.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.wire.EncodedResponse;
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
  static <T> EncodedResponse register(
      Fields fields,
      Supplier<Registration<T>> registration,
      Function<T, EncodedResponse.JsonBody> body) {
    if (!fields.faults().isEmpty()) {
      return AdminApi.plain(Refusals.invalid(fields.faults()));
    }
    Registration<T> outcome;
    try {
      outcome = registration.get();
    } catch (FaultyValueException e) {
      return AdminApi.plain(Response.error(400, "invalid_fields", e.getMessage() + "."));
    }
    return switch (outcome) {
      case Registration.Registered<T>(T value) -> EncodedResponse.json(200, body.apply(value));
      case Registration.Unknown<T>(String what) ->
          AdminApi.plain(Response.error(404, "not_found", what));
      case Registration.Conflict<T>(String what) ->
          AdminApi.plain(Response.error(409, "conflict", what));
    };
  }

  /** A value whose parts are valid alone but not together. */
  private static final class FaultyValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private FaultyValueException(IllegalArgumentException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private static <V> V made(Supplier<V> making) {
    try {
      return making.get();
    } catch (IllegalArgumentException e) {
      throw new FaultyValueException(e);
    }
  }

  static <V> Optional<V> required(Fields fields, String name, Optional<V> value) {
    if (value.isEmpty()) {
      fields.required(name, "is required.");
    }
    return value;
  }

  EncodedResponse community(Fields fields) {
    Optional<CommunityName> name =
        required(fields, "name", fields.value("name", CommunityName::new));
    Optional<String> title = required(fields, "title", fields.name("title", TITLE_LENGTH_MAX));
    return register(
        fields,
        () ->
            gallery
                .registrations()
                .addCommunity(made(() -> new Community(name.orElseThrow(), title.orElseThrow()))),
        community ->
            out -> {
              out.writeStartObject();
              out.writeStringField("name", community.name().value());
              out.writeStringField("title", community.title());
              out.writeEndObject();
            });
  }

  EncodedResponse member(Fields fields) {
    Optional<UserId> id = fields.numbered("UserID", UserId::new);
    Optional<Nickname> nickname =
        required(
            fields, "Nickname", fields.name("Nickname", Nickname.LENGTH_MAX).map(Nickname::new));
    Optional<CommunityName> community = fields.value("community", CommunityName::new);
    return register(
        fields,
        () ->
            gallery
                .registrations()
                .addMember(new Registrations.NewMember(id, nickname.orElseThrow(), community)),
        member -> out -> write(member, out));
  }

  static void write(Member member, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("UserID", member.id().value());
    out.writeStringField("Nickname", member.nickname().value());
    textOrNull(out, "community", member.community().map(CommunityName::value).orElse(null));
    out.writeBooleanField("Suspended", member.suspended());
    out.writeEndObject();
  }

  static void textOrNull(JsonGenerator out, String name, @Nullable String value)
      throws IOException {
    out.writeFieldName(name);
    out.writeString(value);
  }

  EncodedResponse group(Fields fields) {
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
        added -> out -> write(added, out));
  }

  EncodedResponse replacedGroup(String id, Fields fields) {
    Optional<GroupId> groupId = groupId(id);
    if (groupId.isEmpty()) {
      return AdminApi.plain(Response.error(404, "not_found", "There is no such group."));
    }
    GroupFields group = GroupFields.of(fields);
    fields
        .numbered("GroupID", GroupId::new)
        .filter(given -> !given.equals(groupId.get()))
        .ifPresent(_ -> fields.fault("GroupID", "must be the id in the path, or be left out."));
    return register(
        fields,
        () -> gallery.registrations().replaceGroup(made(() -> group.withId(groupId.get()))),
        replaced -> out -> write(replaced, out));
  }

  private static Optional<GroupId> groupId(String text) {
    try {
      return Optional.of(new GroupId(Integer.parseInt(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private record GroupFields(Optional<String> name, Optional<UserId> manager, Set<UserId> members) {
    static GroupFields of(Fields fields) {
      Optional<String> name = required(fields, "Name", fields.name("Name", TITLE_LENGTH_MAX));
      Optional<UserId> manager =
          required(fields, "ManagerUserID", fields.numbered("ManagerUserID", UserId::new));
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

  static void write(Group group, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("GroupID", group.id().value());
    out.writeStringField("Name", group.name());
    out.writeNumberField("ManagerUserID", group.manager().value());
    out.writeArrayFieldStart("MemberUserIDs");
    for (UserId member : new TreeSet<>(group.members())) {
      out.writeNumber(member.value());
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  EncodedResponse application(Fields fields) {
    Optional<String> name = required(fields, "Name", fields.name("Name", TITLE_LENGTH_MAX));
    Optional<ApiKey> key = fields.value("ApiKey", ApiKey::new);
    Optional<SharedSecret> secret = fields.value("Secret", SharedSecret::new);
    Optional<CommunityName> community = fields.value("community", CommunityName::new);
    boolean photoUpload = fields.flag("photoUpload");
    List<String> addresses = fields.texts("allowedAddresses");
    List<AddressRange> ranges = addresses.stream().flatMap(a -> range(fields, a).stream()).toList();
    boolean desktop = fields.flag("desktop");
    Optional<String> namespace = fields.text("replyNamespace");
    return register(
        fields,
        () -> {
          made(() ->
              new ClientApplication(
                  key.orElse(new ApiKey("any")),
                  name.orElseThrow(),
                  secret.orElse(new SharedSecret("any")),
                  community,
                  photoUpload,
                  ranges,
                  desktop,
                  namespace));
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
                      namespace));
        },
        application ->
            out -> {
              out.writeStartObject();
              out.writeStringField("ApiKey", application.key().value());
              out.writeStringField("Secret", application.secret().value());
              writeRest(application, out);
              out.writeEndObject();
            });
  }

  private static Optional<AddressRange> range(Fields fields, String cidr) {
    try {
      return Optional.of(new AddressRange(cidr));
    } catch (IllegalArgumentException e) {
      fields.fault("allowedAddresses", "must be addresses or CIDR ranges: " + e.getMessage() + ".");
      return Optional.empty();
    }
  }

  /** The fields of an application except its key and secret. */
  static void writeRest(ClientApplication application, JsonGenerator out) throws IOException {
    out.writeStringField("Name", application.name());
    textOrNull(out, "community", application.community().map(CommunityName::value).orElse(null));
    out.writeBooleanField("photoUpload", application.photoUpload());
    out.writeArrayFieldStart("allowedAddresses");
    for (AddressRange range : application.allowedAddresses()) {
      out.writeString(range.cidr());
    }
    out.writeEndArray();
    out.writeBooleanField("desktop", application.desktop());
    textOrNull(out, "replyNamespace", application.replyNamespace().orElse(null));
  }
}

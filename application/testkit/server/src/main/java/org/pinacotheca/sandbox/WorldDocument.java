package org.pinacotheca.sandbox;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;
import org.pinacotheca.application.api.accounts.TokenAdmin.OpenedSession;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.sandbox.world.ExampleWorld;
import org.pinacotheca.sandbox.world.ExampleWorld.ExampleAlbum;
import org.pinacotheca.sandbox.world.ExampleWorld.IssuedToken;

/** {@code /sandbox/v1/world}: what a sandbox begins with. Used by one thread. */
final class WorldDocument {
  private final SandboxGallery sandbox;
  private final ExampleWorld world;
  private final ObjectNode document = new JsonMapper().createObjectNode();

  private WorldDocument(SandboxGallery sandbox) {
    this.sandbox = sandbox;
    this.world = sandbox.world();
  }

  static ObjectNode of(SandboxGallery sandbox) {
    WorldDocument made = new WorldDocument(sandbox);
    made.fill();
    return made.document;
  }

  private void fill() {
    document.put("Seed", sandbox.seed());
    document.put("Now", SandboxGallery.BEGINNING.toString());
    document.put("AdminToken", sandbox.adminToken());
    document
        .putObject("Community")
        .put("Name", world.community().name().value())
        .put("Title", world.community().title());
    ArrayNode members = document.putArray("Members");
    addMember(members, world.owner(), "owner", BigDecimal.ZERO.setScale(2));
    addMember(members, world.viewer(), "viewer", ExampleWorld.WELCOME.toDecimal());
    addMember(members, world.manager(), "manager", BigDecimal.ZERO.setScale(2));
    addGroup(document.putArray("Groups"), world.group());
    addApplication(document.putArray("Applications"), world.application());
    ArrayNode tokens = document.putArray("Tokens");
    sandbox.tokens().forEach(token -> addToken(tokens, token));
    ArrayNode sessions = document.putArray("Sessions");
    addSession(sessions, world.ownerSession());
    addSession(sessions, world.viewerSession());
    ArrayNode albums = document.putArray("Albums");
    addAlbum(albums, world.open(), Optional.empty(), Optional.empty());
    addAlbum(
        albums, world.locked(), Optional.of(ExampleWorld.PIN), Optional.of(ExampleWorld.PIN_PRICE));
    addPictures(document.putArray("FreePictureIDs"), world.free());
    ArrayNode plans = document.putArray("PricePlans");
    world.plans().forEach(plan -> addPlan(plans, plan));
  }

  private static void addMember(ArrayNode members, Member member, String role, BigDecimal balance) {
    members
        .addObject()
        .put("UserID", member.id().value())
        .put("Nickname", member.nickname().value())
        .put("Role", role)
        .put("Balance", balance);
  }

  private static void addGroup(ArrayNode groups, Group group) {
    ArrayNode members =
        groups
            .addObject()
            .put("GroupID", group.id().value())
            .put("Name", group.name())
            .put("ManagerUserID", group.manager().value())
            .putArray("MemberUserIDs");
    group.members().stream().map(UserId::value).sorted().forEach(members::add);
  }

  private static void addApplication(ArrayNode applications, ClientApplication application) {
    applications
        .addObject()
        .put("ApiKey", application.key().value())
        .put("Secret", application.secret().value())
        .put("Name", application.name())
        .put("PhotoUpload", application.photoUpload());
  }

  private void addToken(ArrayNode tokens, IssuedToken token) {
    ObjectNode entry =
        tokens
            .addObject()
            .put("AccessToken", token.pair().accessToken())
            .put("RefreshToken", token.pair().refreshToken())
            .put("UserID", token.user().value())
            .put("ApiKey", world.application().key().value())
            .put("ExpiresOn", SandboxGallery.BEGINNING.plus(token.pair().lifetime()).toString());
    ArrayNode scopes = entry.putArray("Scopes");
    for (Scope scope : Scope.values()) {
      if (token.scopes().contains(scope)) {
        scopes.add(scope.word());
      }
    }
  }

  private void addSession(ArrayNode sessions, OpenedSession session) {
    ObjectNode entry =
        sessions
            .addObject()
            .put("SessionKey", session.session().value())
            .put("UserID", session.user().value())
            .put("ApiKey", world.application().key().value());
    session.expires().ifPresent(end -> entry.put("ExpiresOn", end.toString()));
  }

  private void addAlbum(
      ArrayNode albums, ExampleAlbum album, Optional<String> pin, Optional<BigDecimal> price) {
    ObjectNode entry =
        albums
            .addObject()
            .put("AlbumID", album.id().value())
            .put("UserID", world.owner().id().value())
            .put("Name", album.name())
            .put("PinNumber", pin.orElse(null))
            .put("PINPrice", price.orElse(null));
    addPictures(entry.putArray("PictureIDs"), album.pictures());
  }

  private static void addPictures(ArrayNode ids, Collection<PictureId> pictures) {
    pictures.forEach(picture -> ids.add(picture.value()));
  }

  private void addPlan(ArrayNode plans, PricePlan plan) {
    plans
        .addObject()
        .put("PricePlanID", plan.id().value())
        .put("UserID", world.owner().id().value())
        .put("Duration", plan.duration().words())
        .put("Price", plan.price().amount().toDecimal());
  }
}

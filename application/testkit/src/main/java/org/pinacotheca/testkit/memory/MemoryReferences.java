package org.pinacotheca.testkit.memory;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pinacotheca.application.spi.InspectionStore.Dangling;
import org.pinacotheca.application.spi.InspectionStore.Reference;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.TokenGrant;
import org.pinacotheca.domain.identity.UserId;

/** Finds rows in memory that refer to something that does not exist. */
record MemoryReferences(MemoryTables tables) {

  Stream<Dangling> dangling(Reference reference) {
    return switch (reference) {
      case PICTURE_OWNER ->
          members(tables.pictures, p -> "picture " + p.id().value(), p -> p.owner());
      case PICTURE_ALBUM -> picturesOfMissingAlbums();
      case PICTURE_APPLICATION ->
          applications(
              tables.pictures, p -> "picture " + p.id().value(), p -> Optional.of(p.application()));
      case ALBUM_OWNER -> members(tables.albums, a -> "album " + a.id().value(), a -> a.owner());
      case ALBUM_APPLICATION ->
          applications(
              tables.albums,
              a -> "album " + a.id().value(),
              a ->
                  a.kind() instanceof AlbumKind.ApplicationDefault(ApiKey key)
                      ? Optional.of(key)
                      : Optional.empty());
      case GROUP_MANAGER ->
          members(tables.groups, g -> "group " + g.id().value(), g -> g.manager());
      case GROUP_MEMBER ->
          tables
              .groups
              .all()
              .flatMap(group ->
                  group.members().stream()
                      .sorted()
                      .filter(member -> !tables.members.has(member))
                      .map(member -> missingMember("group " + group.id().value(), member)));
      case MEMBER_COMMUNITY ->
          communities(tables.members, m -> "member " + m.id().value(), m -> m.community());
      case APPLICATION_COMMUNITY ->
          communities(
              tables.applications, a -> "application " + a.key().value(), a -> a.community());
      case TOKEN_MEMBER -> missingMembers(TokenGrant.Kind.BEARER, "token");
      case TOKEN_APPLICATION -> missingApplications(TokenGrant.Kind.BEARER, "token");
      case REFRESH_TOKEN_MEMBER -> missingMembers(TokenGrant.Kind.REFRESH, "refresh token");
      case REFRESH_TOKEN_APPLICATION ->
          missingApplications(TokenGrant.Kind.REFRESH, "refresh token");
      case SESSION_MEMBER ->
          members(
              tables.sessions,
              s -> "session of application " + s.application().value(),
              s -> s.user());
      case SESSION_APPLICATION ->
          applications(
              tables.sessions,
              s -> "session of member " + s.user().value(),
              s -> Optional.of(s.application()));
      case PLAN_OWNER -> members(tables.plans, p -> "price plan " + p.id().value(), p -> p.owner());
      case SUBSCRIPTION_VIEWER ->
          members(
              tables.subscriptions,
              s -> "subscription to member " + s.owner().value(),
              s -> s.viewer());
      case SUBSCRIPTION_OWNER ->
          members(
              tables.subscriptions,
              s -> "subscription of member " + s.viewer().value(),
              s -> s.owner());
      case UNLOCK_VIEWER ->
          members(tables.unlocks, u -> "unlock of album " + u.album().value(), u -> u.viewer());
      case UNLOCK_OWNER ->
          members(tables.unlocks, u -> "unlock of album " + u.album().value(), u -> u.owner());
    };
  }

  private Stream<Dangling> picturesOfMissingAlbums() {
    return tables
        .pictures
        .all()
        .flatMap(picture ->
            picture.album().stream()
                .filter(id ->
                    tables
                        .albums
                        .find(id)
                        .filter(album -> album.owner().equals(picture.owner()))
                        .isEmpty())
                .map(id ->
                    new Dangling(
                        "picture " + picture.id().value(),
                        "album " + id.value() + " of its owner")));
  }

  private Stream<TokenGrant> tokens(TokenGrant.Kind kind) {
    return tables.tokens.all().filter(grant -> grant.kind() == kind);
  }

  private Stream<Dangling> missingMembers(TokenGrant.Kind kind, String token) {
    return tokens(kind)
        .map(TokenGrant::family)
        .filter(family -> !tables.members.has(family.user()))
        .map(family ->
            missingMember(
                token + " of application " + family.application().value(), family.user()));
  }

  private Stream<Dangling> missingApplications(TokenGrant.Kind kind, String token) {
    return tokens(kind)
        .map(TokenGrant::family)
        .filter(family -> !tables.applications.has(family.application().value()))
        .map(family ->
            new Dangling(
                token + " of member " + family.user().value(),
                "application " + family.application().value()));
  }

  private <T> Stream<Dangling> members(
      MemoryTable<?, T> table, Function<T, String> row, Function<T, UserId> member) {
    return table
        .all()
        .filter(found -> !tables.members.has(member.apply(found)))
        .map(found -> missingMember(row.apply(found), member.apply(found)));
  }

  private static Dangling missingMember(String row, UserId member) {
    return new Dangling(row, "member " + member.value());
  }

  private <T> Stream<Dangling> applications(
      MemoryTable<?, T> table, Function<T, String> row, Function<T, Optional<ApiKey>> application) {
    return table
        .all()
        .flatMap(found ->
            application.apply(found).stream()
                .filter(key -> !tables.applications.has(key.value()))
                .map(key -> new Dangling(row.apply(found), "application " + key.value())));
  }

  private <T> Stream<Dangling> communities(
      MemoryTable<?, T> table,
      Function<T, String> row,
      Function<T, Optional<CommunityName>> community) {
    return table
        .all()
        .flatMap(found ->
            community.apply(found).stream()
                .filter(name -> !tables.communities.has(name.value()))
                .map(name -> new Dangling(row.apply(found), "community " + name.value())));
  }
}

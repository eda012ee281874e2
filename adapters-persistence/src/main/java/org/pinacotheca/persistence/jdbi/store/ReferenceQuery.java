package org.pinacotheca.persistence.jdbi.store;

import java.util.List;
import org.pinacotheca.application.spi.InspectionStore.Dangling;
import org.pinacotheca.application.spi.InspectionStore.Reference;
import org.pinacotheca.application.spi.InspectionStore.Sample;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/**
 * A query for rows with dangling references.
 *
 * @param row the description of the row, with its name in place of {@code %s}
 * @param name the column with the row's name
 * @param column the referring column
 * @param missing the description of the missing target
 * @param target the referred table and its condition on the row {@code r}
 */
record ReferenceQuery(
    String table, String row, String name, String column, String missing, String target) {
  private static final String MEMBER = "member t WHERE t.member_id = r.";
  private static final String APPLICATION = "client_application t WHERE t.api_key = r.";
  private static final String COMMUNITY = "community t WHERE t.name = r.";

  static ReferenceQuery of(Reference reference) {
    return switch (reference) {
      case PICTURE_OWNER -> ofMember("picture", "picture %s", "picture_id", "owner_id");
      case PICTURE_ALBUM ->
          new ReferenceQuery(
              "picture",
              "picture %s",
              "picture_id",
              "album_id",
              "album %s of its owner",
              "album t WHERE t.owner_id = r.owner_id AND t.album_id = r.album_id");
      case PICTURE_APPLICATION ->
          ofApplication("picture", "picture %s", "picture_id", "application");
      case ALBUM_OWNER -> ofMember("album", "album %s", "album_id", "owner_id");
      case ALBUM_APPLICATION -> ofApplication("album", "album %s", "album_id", "default_of");
      case GROUP_MANAGER -> ofMember("member_group", "group %s", "group_id", "manager_id");
      case GROUP_MEMBER -> ofMember("member_group_place", "group %s", "group_id", "member_id");
      case MEMBER_COMMUNITY -> ofCommunity("member", "member %s", "member_id");
      case APPLICATION_COMMUNITY -> ofCommunity("client_application", "application %s", "api_key");
      case TOKEN_MEMBER ->
          ofMember("bearer_token", "token of application %s", "application", "member_id");
      case TOKEN_APPLICATION ->
          ofApplication("bearer_token", "token of member %s", "member_id", "application");
      case REFRESH_TOKEN_MEMBER ->
          ofMember("refresh_token", "refresh token of application %s", "application", "member_id");
      case REFRESH_TOKEN_APPLICATION ->
          ofApplication("refresh_token", "refresh token of member %s", "member_id", "application");
      case SESSION_MEMBER ->
          ofMember("rpc_session", "session of application %s", "application", "member_id");
      case SESSION_APPLICATION ->
          ofApplication("rpc_session", "session of member %s", "member_id", "application");
      case PLAN_OWNER -> ofMember("price_plan", "price plan %s", "plan_id", "owner_id");
      case SUBSCRIPTION_VIEWER ->
          ofMember("subscription", "subscription to member %s", "owner_id", "viewer_id");
      case SUBSCRIPTION_OWNER ->
          ofMember("subscription", "subscription of member %s", "viewer_id", "owner_id");
      case UNLOCK_VIEWER -> ofMember("album_unlock", "unlock of album %s", "album_id", "viewer_id");
      case UNLOCK_OWNER -> ofMember("album_unlock", "unlock of album %s", "album_id", "owner_id");
    };
  }

  private static ReferenceQuery ofMember(String table, String row, String name, String column) {
    return new ReferenceQuery(table, row, name, column, "member %s", MEMBER + column);
  }

  private static ReferenceQuery ofApplication(
      String table, String row, String name, String column) {
    return new ReferenceQuery(table, row, name, column, "application %s", APPLICATION + column);
  }

  private static ReferenceQuery ofCommunity(String table, String row, String name) {
    return new ReferenceQuery(
        table, row, name, "community", "community %s", COMMUNITY + "community");
  }

  Sample<Dangling> sample(JdbiSession session, int listedMax) {
    String dangling =
        " FROM "
            + table
            + " r WHERE r."
            + column
            + " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
            + target
            + ")";
    List<Dangling> listed =
        session
            .query("SELECT r." + name + ", r." + column + dangling + " ORDER BY 1, 2 LIMIT :limit")
            .bind("limit", listedMax)
            .map((found, context) ->
                new Dangling(
                    row.formatted(found.getString(1)), missing.formatted(found.getString(2))))
            .list();
    if (listed.size() < listedMax) {
      return new Sample<>(listed, listed.size());
    }
    long total = session.query("SELECT COUNT(*)" + dangling).mapTo(long.class).one();
    return new Sample<>(listed, Math.max(total, listed.size()));
  }
}

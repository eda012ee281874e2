package org.pinacotheca.persistence.jdbi;

import org.pinacotheca.application.spi.InspectionStore.Reference;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;

/**
 * Makes a row of the inspected world refer to something missing, and restores it.
 *
 * @param right the original value, as SQL
 * @param missing the missing value
 * @param which the condition of the rows
 */
record Misdirection(String table, String column, String right, String missing, String which) {
  private static final String NOBODY = "999";
  private static final String NOTHING = "gone";

  static Misdirection of(Reference reference, InspectedWorld world) {
    String anna = Integer.toString(world.member(Persona.ANNA));
    String ben = Integer.toString(world.member(Persona.BEN));
    String trusted = "'" + world.world.caller(Persona.ANNA).application().value() + "'";
    String newcomer = "'" + world.world.application(SampleApplication.NEWCOMER).key().value() + "'";
    String ofAnna = "member_id = " + anna;
    String bought = "viewer_id = " + ben + " AND owner_id = " + anna;
    String picture = "picture_id = " + world.png.value();
    return switch (reference) {
      case PICTURE_OWNER -> new Misdirection("picture", "owner_id", anna, NOBODY, picture);
      case PICTURE_ALBUM ->
          new Misdirection(
              "picture", "album_id", Integer.toString(world.album.value()), NOBODY, picture);
      case PICTURE_APPLICATION ->
          new Misdirection("picture", "application", trusted, NOTHING, picture);
      case ALBUM_OWNER ->
          new Misdirection("album", "owner_id", anna, NOBODY, "default_of IS NOT NULL");
      case ALBUM_APPLICATION ->
          new Misdirection("album", "default_of", newcomer, NOTHING, "default_of IS NOT NULL");
      case GROUP_MANAGER ->
          new Misdirection(
              "member_group",
              "manager_id",
              Integer.toString(world.member(Persona.EMIL)),
              NOBODY,
              "manager_id = " + world.member(Persona.EMIL));
      case GROUP_MEMBER ->
          new Misdirection("member_group_place", "member_id", anna, NOBODY, ofAnna);
      case MEMBER_COMMUNITY -> new Misdirection("member", "community", "NULL", NOTHING, ofAnna);
      case APPLICATION_COMMUNITY ->
          new Misdirection(
              "client_application", "community", "NULL", NOTHING, "api_key = " + trusted);
      case TOKEN_MEMBER -> new Misdirection("bearer_token", "member_id", anna, NOBODY, ofAnna);
      case TOKEN_APPLICATION ->
          new Misdirection("bearer_token", "application", trusted, NOTHING, ofAnna);
      case REFRESH_TOKEN_MEMBER ->
          new Misdirection("refresh_token", "member_id", anna, NOBODY, ofAnna);
      case REFRESH_TOKEN_APPLICATION ->
          new Misdirection("refresh_token", "application", trusted, NOTHING, ofAnna);
      case SESSION_MEMBER -> new Misdirection("rpc_session", "member_id", anna, NOBODY, ofAnna);
      case SESSION_APPLICATION ->
          new Misdirection("rpc_session", "application", trusted, NOTHING, ofAnna);
      case PLAN_OWNER ->
          new Misdirection("price_plan", "owner_id", anna, NOBODY, "owner_id = " + anna);
      case SUBSCRIPTION_VIEWER ->
          new Misdirection("subscription", "viewer_id", ben, NOBODY, bought);
      case SUBSCRIPTION_OWNER -> new Misdirection("subscription", "owner_id", anna, NOBODY, bought);
      case UNLOCK_VIEWER -> new Misdirection("album_unlock", "viewer_id", ben, NOBODY, bought);
      case UNLOCK_OWNER -> new Misdirection("album_unlock", "owner_id", anna, NOBODY, bought);
    };
  }

  String damage() {
    return "UPDATE %s SET %s = %s WHERE %s".formatted(table, column, literal(), which);
  }

  String repair() {
    return "UPDATE %1$s SET %2$s = %3$s WHERE %2$s = %4$s"
        .formatted(table, column, right, literal());
  }

  private String literal() {
    return missing.equals(NOBODY) ? missing : "'" + missing + "'";
  }
}

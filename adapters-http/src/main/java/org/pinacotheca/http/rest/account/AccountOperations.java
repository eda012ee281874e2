package org.pinacotheca.http.rest.account;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pinacotheca.application.api.accounts.Accounts;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.rest.Operation;
import org.pinacotheca.http.rest.RestRequest;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.http.wire.WireSchema;

/** The operations on the caller's own account. */
public final class AccountOperations {
  private static final WireSchema<Permission> PERMISSION =
      WireSchema.of(
          "AccountPermission",
          "Account",
          WireSchema.text("Permission", permission -> permission.scope().word()),
          WireSchema.text("Status", permission -> permission.isGranted() ? "granted" : "denied"));

  private static final WireSchema<List<Permission>> PERMISSIONS =
      WireSchema.of(
          "AccountPermissions",
          "Account",
          WireSchema.parts("Permissions", PERMISSION, permissions -> permissions));

  private static final WireSchema<Accounts.Credentials> CREDENTIALS =
      WireSchema.of(
          "AccountCredentials",
          "Account",
          WireSchema.whole("UserID", credentials -> credentials.member().id().value()),
          WireSchema.text("Nickname", credentials -> credentials.member().nickname().value()),
          WireSchema.wholeOrNil(
              "GroupID", credentials -> credentials.group().map(group -> group.id().value())),
          WireSchema.textOrNil("GroupName", credentials -> credentials.group().map(Group::name)),
          WireSchema.flag("IsGroupManager", Accounts.Credentials::isGroupManager));

  private static final WireSchema<Accounts.Activity> ACTIVITY =
      WireSchema.of(
          "AccountActivity",
          "Account",
          WireSchema.time("At", Accounts.Activity::at),
          WireSchema.wholeOrNil(
              "ActorUserID", activity -> activity.actor().map(actor -> actor.id().value())),
          WireSchema.textOrNil(
              "ActorNickname", activity -> activity.actor().map(actor -> actor.nickname().value())),
          WireSchema.textOrNil("ApplicationName", Accounts.Activity::application),
          WireSchema.text("Action", activity -> activity.action().name().toLowerCase(Locale.ROOT)),
          WireSchema.text("Target", Accounts.Activity::target));

  private static final WireSchema<Page<Accounts.Activity>> ACTIVITIES =
      WireSchema.of(
          "AccountActivities",
          "Account",
          WireSchema.whole("PageNumber", page -> page.request().number()),
          WireSchema.whole("PageCount", Page::pageCount),
          WireSchema.whole("PageSize", page -> page.request().size()),
          WireSchema.whole("ActivitiesTotal", Page::total),
          WireSchema.parts("Activities", ACTIVITY, Page::items));

  private record Permission(Scope scope, boolean isGranted) {}

  private AccountOperations() {}

  public static List<Operation> all() {
    return List.of(
        Operation.reading("Account/GetPermissions", false, AccountOperations::permissions),
        Operation.reading("Account/VerifyCredentials", false, AccountOperations::credentials),
        Operation.reading("Account/GetActivity", false, AccountOperations::activity));
  }

  private static EncodedResponse permissions(RestRequest call) {
    List<Permission> permissions =
        Arrays.stream(Scope.values())
            .map(scope -> new Permission(scope, call.caller().scopes().contains(scope)))
            .toList();
    return call.render(Response.object(PERMISSIONS, permissions));
  }

  private static EncodedResponse activity(RestRequest call) {
    Optional<PageRequest> page = call.page();
    return call.read(
        page::orElseThrow,
        wanted -> call.gallery().accounts().activity(call.caller(), wanted),
        activities -> Response.object(ACTIVITIES, activities));
  }

  private static EncodedResponse credentials(RestRequest call) {
    return call.read(
        call::caller,
        caller -> call.gallery().accounts().credentials(caller),
        found ->
            found
                .map(credentials -> Response.object(CREDENTIALS, credentials))
                .orElseGet(() -> Refusals.UNAUTHORIZED));
  }
}

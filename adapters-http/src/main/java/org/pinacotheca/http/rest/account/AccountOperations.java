package org.pinacotheca.http.rest.account;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.accounts.Accounts;
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
  private AccountOperations() {}

  public static List<Operation> all() {
    return List.of(
        Operation.reading("Account/GetPermissions", false, AccountOperations::permissions),
        Operation.reading("Account/VerifyCredentials", false, AccountOperations::credentials));
  }

  private static EncodedResponse permissions(RestRequest call) {
    List<PermissionWire> permissions =
        Arrays.stream(Scope.values())
            .map(scope -> PermissionWire.of(scope, call.caller().scopes().contains(scope)))
            .toList();
    return call.render(Response.object(PermissionsWire.MODEL, new PermissionsWire(permissions)));
  }

  private static EncodedResponse credentials(RestRequest call) {
    return call.read(
        call::caller,
        caller -> call.gallery().accounts().credentials(caller),
        found ->
            found
                .map(credentials ->
                    Response.object(CredentialsWire.MODEL, CredentialsWire.from(credentials)))
                .orElseGet(() -> Refusals.denied(new Denial.MemberGone())));
  }

  private record PermissionsWire(List<PermissionWire> permissions) {
    static final WireSchema<PermissionsWire> MODEL =
        WireSchema.of(
            "AccountPermissions",
            "Account",
            WireSchema.parts("Permissions", PermissionWire.MODEL, PermissionsWire::permissions));
  }

  private record PermissionWire(String permission, String status) {
    static final WireSchema<PermissionWire> MODEL =
        WireSchema.of(
            "AccountPermission",
            "Account",
            WireSchema.text("Permission", PermissionWire::permission),
            WireSchema.text("Status", PermissionWire::status));

    static PermissionWire of(Scope scope, boolean isGranted) {
      return new PermissionWire(scope.word(), isGranted ? "granted" : "denied");
    }
  }

  private record CredentialsWire(
      int userId,
      String nickname,
      @Nullable Long groupId,
      @Nullable String groupName,
      boolean isGroupManager) {
    static final WireSchema<CredentialsWire> MODEL =
        WireSchema.of(
            "AccountCredentials",
            "Account",
            WireSchema.whole("UserID", CredentialsWire::userId),
            WireSchema.text("Nickname", CredentialsWire::nickname),
            WireSchema.wholeOrNil("GroupID", CredentialsWire::groupId),
            WireSchema.text("GroupName", CredentialsWire::groupName),
            WireSchema.flag("IsGroupManager", CredentialsWire::isGroupManager));

    static CredentialsWire from(Accounts.Credentials credentials) {
      return new CredentialsWire(
          credentials.member().id().value(),
          credentials.member().nickname().value(),
          credentials.group().map(group -> (long) group.id().value()).orElse(null),
          credentials.group().map(Group::name).orElse(null),
          credentials.isGroupManager());
    }
  }
}

package org.pinacotheca.http.rest.account;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.accounts.Accounts;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.rest.Call;
import org.pinacotheca.http.rest.Operation;
import org.pinacotheca.http.wire.Answer;
import org.pinacotheca.http.wire.Model;
import org.pinacotheca.http.wire.Rendered;

/** The operations on the caller himself. */
public final class AccountOperations {
  private AccountOperations() {}

  public static List<Operation> all() {
    return List.of(
        Operation.reading("Account/GetPermissions", false, AccountOperations::permissions),
        Operation.reading("Account/VerifyCredentials", false, AccountOperations::credentials));
  }

  private static Rendered permissions(Call call) {
    List<PermissionWire> permissions =
        Arrays.stream(Scope.values())
            .map(scope -> PermissionWire.of(scope, call.caller().scopes().contains(scope)))
            .toList();
    return call.render(Answer.object(PermissionsWire.MODEL, new PermissionsWire(permissions)));
  }

  private static Rendered credentials(Call call) {
    return call.read(
        List::of,
        () -> call.gallery().accounts().credentials(call.caller()),
        found ->
            found
                .map(credentials ->
                    Answer.object(CredentialsWire.MODEL, CredentialsWire.from(credentials)))
                .orElseGet(() -> Refusals.denied(new Denial.MemberGone())));
  }

  private record PermissionsWire(List<PermissionWire> permissions) {
    static final Model<PermissionsWire> MODEL =
        Model.of(
            "AccountPermissions",
            "Account",
            Model.parts("Permissions", PermissionWire.MODEL, PermissionsWire::permissions));
  }

  private record PermissionWire(String permission, String status) {
    static final Model<PermissionWire> MODEL =
        Model.of(
            "AccountPermission",
            "Account",
            Model.text("Permission", PermissionWire::permission),
            Model.text("Status", PermissionWire::status));

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
    static final Model<CredentialsWire> MODEL =
        Model.of(
            "AccountCredentials",
            "Account",
            Model.whole("UserID", CredentialsWire::userId),
            Model.text("Nickname", CredentialsWire::nickname),
            Model.wholeOrNil("GroupID", CredentialsWire::groupId),
            Model.text("GroupName", CredentialsWire::groupName),
            Model.flag("IsGroupManager", CredentialsWire::isGroupManager));

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

package org.pinacotheca.rpc.method;

import java.util.Set;
import org.pinacotheca.application.api.accounts.Accounts;
import org.pinacotheca.application.api.accounts.RpcSessions;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.rpc.reply.ReplyValue;
import org.pinacotheca.rpc.reply.ReplyValue.Fields;

/** The methods that return members and permissions. Thread-safe. */
final class UserMethods {
  private final Accounts accounts;

  UserMethods(Accounts accounts) {
    this.accounts = accounts;
  }

  /** {@code users.getLoggedInUser}. */
  ReplyValue loggedIn(RpcSessions.Entry.Entered entered, Arguments arguments) {
    return new ReplyValue.WholeNumber(entered.caller().subject().value());
  }

  /** {@code users.hasAppPermission}; an unknown permission is never granted. */
  ReplyValue hasPermission(RpcSessions.Entry.Entered entered, Arguments arguments)
      throws CallRefused {
    String permission = arguments.required("ext_perm");
    boolean granted = permission.equals("photo_upload") && entered.application().photoUpload();
    // A number in JSON too: clients do not read a boolean here.
    return new ReplyValue.WholeNumber(granted ? 1 : 0);
  }

  /** {@code users.getInfo}; members who do not exist or are suspended are left out. */
  ReplyValue info(RpcSessions.Entry.Entered entered, Arguments arguments) throws CallRefused {
    Set<UserId> named = arguments.users("uids");
    if (named.isEmpty()) {
      throw CallRefused.parameter("The parameter uids is required.");
    }
    return new ReplyValue.Items(
        "user",
        accounts.members(named).stream()
            .filter(member -> !member.suspended())
            .map(member ->
                Fields.none()
                    .with("uid", member.id().value())
                    .with("name", member.nickname().value()))
            .toList());
  }
}

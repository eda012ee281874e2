package org.pinacotheca.tools.admin;

import static org.pinacotheca.tools.admin.Parameter.flag;
import static org.pinacotheca.tools.admin.Parameter.optional;
import static org.pinacotheca.tools.admin.Parameter.required;

import java.util.ArrayList;
import java.util.List;
import org.pinacotheca.tools.admin.Parameter.Kind;
import org.pinacotheca.tools.cli.CommandSpecs;
import picocli.CommandLine.Model.CommandSpec;

/** All calls of the admin API as commands. */
public final class AdminCommands {
  private static final Parameter USER =
      required(Kind.NUMBER, "--user", "UserID", "ID", "the member's id");
  private static final Parameter MEMBER_ID = required(Kind.ID, "", "", "ID", "the member's id");
  private static final Parameter API_KEY =
      required(Kind.TEXT, "--api-key", "ApiKey", "KEY", "the application's key");
  private static final Parameter COMMUNITY =
      optional(Kind.TEXT, "--community", "community", "NAME", "community it belongs to");

  private AdminCommands() {}

  /** The command {@code admin} with its subcommands. */
  public static CommandSpec spec() {
    CommandSpec admin =
        CommandSpecs.group(
            "admin",
            "Administers a server: members, groups, applications, tokens, credits, pictures.",
            List.of(
                "admin members add --nickname olivia",
                "admin applications add --name 'My program' --photo-upload",
                "admin tokens add --user 1 --api-key KEY --scope profile_gallery",
                "admin audit list --actor 1 --json"));
    group(
        admin,
        "communities",
        "Communities that members and applications belong to.",
        addCommunity());
    group(
        admin,
        "members",
        "Members, who own pictures and look at them.",
        addMember(),
        list("members", "nickname"),
        suspendMember(),
        resumeMember(),
        eraseMember());
    group(
        admin,
        "groups",
        "Groups, whose manager acts for their members.",
        addGroup(),
        list("groups", "name"),
        replaceGroup());
    group(
        admin,
        "applications",
        "Programs that may call the server.",
        addApplication(),
        list("applications", "name"));
    group(admin, "tokens", "Bearer tokens of the REST API.", addToken(), revokeToken());
    group(admin, "sessions", "Sessions of the signed RPC.", openSession(), revokeSession());
    group(admin, "credits", "Credits that members pay with.", grantCredits(), refundSale());
    group(admin, "pictures", "Moderation of pictures.", moderate());
    group(admin, "media", "Files of pictures.", sweep());
    group(admin, "audit", "The record of who did what for whom.", audit());
    return admin;
  }

  private static void group(
      CommandSpec admin, String name, String description, AdminCall... calls) {
    List<String> examples =
        List.of(calls).stream().map(call -> call.examples().getFirst()).toList();
    CommandSpec group = CommandSpecs.group(name, description, examples);
    for (AdminCall call : calls) {
      group.addSubcommand(call.verb(), call.spec());
    }
    admin.addSubcommand(name, group);
  }

  private static AdminCall call(
      String verb,
      String description,
      String method,
      String path,
      List<Parameter> parameters,
      String... examples) {
    return new AdminCall(
        verb, description, method, path, parameters, List.of(), "", List.of(examples));
  }

  private static AdminCall addCommunity() {
    return call(
        "add",
        "Adds a community.",
        "POST",
        "communities",
        List.of(
            required(Kind.TEXT, "--name", "name", "NAME", "short name that programs use"),
            required(Kind.TEXT, "--title", "title", "TITLE", "name that people read")),
        "admin communities add --name alpine --title 'Alpine club'");
  }

  private static AdminCall addMember() {
    return call(
        "add",
        "Adds a member.",
        "POST",
        "members",
        List.of(
            required(Kind.TEXT, "--nickname", "Nickname", "NAME", "name that others see"),
            optional(Kind.NUMBER, "--id", "UserID", "ID", "id of an earlier platform"),
            COMMUNITY),
        "admin members add --nickname olivia",
        "admin members add --nickname olivia --id 219074 --community alpine");
  }

  private static AdminCall list(String what, String searched) {
    return call(
        "list",
        "Lists " + what + ".",
        "GET",
        what,
        List.of(
            optional(Kind.TEXT, "--search", "Search", "TEXT", "only with this in the " + searched),
            optional(Kind.NUMBER, "--page", "PageNumber", "NUMBER", "page (default: 1)"),
            optional(
                Kind.NUMBER, "--page-size", "PageSize", "COUNT", what + " a page (default: 50)")),
        "admin " + what + " list --search al");
  }

  private static AdminCall suspendMember() {
    return call(
        "suspend",
        "Suspends a member, who can do nothing then and whose gallery nobody sees.",
        "PUT",
        "members/*",
        List.of(MEMBER_ID, Parameter.fixed("Suspended", true)),
        "admin members suspend 219074");
  }

  private static AdminCall resumeMember() {
    return call(
        "resume",
        "Lifts the suspension of a member.",
        "PUT",
        "members/*",
        List.of(MEMBER_ID, Parameter.fixed("Suspended", false)),
        "admin members resume 219074");
  }

  private static AdminCall eraseMember() {
    return call(
        "erase",
        "Erases a member for good, with all pictures and everything else that is personal.",
        "DELETE",
        "members/*",
        List.of(MEMBER_ID),
        "admin members erase 219074");
  }

  private static List<Parameter> groupFields() {
    return List.of(
        required(Kind.TEXT, "--name", "Name", "NAME", "name of the group"),
        required(Kind.NUMBER, "--manager", "ManagerUserID", "ID", "id of the managing member"),
        optional(
            Kind.NUMBERS,
            "--members",
            "MemberUserIDs",
            "ID",
            "ids of its members, separated by commas"));
  }

  private static AdminCall addGroup() {
    List<Parameter> parameters = new ArrayList<>(groupFields());
    parameters.add(optional(Kind.NUMBER, "--id", "GroupID", "ID", "id of an earlier platform"));
    return call(
        "add",
        "Adds a group.",
        "POST",
        "groups",
        parameters,
        "admin groups add --name Studio --manager 3 --members 1,2");
  }

  private static AdminCall replaceGroup() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(required(Kind.ID, "", "", "GROUP", "id of the group"));
    parameters.addAll(groupFields());
    return call(
        "replace",
        "Gives a group a new name, manager and members; whom you leave out is in it no more.",
        "PUT",
        "groups/*",
        parameters,
        "admin groups replace 1 --name Studio --manager 3 --members 1,2,5");
  }

  private static AdminCall addApplication() {
    return call(
            "add",
            "Adds an application.",
            "POST",
            "applications",
            List.of(
                required(Kind.TEXT, "--name", "Name", "NAME", "name that members see"),
                optional(Kind.TEXT, "--api-key", "ApiKey", "KEY", "key of an earlier platform"),
                optional(
                    Kind.SECRET,
                    "--secret-file",
                    "Secret",
                    "FILE",
                    "file with the secret of an earlier platform, - for standard input"),
                COMMUNITY,
                flag(Kind.FLAG, "--photo-upload", "photoUpload", "may upload by the signed RPC"),
                flag(Kind.FLAG, "--desktop", "desktop", "its sessions have secrets of their own"),
                optional(
                    Kind.TEXTS,
                    "--allowed-addresses",
                    "allowedAddresses",
                    "CIDR",
                    "addresses it may call the signed RPC from, separated by commas; all when left"
                        + " out"),
                optional(
                    Kind.TEXT,
                    "--reply-namespace",
                    "replyNamespace",
                    "URI",
                    "XML namespace of the signed RPC's replies to it")),
            "admin applications add --name 'My program' --photo-upload",
            "admin applications add --name Old --api-key 4f.. --secret-file old-secret")
        .showingOnce("Secret");
  }

  private static AdminCall addToken() {
    return call(
            "add",
            "Makes an access token and a refresh token for a member's use of an application.",
            "POST",
            "tokens",
            List.of(
                USER,
                API_KEY,
                optional(
                    Kind.TEXTS,
                    "--scope",
                    "scopes",
                    "SCOPE",
                    "profile_gallery, account_credits_history or account_credits_spend; separated"
                        + " by commas"),
                optional(
                    Kind.NUMBER,
                    "--expires-in",
                    "expiresInSeconds",
                    "SECONDS",
                    "life of the access token (default: 1200)")),
            "admin tokens add --user 1 --api-key KEY --scope profile_gallery",
            "admin tokens add --user 1 --api-key KEY --expires-in 86400 --json")
        .showingOnce("access_token");
  }

  private static AdminCall revokeToken() {
    return call(
        "revoke",
        "Revokes a token, with all that came from the same sign-in.",
        "DELETE",
        "tokens/*",
        List.of(
            required(
                Kind.SECRET_ID,
                "--token-file",
                "",
                "FILE",
                "file with the token, - for standard input")),
        "admin tokens revoke --token-file lost-token");
  }

  private static AdminCall openSession() {
    return call(
            "add",
            "Opens a session of the signed RPC.",
            "POST",
            "sessions",
            List.of(
                USER,
                API_KEY,
                optional(
                    Kind.SECRET,
                    "--session-key-file",
                    "session_key",
                    "FILE",
                    "file with the session key of an earlier platform, - for standard input"),
                optional(
                    Kind.SECRET,
                    "--secret-file",
                    "secret",
                    "FILE",
                    "file with the session's secret of an earlier platform"),
                optional(
                    Kind.NUMBER,
                    "--expires-in",
                    "expiresInMinutes",
                    "MINUTES",
                    "life of the session; 0, as when left out, has no end")),
            "admin sessions add --user 1 --api-key KEY")
        .showingOnce("session_key");
  }

  private static AdminCall revokeSession() {
    return call(
        "revoke",
        "Ends a session of the signed RPC.",
        "DELETE",
        "sessions/*",
        List.of(
            required(
                Kind.SECRET_ID,
                "--session-key-file",
                "",
                "FILE",
                "file with the session key, - for standard input")),
        "admin sessions revoke --session-key-file lost-session");
  }

  private static AdminCall grantCredits() {
    return call(
        "grant",
        "Gives a member credits; the same reference never gives them twice.",
        "POST",
        "credits",
        List.of(
            USER,
            required(Kind.DECIMAL, "--amount", "Amount", "CREDITS", "at most 2 decimals"),
            required(
                Kind.TEXT, "--reference", "Reference", "TEXT", "what for, such as an invoice")),
        "admin credits grant --user 1 --amount 20.00 --reference invoice-17");
  }

  private static AdminCall refundSale() {
    return call(
        "refund",
        "Takes a sale back, with what was bought; the same sale is never taken back twice.",
        "POST",
        "credits/refund",
        List.of(
            required(
                Kind.DECIMAL,
                "--transaction",
                "TransactionID",
                "TRANSACTION",
                "number of the sale in a history"),
            required(Kind.TEXT, "--reason", "Reason", "TEXT", "why; both sides read it")),
        "admin credits refund --transaction 13 --reason 'Wrong pictures'");
  }

  private static AdminCall moderate() {
    return call(
            "moderate",
            "Says whether pictures that their owners declared safe are, or removes pictures.",
            "POST",
            "pictures/moderate",
            List.of(required(Kind.PLACES, "", "PictureIDs", "PICTURE", "ids of up to 50 pictures")),
            "admin pictures moderate 17 18 --safe",
            "admin pictures moderate 19 --remove")
        .choosingFrom(
            List.of(
                flag(Kind.FLAG, "--safe", "Safe", "confirm that they are safe"),
                flag(Kind.COUNTERFLAG, "--unsafe", "Safe", "say that they are not"),
                flag(Kind.FLAG, "--remove", "Remove", "remove them for good")));
  }

  private static AdminCall sweep() {
    return call(
        "sweep",
        "Removes files that belong to no picture, when the hourly sweep has stopped at too many.",
        "POST",
        "media/sweep",
        List.of(
            required(
                Kind.NUMBER,
                "--files-max",
                "FilesMax",
                "COUNT",
                "remove none when there are more than so many")),
        "admin media sweep --files-max 250");
  }

  private static AdminCall audit() {
    return call(
        "list",
        "Lists writes in the order they were done.",
        "GET",
        "audit",
        List.of(
            optional(Kind.NUMBER, "--actor", "ActorUserID", "ID", "only by this member"),
            optional(Kind.NUMBER, "--subject", "SubjectUserID", "ID", "only for this member"),
            optional(Kind.NUMBER, "--page", "PageNumber", "NUMBER", "page (default: 1)"),
            optional(
                Kind.NUMBER, "--page-size", "PageSize", "COUNT", "entries a page (default: 50)")),
        "admin audit list --actor 3 --subject 1");
  }
}

package org.pinacotheca.rpc.method;

import org.pinacotheca.application.api.accounts.RpcSessions;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.rpc.reply.ReplyValue;
import org.pinacotheca.rpc.reply.ReplyValue.Fields;

/** The methods that list communities. Thread-safe. */
final class CommunityMethods {
  private final RpcSessions sessions;
  private final PublicLinks links;

  CommunityMethods(RpcSessions sessions, PublicLinks links) {
    this.sessions = sessions;
    this.links = links;
  }

  /** {@code community.getList}. */
  ReplyValue list(ClientApplication application, Arguments arguments) {
    String url = links.home();
    return new ReplyValue.Items(
        "community",
        sessions.communities().stream()
            .map(community ->
                Fields.none()
                    .with("name", community.name().value())
                    .with("title", community.title())
                    .with("url", url))
            .toList());
  }
}

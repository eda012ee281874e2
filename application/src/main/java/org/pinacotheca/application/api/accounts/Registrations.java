package org.pinacotheca.application.api.accounts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.AddressRange;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.GroupId;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.UserId;

/**
 * Adds and lists communities, members, groups and applications for the operator. Ids, keys and
 * secrets may be given, so that an earlier platform can be moved over. Thread-safe.
 */
public interface Registrations {
  Registration<Community> addCommunity(Community community);

  Registration<Member> addMember(NewMember member);

  Registration<Group> addGroup(NewGroup group);

  /** Replaces a whole group; an unknown id is {@link Registration.Unknown}. */
  Registration<Group> replaceGroup(Group group);

  Registration<ClientApplication> addApplication(NewApplication application);

  /** The members whose nickname contains the text, in upper or lower case, by id. */
  Page<Member> members(String search, PageRequest page);

  /** The groups whose name contains the text, in upper or lower case, by id. */
  Page<Group> groups(String search, PageRequest page);

  /** The applications whose name contains the text, in upper or lower case, by key. */
  Page<ClientApplication> applications(String search, PageRequest page);

  /** A member to add; without an id one is generated. */
  record NewMember(Optional<UserId> id, Nickname nickname, Optional<CommunityName> community) {}

  /**
   * A group to add; without an id one is generated. The manager is a member of it whether named or
   * not.
   */
  record NewGroup(Optional<GroupId> id, String name, UserId manager, Set<UserId> members) {}

  /**
   * An application to add; a missing key or secret is generated. See {@link ClientApplication} for
   * the rest.
   */
  record NewApplication(
      String name,
      Optional<ApiKey> key,
      Optional<SharedSecret> secret,
      Optional<CommunityName> community,
      boolean photoUpload,
      List<AddressRange> allowedAddresses,
      boolean desktop,
      Optional<String> replyNamespace) {}
}

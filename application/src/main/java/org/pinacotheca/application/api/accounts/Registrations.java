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
import org.pinacotheca.domain.identity.OAuthTerms;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.UserId;

/**
 * Adds and lists communities, members, groups and applications for the operator. Ids, keys and
 * secrets may be given, so that an earlier platform can be moved over. Thread-safe.
 */
public interface Registrations {
  /** Adds a community; a known name with another title is a {@link Registration.Conflict}. */
  Registration<Community> addCommunity(Community community);

  /**
   * Adds a member. An unknown community is {@link Registration.Unknown}; an id of an erased member,
   * or of one with another nickname or community, is a {@link Registration.Conflict}.
   */
  Registration<Member> addMember(NewMember member);

  /**
   * Adds a group. An unknown member is {@link Registration.Unknown}; a member of another group, or
   * an id of a different group, is a {@link Registration.Conflict}.
   */
  Registration<Group> addGroup(NewGroup group);

  /** Replaces a whole group; an unknown id is {@link Registration.Unknown}. */
  Registration<Group> replaceGroup(Group group);

  /**
   * Adds an application. An unknown community is {@link Registration.Unknown}; a key of a different
   * application is a {@link Registration.Conflict}.
   */
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
      Optional<String> replyNamespace,
      OAuthTerms oauth) {

    /** An application that asks no member by OAuth. */
    public NewApplication(
        String name,
        Optional<ApiKey> key,
        Optional<SharedSecret> secret,
        Optional<CommunityName> community,
        boolean photoUpload,
        List<AddressRange> allowedAddresses,
        boolean desktop,
        Optional<String> replyNamespace) {
      this(
          name,
          key,
          secret,
          community,
          photoUpload,
          allowedAddresses,
          desktop,
          replyNamespace,
          OAuthTerms.NONE);
    }
  }
}

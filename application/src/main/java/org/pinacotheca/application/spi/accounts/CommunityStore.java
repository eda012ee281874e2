package org.pinacotheca.application.spi.accounts;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;

/** The communities; names are unique. */
public interface CommunityStore {
  /** The community of this name. */
  Optional<Community> find(CommunityName name);

  /** All communities by name, at most {@code limit}. */
  List<Community> all(int limit);

  /** Adds a community, whose name is new. */
  void add(Community community);
}

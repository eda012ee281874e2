package org.pinacotheca.domain.member;

import java.util.Optional;

/**
 * A person with a gallery. Members are added by the operator, or moved over from an earlier
 * platform with their ids.
 */
public record Member(UserId id, Nickname nickname, Optional<CommunityName> community) {}

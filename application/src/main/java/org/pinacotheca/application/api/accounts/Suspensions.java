package org.pinacotheca.application.api.accounts;

import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.UserId;

/**
 * Suspends members. A suspended member can do nothing, nobody sees their gallery or buys from it,
 * and addresses of their pictures are invalid: at once on this node, and on others within {@code
 * GallerySettings.TOKEN_STALENESS_MAX}. Nothing is lost: what they sold and bought, tokens and
 * sessions are valid again when the suspension is lifted. Thread-safe.
 */
public interface Suspensions {
  /** Suspends the member, or lifts the suspension; repeating it changes nothing. */
  Registration<Member> suspend(UserId member, boolean suspended);
}

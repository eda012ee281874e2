package org.pinacotheca.application.spi;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.MediaKey;

/** The erased members, by id, and what is still to be done about them. */
public interface ErasureStore {
  /** Whether there was a member of this id who was erased. */
  boolean isErased(UserId id);

  /**
   * Removes the locked member and everything that names them, and records their id. A group that
   * they manage is removed too; it has no other member. Transfers and the audit record keep their
   * id; a grant to them is called {@code erased/} and its number from now on, and a refund to or
   * from them loses the operator's reason. Their pictures' files are recorded as {@link
   * #abandonedMedia}.
   */
  void erase(UserId id, Instant at);

  /** Up to {@code limit} keys of files whose pictures were erased. */
  List<MediaKey> abandonedMedia(int limit);

  /** Forgets keys whose files are deleted. */
  void removeAbandonedMedia(List<MediaKey> deleted);

  /** The erased members whose files, or whose traces in the storage's files, may still exist. */
  Set<UserId> unfinished();

  /** Records that nothing is left of these members. */
  void finish(Set<UserId> erased);
}

package org.pinacotheca.application.spi;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.MediaKey;

/** The members who were erased, by their numbers, and what is still to be done about them. */
public interface ErasureStore {
  /** Whether there was a member of this id who was erased. */
  boolean isErased(UserId id);

  /**
   * Removes the held member and everything that names them, and notes their id. A group that they
   * manage goes with them; it has no other member. Transfers and the record of writes keep their
   * id; a transfer granted to them is called {@code erased/} and its number from now on, and a
   * refund to or from them has lost the operator's words. Their pictures' files are noted as {@link
   * #abandonedMedia}.
   */
  void erase(UserId id, Instant at);

  /** Up to {@code limit} keys of files whose pictures were erased. */
  List<MediaKey> abandonedMedia(int limit);

  /** Forgets keys whose files are deleted. */
  void removeAbandonedMedia(List<MediaKey> deleted);

  /** The erased members whose files, or whose traces in the storage's files, may still be there. */
  Set<UserId> unfinished();

  /** Notes that nothing is left of these. */
  void finish(Set<UserId> erased);
}

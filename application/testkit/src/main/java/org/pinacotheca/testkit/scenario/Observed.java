package org.pinacotheca.testkit.scenario;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pinacotheca.domain.identity.UserId;

/**
 * The facts that a reply shows about one thing. Facts that an API does not show are empty, so that
 * replies of different APIs are compared as far as both show something. Addresses are never
 * compared, only whether there are any.
 */
public sealed interface Observed {
  /** Whether the other does not contradict this. */
  boolean agreesWith(Observed other);

  /**
   * An album.
   *
   * @param size how many approved pictures it has
   * @param cover its first approved picture's id, 0 when there is none
   * @param coverIsLinked whether there is an address of its cover
   * @param pictureIds the ids of its approved pictures; empty also when they were not asked for
   */
  record AlbumFacts(
      AlbumAt album,
      String name,
      String description,
      int size,
      Optional<String> location,
      Optional<Integer> sequence,
      Optional<Integer> cover,
      Optional<Boolean> coverIsLinked,
      Optional<Boolean> coverIsSafe,
      Optional<List<Integer>> pictureIds)
      implements Observed {
    @Override
    public boolean agreesWith(Observed other) {
      return other instanceof AlbumFacts that
          && album.equals(that.album)
          && name.equals(that.name)
          && description.equals(that.description)
          && size == that.size
          && agree(location, that.location)
          && agree(sequence, that.sequence)
          && agree(cover, that.cover)
          && agree(coverIsLinked, that.coverIsLinked)
          && agree(coverIsSafe, that.coverIsSafe)
          && agree(pictureIds, that.pictureIds);
    }
  }

  /**
   * A picture.
   *
   * @param album 0 when it is in none
   * @param description the caption of the RPC
   * @param isLinked whether there are addresses of it
   */
  record PictureFacts(
      PictureAt picture,
      int album,
      Optional<String> title,
      String description,
      Optional<Integer> width,
      Optional<Integer> height,
      Optional<Boolean> isSafe,
      boolean isLinked)
      implements Observed {
    @Override
    public boolean agreesWith(Observed other) {
      return other instanceof PictureFacts that
          && picture.equals(that.picture)
          && album == that.album
          && agree(title, that.title)
          && description.equals(that.description)
          && agree(width, that.width)
          && agree(height, that.height)
          && agree(isSafe, that.isSafe)
          && isLinked == that.isLinked;
    }
  }

  /** A picture that was added, with no further facts. */
  record AddedFacts(PictureAt picture) implements Observed {
    @Override
    public boolean agreesWith(Observed other) {
      return equals(other);
    }
  }

  /**
   * A subscription that was bought.
   *
   * @param charged in hundredths
   * @param balance that is left, in hundredths; empty when the caller may not know it
   * @param until when it is over, in whole milliseconds
   */
  record SubscribedFacts(UserId owner, long charged, OptionalLong balance, Instant until)
      implements Observed {
    /** Facts with a balance, which the caller may see. */
    public SubscribedFacts(UserId owner, long charged, long balance, Instant until) {
      this(owner, charged, OptionalLong.of(balance), until);
    }

    @Override
    public boolean agreesWith(Observed other) {
      return equals(other);
    }
  }

  /**
   * A refunded sale.
   *
   * @param amount in hundredths
   * @param album that had been unlocked
   */
  record RefundedFacts(UserId buyer, UserId seller, long amount, Optional<AlbumAt> album)
      implements Observed {
    @Override
    public boolean agreesWith(Observed other) {
      return equals(other);
    }
  }

  /** The balance of an account, in hundredths. */
  record BalanceFacts(long balance) implements Observed {
    @Override
    public boolean agreesWith(Observed other) {
      return equals(other);
    }
  }

  /**
   * An entry of an account.
   *
   * @param at when it was posted, in whole milliseconds
   * @param gain in hundredths, negative where the account lost
   * @param balance of the account afterwards, in hundredths
   * @param counterparty the other account's member; empty for the operator and the platform
   * @param album that was unlocked, or is no longer
   */
  record EntryFacts(
      Instant at,
      long gain,
      long balance,
      EntryReason reason,
      Optional<UserId> counterparty,
      Optional<AlbumAt> album)
      implements Observed {
    @Override
    public boolean agreesWith(Observed other) {
      return equals(other);
    }
  }

  /** Why credits moved. */
  enum EntryReason {
    GRANTED,
    ALBUM_UNLOCKED,
    SUBSCRIBED,
    COMMISSION,
    REFUNDED,
    ERASED
  }

  /** The amount charged and, where the caller may see it, the balance, in hundredths. */
  record PaidFacts(long charged, OptionalLong balance) implements Observed {
    public PaidFacts(long charged, long balance) {
      this(charged, OptionalLong.of(balance));
    }

    @Override
    public boolean agreesWith(Observed other) {
      return equals(other);
    }
  }

  /**
   * The price of an album and the subject's access.
   *
   * @param price in hundredths; empty when the album is not locked
   * @param access one of {@code owner}, {@code subscribed}, {@code unlocked} and {@code none}
   */
  record PriceFacts(Optional<Long> price, String access) implements Observed {
    @Override
    public boolean agreesWith(Observed other) {
      return equals(other);
    }
  }

  /**
   * A plan.
   *
   * @param durationId 1 to 6
   * @param price in hundredths
   */
  record PlanFacts(int durationId, long price) implements Observed {
    @Override
    public boolean agreesWith(Observed other) {
      return equals(other);
    }
  }

  /**
   * A subscription of the subject.
   *
   * @param until when it ends or ended, in whole milliseconds
   */
  record SubscriptionFacts(UserId owner, boolean isOn, Instant until) implements Observed {
    @Override
    public boolean agreesWith(Observed other) {
      return equals(other);
    }
  }

  private static <T> boolean agree(Optional<T> one, Optional<T> other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }
}

package org.pinacotheca.application.access;

import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.cache.LruCache;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.sharing.ShareLinkId;

/**
 * Caches which pictures exist and have an active owner, so that most requests for their files need
 * no storage. A picture is cached with the version of its owner's gallery, and counts as long as
 * this version was read a moment ago: what this process ends is unknown at once, what another
 * process ends after {@link GallerySettings#ADDRESS_STALENESS_MAX}. Thread-safe.
 */
public final class MediaCache {
  /** About six megabytes. */
  private static final int PICTURES_MAX = 20_000;

  private static final int GALLERIES_MAX = 20_000;

  private final LruCache<Target, Known> pictures = new LruCache<>(PICTURES_MAX, _ -> 1);
  private final LruCache<UserId, Checked> galleries = new LruCache<>(GALLERIES_MAX, _ -> 1);
  private long endings;

  /** What is needed of a picture to send its files, which never changes. */
  public record Media(
      UserId owner, PictureId picture, MediaKey key, ImageFormat format, Instant uploaded) {
    public static Media of(Picture picture) {
      return new Media(
          picture.owner(), picture.id(), picture.media(), picture.format(), picture.uploaded());
    }
  }

  /**
   * The state of a gallery that a picture was read in.
   *
   * @param version read before the picture
   * @param nanoTime the {@link UnitOfWork#nanoTime} at which the version had not been read yet
   * @param endings as they were before it was read
   */
  public record Reading(long version, long nanoTime, long endings) {}

  /** A picture, seen by those with access to it or through a share link. */
  private record Target(PictureId picture, Optional<ShareLinkId> through) {}

  private record Known(Media media, long version) {}

  private record Checked(long version, long nanoTime) {
    private static final long STALENESS_MAX = GallerySettings.ADDRESS_STALENESS_MAX.toNanos();

    boolean isFreshAt(long now) {
      return now - nanoTime < STALENESS_MAX;
    }
  }

  /**
   * The picture of an address, when it and the share link of the address are known to exist at this
   * {@link UnitOfWork#nanoTime}.
   */
  public Optional<Media> findFresh(MediaLinks.Link link, long nanoTime) {
    return galleries
        .find(link.owner())
        .filter(gallery -> gallery.isFreshAt(nanoTime))
        .flatMap(gallery -> find(link, gallery.version));
  }

  /** As above, when they exist in this version of the gallery. */
  public Optional<Media> find(MediaLinks.Link link, long version) {
    return pictures
        .find(new Target(link.picture(), link.through()))
        .filter(known -> known.version == version && known.media.owner().equals(link.owner()))
        .map(Known::media);
  }

  /** How often addresses were ended here; to be read before a picture is. */
  public synchronized long endings() {
    return endings;
  }

  /** Caches the picture of an address, unless addresses were ended after it was read. */
  public synchronized void add(MediaLinks.Link link, Media media, Reading read) {
    if (endings == read.endings) {
      galleries.keep(media.owner(), new Checked(read.version, read.nanoTime));
      pictures.keep(new Target(link.picture(), link.through()), new Known(media, read.version));
    }
  }

  /** Forgets the owner's gallery; called when addresses of its pictures have ended. */
  public synchronized void forget(UserId owner) {
    endings++;
    galleries.remove(owner);
  }
}

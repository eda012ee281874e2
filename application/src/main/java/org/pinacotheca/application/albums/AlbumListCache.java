package org.pinacotheca.application.albums;

import java.util.Optional;
import org.pinacotheca.application.access.ViewerAccess;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.cache.LruCache;

/**
 * Caches album lists. The key of a list holds everything the list depends on, so that none is ever
 * stale, and the same list is the same object. Thread-safe.
 */
public final class AlbumListCache {
  /** About ten megabytes. */
  private static final int ALBUMS_AND_IDS_MAX = 10_000;

  private final LruCache<Origin, ListAlbums.Listed> listings =
      new LruCache<>(ALBUMS_AND_IDS_MAX, AlbumListCache::weight);

  /**
   * The key of a list: everything it depends on.
   *
   * @param version of the owner's gallery
   * @param linksEnd when addresses issued now expire, unless access ends earlier
   */
  record Origin(ListAlbums query, long version, ViewerAccess.Sight sight, long linksEnd) {}

  Optional<ListAlbums.Listed> find(Origin origin) {
    return listings.find(origin);
  }

  void keep(Origin origin, ListAlbums.Listed listed) {
    listings.keep(origin, listed);
  }

  private static int weight(ListAlbums.Listed listed) {
    return listed.albums().stream()
            .mapToInt(view -> 1 + view.pictureIds().map(ids -> ids.size()).orElse(0))
            .sum()
        + 1;
  }
}

package org.pinacotheca.application.albums;

import java.util.function.Supplier;
import org.pinacotheca.application.access.ViewerAccess;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.cache.LruCache;

/**
 * The lists of albums that were given last. Each is kept under everything it follows from, so that
 * none is ever out of date, and the same list is the same object. Thread-safe.
 */
public final class AlbumListCache {
  /** Some ten megabytes. */
  private static final int ALBUMS_AND_IDS_MAX = 10_000;

  private final LruCache<Origin, ListAlbums.Listed> listings =
      new LruCache<>(ALBUMS_AND_IDS_MAX, AlbumListCache::weight);

  /**
   * What a list follows from.
   *
   * @param version of the owner's gallery
   * @param linksEnd when addresses that are handed out now end, where access does not end earlier
   */
  record Origin(ListAlbums query, long version, ViewerAccess.Sight sight, long linksEnd) {}

  /** The list of this origin, which is made where it is not kept. */
  ListAlbums.Listed find(Origin origin, Supplier<ListAlbums.Listed> make) {
    return listings
        .find(origin)
        .orElseGet(() -> {
          ListAlbums.Listed made = make.get();
          listings.keep(origin, made);
          return made;
        });
  }

  private static int weight(ListAlbums.Listed listed) {
    return listed.albums().stream()
            .mapToInt(view -> 1 + view.pictureIds().map(ids -> ids.size()).orElse(0))
            .sum()
        + 1;
  }
}

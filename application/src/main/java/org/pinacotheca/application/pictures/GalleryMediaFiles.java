package org.pinacotheca.application.pictures;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.OptionalLong;
import org.pinacotheca.application.access.MediaCache;
import org.pinacotheca.application.access.MediaCache.Media;
import org.pinacotheca.application.access.MediaLinks;
import org.pinacotheca.application.access.MediaLinks.Link;
import org.pinacotheca.application.api.pictures.MediaFile;
import org.pinacotheca.application.api.pictures.MediaFiles;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.picture.Rendition;

/** Finds the files of pictures by signed addresses. Thread-safe. */
public final class GalleryMediaFiles implements MediaFiles {
  private final UnitOfWork work;
  private final PictureFiles files;
  private final MediaLinks links;
  private final MediaCache cache;

  public GalleryMediaFiles(
      UnitOfWork work, PictureFiles files, MediaLinks links, MediaCache cache) {
    this.work = work;
    this.files = files;
    this.links = links;
    this.cache = cache;
  }

  @Override
  public Optional<MediaFile> known(String path) {
    return links
        .read(path, work.now())
        .flatMap(link -> cache.findFresh(link, work.nanoTime()).map(media -> file(media, link)));
  }

  @Override
  public Optional<MediaFile> find(String path) {
    return links
        .read(path, work.now())
        .flatMap(link -> lookUp(link).map(media -> file(media, link)));
  }

  @Override
  public boolean isGenuine(String path) {
    return links.isGenuine(path);
  }

  private Optional<Media> lookUp(Link link) {
    long endings = cache.endings();
    long before = work.nanoTime();
    Optional<LookedUp> found = work.read(tx -> lookUp(tx, link, before, endings));
    found.ifPresent(it -> cache.add(link, it.media, it.reading));
    return found.map(LookedUp::media);
  }

  private Optional<LookedUp> lookUp(Transaction tx, Link link, long before, long endings) {
    // Read first: a picture may be newer than the version it is cached with, but never older.
    OptionalLong version = tx.members().galleryVersion(link.owner());
    if (version.isEmpty() || !tx.now().isBefore(link.expires())) {
      return Optional.empty();
    }
    MediaCache.Reading reading = new MediaCache.Reading(version.getAsLong(), before, endings);
    return cache
        .find(link, reading.version())
        .or(() ->
            tx.pictures()
                .find(link.owner(), link.picture())
                .filter(_ -> isThroughOpen(tx, link))
                .map(Media::of))
        .map(media -> new LookedUp(media, reading));
  }

  /** Whether the share link of an address is still there; its end is that of the address. */
  private static boolean isThroughOpen(Transaction tx, Link link) {
    return link.through().map(id -> tx.shareLinks().find(id).isPresent()).orElse(true);
  }

  private record LookedUp(Media media, MediaCache.Reading reading) {}

  private MediaFile file(Media media, Link link) {
    return new MediaFile(
        MediaLinks.formatOf(media.format(), link.rendition()).mediaType(),
        media.picture().value() + "-" + link.rendition().letter(),
        media.uploaded(),
        link.expires(),
        () -> open(media, link.rendition()));
  }

  private Optional<MediaFile.Content> open(Media media, Rendition rendition) {
    Optional<PictureFiles.Content> opened = files.open(media.key(), rendition);
    if (opened.isEmpty() && isStillThere(media)) {
      throw new UncheckedIOException(
          new FileNotFoundException(
              "picture " + media.picture().value() + " has lost its file " + rendition));
    }
    return opened.map(StoredContent::new);
  }

  /** Checked after looking for its file: the picture may have been removed in between. */
  private boolean isStillThere(Media media) {
    return work.read(tx -> tx.pictures().find(media.owner(), media.picture())).isPresent();
  }

  private record StoredContent(PictureFiles.Content content) implements MediaFile.Content {
    @Override
    public long size() {
      return content.size();
    }

    @Override
    public InputStream openAt(long offset) throws IOException {
      return content.openAt(offset);
    }

    @Override
    public Optional<FileChannel> openFile() throws IOException {
      return content.openFile();
    }
  }
}

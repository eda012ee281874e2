package org.pinacotheca.application.pictures;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.application.access.MediaLinks;
import org.pinacotheca.application.api.pictures.MediaFile;
import org.pinacotheca.application.api.pictures.MediaFiles;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.Rendition;

/** Opens the files of pictures by signed addresses. Thread-safe. */
public final class GalleryMediaFiles implements MediaFiles {
  private final UnitOfWork work;
  private final PictureFiles files;
  private final MediaLinks links;

  public GalleryMediaFiles(UnitOfWork work, PictureFiles files, MediaLinks links) {
    this.work = work;
    this.files = files;
    this.links = links;
  }

  @Override
  public Optional<MediaFile> open(String path) {
    return work.read(tx ->
            links
                .read(path, tx.now())
                .filter(link -> tx.members().findActive(link.owner()).isPresent())
                .flatMap(link ->
                    tx.pictures()
                        .find(link.owner(), link.picture())
                        .map(picture -> new Found(picture, link.rendition(), link.expires()))))
        .flatMap(this::open);
  }

  @Override
  public boolean isGenuine(String path) {
    return links.isGenuine(path);
  }

  private Optional<MediaFile> open(Found found) {
    Picture picture = found.picture();
    Optional<PictureFiles.Content> opened = files.open(picture.media(), found.rendition());
    if (opened.isEmpty() && isStillThere(picture)) {
      throw new UncheckedIOException(
          new FileNotFoundException(
              "picture " + picture.id().value() + " has lost its file " + found.rendition()));
    }
    return opened.map(content ->
        new MediaFile(
            MediaLinks.formatOf(picture.format(), found.rendition()).mediaType(),
            content.size(),
            picture.id().value() + "-" + found.rendition().letter(),
            picture.uploaded(),
            found.expires(),
            content::openAt));
  }

  /** Checked after looking for its file: the picture may have been removed in between. */
  private boolean isStillThere(Picture picture) {
    return work.read(tx -> tx.pictures().find(picture.owner(), picture.id())).isPresent();
  }

  private record Found(Picture picture, Rendition rendition, Instant expires) {}
}

package org.pinacotheca.application.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.api.pictures.PictureLinks;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.access.GalleryAccess;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.Picture;

/**
 * What one viewer sees within one unit of work. What they have bought of an owner is looked up
 * once.
 */
public final class ViewerAccess {
  private final Transaction tx;
  private final UserId viewer;
  private final MediaLinks links;
  private final Map<UserId, Bought> byOwner = new HashMap<>();

  public ViewerAccess(Transaction tx, UserId viewer, MediaLinks links) {
    this.tx = tx;
    this.viewer = viewer;
    this.links = links;
  }

  /** The viewer's access to an album, or to what an owner keeps outside of albums. */
  public GalleryAccess access(UserId owner, Optional<AlbumId> album) {
    Bought bought = bought(owner);
    boolean unlocked = album.filter(bought.unlocked()::contains).isPresent();
    return GalleryAccess.of(viewer, owner, bought.subscription(), unlocked, tx.now());
  }

  /** A picture as the viewer sees it. */
  public PictureView picture(Picture picture, Masking masking) {
    return new PictureView(picture, links(picture, masking));
  }

  /** The addresses the viewer is given of a picture; empty when they have no access. */
  Optional<PictureLinks> links(Picture picture, Masking masking) {
    MediaLinks.Source source = MediaLinks.Source.of(picture);
    return picture.galleryKind() == GalleryKind.FREE
        ? Optional.of(links.of(source, masking, tx.now(), Optional.empty()))
        : links(access(picture.owner(), picture.album()), source, masking);
  }

  /** The addresses the viewer is given of an album's cover; empty when they have no access. */
  public Optional<PictureLinks> coverLinks(Album album, Masking masking) {
    return album
        .tally()
        .cover()
        .flatMap(cover ->
            links(
                access(album.owner(), Optional.of(album.id())),
                MediaLinks.Source.of(album.owner(), cover),
                masking));
  }

  private Optional<PictureLinks> links(
      GalleryAccess access, MediaLinks.Source source, Masking masking) {
    return access.showsPictures()
        ? Optional.of(links.of(source, masking, tx.now(), access.end()))
        : Optional.empty();
  }

  /**
   * Everything that now decides what the viewer sees of an owner's gallery.
   *
   * @param outside of albums
   * @param unlocked albums of the owner
   */
  public record Sight(GalleryAccess outside, Set<AlbumId> unlocked) {}

  public Sight sight(UserId owner) {
    return new Sight(access(owner, Optional.empty()), bought(owner).unlocked());
  }

  private Bought bought(UserId owner) {
    return viewer.equals(owner) ? Bought.NOTHING : byOwner.computeIfAbsent(owner, this::lookUp);
  }

  private Bought lookUp(UserId owner) {
    return new Bought(tx.access().subscription(viewer, owner), tx.access().unlocked(viewer, owner));
  }

  private record Bought(Optional<Subscription> subscription, Set<AlbumId> unlocked) {
    static final Bought NOTHING = new Bought(Optional.empty(), Set.of());
  }
}

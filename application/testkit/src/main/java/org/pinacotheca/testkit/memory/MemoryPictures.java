package org.pinacotheca.testkit.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pinacotheca.application.spi.PictureStore;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.album.Cover;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;

/** Pictures in memory. */
record MemoryPictures(MemoryTables tables) implements PictureStore {
  private static final Comparator<Picture> NEWEST_FIRST =
      Comparator.comparing(Picture::uploaded).thenComparing(Picture::id).reversed();
  private static final Comparator<Picture> LARGEST_FIRST =
      Comparator.comparingLong(Picture::size).thenComparing(Picture::id).reversed();

  @Override
  public List<PictureId> nextIds(int count) {
    tables.pictures.requireWritable();
    int last = tables.counters.pictures.addAndGet(count);
    return IntStream.rangeClosed(last - count + 1, last).mapToObj(PictureId::new).toList();
  }

  @Override
  public Optional<Picture> find(UserId owner, PictureId id) {
    return tables.pictures.find(id).filter(picture -> picture.owner().equals(owner));
  }

  @Override
  public List<Picture> findAll(Set<PictureId> ids) {
    return tables.pictures.all().filter(picture -> ids.contains(picture.id())).toList();
  }

  @Override
  public List<Picture> ofAlbum(UserId owner, AlbumId album) {
    return of(owner).filter(isIn(album)).toList();
  }

  @Override
  public Map<AlbumId, List<PictureId>> approvedIdsByAlbum(UserId owner) {
    Map<AlbumId, List<PictureId>> ids = new TreeMap<>();
    of(owner)
        .filter(Picture::isApproved)
        .forEach(picture ->
            picture
                .album()
                .ifPresent(album ->
                    ids.computeIfAbsent(album, any -> new ArrayList<>()).add(picture.id())));
    return ids;
  }

  @Override
  public AlbumTally tally(UserId owner, AlbumId album) {
    List<Picture> all = ofAlbum(owner, album);
    List<Picture> approved = all.stream().filter(Picture::isApproved).toList();
    return new AlbumTally(
        all.size(), approved.size(), approved.stream().map(Cover::of).findFirst());
  }

  @Override
  public int countLoose(UserId owner) {
    return (int) ofPrivate(owner).filter(picture -> picture.album().isEmpty()).count();
  }

  @Override
  public int countFree(UserId owner) {
    return (int) ofFree(owner).count();
  }

  @Override
  public int countPending(UserId owner, ApiKey application) {
    return (int)
        ofPrivate(owner)
            .filter(p -> !p.isApproved())
            .filter(p -> p.application().equals(application))
            .count();
  }

  @Override
  public Page<Picture> free(UserId owner, PageRequest page) {
    return MemoryRecords.page(ofFree(owner).sorted(NEWEST_FIRST).toList(), page);
  }

  @Override
  public Page<Picture> approved(
      UserId owner, Optional<AlbumId> album, PictureOrder order, PageRequest page) {
    Predicate<Picture> wanted = album.map(MemoryPictures::isIn).orElse(picture -> true);
    Comparator<Picture> comparator =
        switch (order) {
          case DATE_UPLOADED -> NEWEST_FIRST;
          case SIZE -> LARGEST_FIRST;
        };
    return MemoryRecords.page(
        ofPrivate(owner).filter(Picture::isApproved).filter(wanted).sorted(comparator).toList(),
        page);
  }

  @Override
  public Page<Picture> pending(UserId owner, PageRequest page) {
    return MemoryRecords.page(
        ofPrivate(owner).filter(picture -> !picture.isApproved()).toList(), page);
  }

  @Override
  public Page<Picture> search(Criteria criteria, PageRequest page) {
    return MemoryRecords.page(
        tables
            .pictures
            .all()
            .filter(picture -> picture.galleryKind() == GalleryKind.PRIVATE)
            .filter(picture -> picture.isApproved() || picture.owner().equals(criteria.viewer()))
            .filter(picture -> !tables.members.find(picture.owner()).orElseThrow().suspended())
            .filter(picture ->
                criteria.owners().isEmpty() || criteria.owners().contains(picture.owner()))
            .filter(
                picture -> criteria.album().isEmpty() || picture.album().equals(criteria.album()))
            .filter(picture ->
                criteria.pictures().isEmpty() || criteria.pictures().contains(picture.id()))
            .toList(),
        page);
  }

  @Override
  public void add(List<Picture> pictures) {
    tables.pictures.requireWritable();
    for (Picture picture : pictures) {
      requireAlbum(picture);
      tables.media.add(picture.media().value(), picture.id());
      tables.pictures.add(picture.id(), picture);
    }
  }

  @Override
  public void replace(Picture picture) {
    Picture before = requireExisting(picture);
    requireAlbum(picture);
    if (!before.media().equals(picture.media())) {
      tables.media.add(picture.media().value(), picture.id());
      tables.media.removeExisting(before.media().value());
    }
    tables.pictures.replace(picture.id(), picture);
  }

  @Override
  public void remove(List<Picture> pictures) {
    tables.pictures.requireWritable();
    for (Picture picture : pictures) {
      Picture before = requireExisting(picture);
      tables.media.removeExisting(before.media().value());
      tables.pictures.removeExisting(picture.id());
    }
  }

  @Override
  public boolean hasMedia(MediaKey key) {
    return tables.media.has(key.value());
  }

  private Stream<Picture> of(UserId owner) {
    return tables.pictures.all().filter(picture -> picture.owner().equals(owner));
  }

  private Stream<Picture> ofPrivate(UserId owner) {
    return of(owner).filter(picture -> picture.galleryKind() == GalleryKind.PRIVATE);
  }

  private Stream<Picture> ofFree(UserId owner) {
    return of(owner).filter(picture -> picture.galleryKind() == GalleryKind.FREE);
  }

  private static Predicate<Picture> isIn(AlbumId album) {
    Optional<AlbumId> wanted = Optional.of(album);
    return picture -> picture.album().equals(wanted);
  }

  private Picture requireExisting(Picture picture) {
    return find(picture.owner(), picture.id())
        .orElseThrow(
            () -> new IllegalStateException("there is no picture " + picture.id().value()));
  }

  private void requireAlbum(Picture picture) {
    boolean isMissing =
        picture
            .album()
            .filter(id ->
                tables
                    .albums
                    .find(id)
                    .filter(album -> album.owner().equals(picture.owner()))
                    .isEmpty())
            .isPresent();
    if (isMissing) {
      throw new IllegalStateException(
          "picture " + picture.id().value() + " stands in an album that does not exist");
    }
  }
}

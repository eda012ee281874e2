package org.pinacotheca.testkit.memory;

import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pinacotheca.application.spi.AlbumStore;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.album.AlbumShift;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;

/** Albums in memory. */
record MemoryAlbums(MemoryTables tables) implements AlbumStore {
  private static final Comparator<Album> AS_LISTED =
      Comparator.comparing(Album::owner).thenComparingInt(Album::sequence).thenComparing(Album::id);

  @Override
  public AlbumId nextId() {
    tables.albums.requireWritable();
    return new AlbumId(tables.counters.albums.incrementAndGet());
  }

  @Override
  public Optional<Album> find(UserId owner, AlbumId id) {
    return tables.albums.find(id).filter(album -> album.owner().equals(owner));
  }

  @Override
  public Optional<Album> find(AlbumId id) {
    return tables.albums.find(id);
  }

  @Override
  public Optional<Album> findDefault(UserId owner, ApiKey application) {
    AlbumKind kind = new AlbumKind.ApplicationDefault(application);
    return of(owner).filter(album -> album.kind().equals(kind)).findFirst();
  }

  @Override
  public Extent extent(UserId owner) {
    IntSummaryStatistics behind =
        of(owner).mapToInt(album -> album.sequence() + 1).summaryStatistics();
    return new Extent((int) behind.getCount(), Math.max(0, behind.getMax()));
  }

  @Override
  public List<Album> ofOwner(UserId owner) {
    return of(owner).sorted(AS_LISTED).toList();
  }

  @Override
  public List<Album> findAll(Set<AlbumId> ids) {
    return tables.albums.all().filter(album -> ids.contains(album.id())).sorted(AS_LISTED).toList();
  }

  @Override
  public void add(Album album) {
    refuseSecondDefault(album);
    tables.albums.add(album.id(), album);
  }

  @Override
  public void replace(Album album) {
    refuseSecondDefault(album);
    requireExisting(album);
    tables.albums.replace(album.id(), album);
  }

  @Override
  public void shift(UserId owner, AlbumShift shift) {
    for (Album album : of(owner).toList()) {
      int place = shift.after(album.sequence());
      if (place != album.sequence()) {
        tables.albums.replace(album.id(), album.at(place));
      }
    }
  }

  @Override
  public void remove(Album album) {
    requireExisting(album);
    boolean holdsPictures =
        tables.pictures.all().anyMatch(picture -> picture.album().equals(Optional.of(album.id())));
    if (holdsPictures) {
      throw new IllegalStateException("album " + album.id().value() + " still holds pictures");
    }
    tables.albums.removeExisting(album.id());
  }

  private Stream<Album> of(UserId owner) {
    return tables.albums.all().filter(album -> album.owner().equals(owner));
  }

  private void requireExisting(Album album) {
    if (find(album.owner(), album.id()).isEmpty()) {
      throw new IllegalStateException(
          "there is no album " + album.id().value() + " of member " + album.owner().value());
    }
  }

  private void refuseSecondDefault(Album album) {
    boolean isSecond =
        album.kind() instanceof AlbumKind.ApplicationDefault(ApiKey application)
            && findDefault(album.owner(), application)
                .filter(known -> !known.id().equals(album.id()))
                .isPresent();
    if (isSecond) {
      throw new IllegalStateException(
          "member " + album.owner().value() + " has a default album of this application");
    }
  }
}

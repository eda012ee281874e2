package org.pinacotheca.tools.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.pinacotheca.domain.album.AlbumCapacity;
import org.pinacotheca.tools.importing.Journal.Added;

/**
 * The albums of a folder: those that an import has filled from it, whatever their names are now,
 * and those with the name and the description that an import gives them. Thread-safe.
 */
final class FolderAlbums {
  /** The pictures of an album. */
  static final int PICTURES_MAX = AlbumCapacity.DEFAULT.ordinary();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE_SIZE = 100;

  private final MemberClient client;
  private final Folder folder;
  private final List<Album> albums;
  private final List<Picture> unrecorded;
  private int last;

  record Album(int id, String name, int size) {}

  record Picture(int id, String title, int album) {}

  private FolderAlbums(
      MemberClient client, Folder folder, List<Album> albums, List<Picture> unrecorded) {
    this.client = client;
    this.folder = folder;
    this.albums = albums;
    this.unrecorded = unrecorded;
    this.last = albums.size();
  }

  /** Finds the albums of a folder among all albums of the member. */
  static FolderAlbums of(
      Folder folder, JsonNode all, MemberClient client, int user, List<Added> added) {
    Set<Integer> filled =
        added.stream()
            .filter(one -> folder.holds(one.path()))
            .map(Added::album)
            .collect(Collectors.toSet());
    Set<Integer> recorded = added.stream().map(Added::picture).collect(Collectors.toSet());
    List<Album> albums = new ArrayList<>();
    List<Picture> unrecorded = new ArrayList<>();
    for (JsonNode node : all) {
      Album album =
          new Album(
              node.path("AlbumID").asInt(),
              node.path("AlbumName").asText(),
              node.path("AlbumSize").asInt());
      boolean isNamedSo =
          folder.isAlbumName(album.name())
              && node.path("AlbumDescription").asText().equals(folder.description());
      if (filled.contains(album.id()) || isNamedSo) {
        albums.add(album);
        pictures(client, user, album).stream()
            .filter(picture -> !recorded.contains(picture.id()))
            .forEach(unrecorded::add);
      }
    }
    albums.sort(Comparator.comparingInt(Album::id));
    return new FolderAlbums(client, folder, albums, unrecorded);
  }

  private static List<Picture> pictures(MemberClient client, int user, Album album) {
    List<Picture> pictures = new ArrayList<>();
    int pages = 1;
    for (int page = 1; page <= pages; page++) {
      String query =
          "/v1/Pictures/GetGallery?UserID=%d&AlbumID=%d&PageSize=%d&PageNumber=%d"
              .formatted(user, album.id(), PAGE_SIZE, page);
      JsonNode gallery = client.read(query);
      pages = gallery.path("PageCount").asInt();
      for (JsonNode picture : gallery.path("Pictures")) {
        pictures.add(
            new Picture(
                picture.path("PictureID").asInt(), picture.path("Title").asText(), album.id()));
      }
    }
    return pictures;
  }

  /**
   * A picture with this title that the journal does not have, because the import was cut off before
   * it learnt of it; not found again.
   */
  Optional<Picture> takeUnrecorded(String title) {
    for (Iterator<Picture> left = unrecorded.iterator(); left.hasNext(); ) {
      Picture picture = left.next();
      if (picture.title().equals(title)) {
        left.remove();
        return Optional.of(picture);
      }
    }
    return Optional.empty();
  }

  /** The newest album that has room. */
  Optional<Album> withRoom() {
    return albums.reversed().stream().filter(album -> album.size() < PICTURES_MAX).findFirst();
  }

  /** The name for another album. */
  synchronized String nextName() {
    Set<String> taken =
        albums.stream().map(Album::name).collect(Collectors.toCollection(HashSet::new));
    String name;
    do {
      name = folder.albumName(++last);
    } while (taken.contains(name));
    return name;
  }

  Album create(String name) {
    ObjectNode body =
        JSON.createObjectNode().put("Name", name).put("Description", folder.description());
    // A key of its own: after a kill the album is found by its name.
    String key = "import-album-" + UUID.randomUUID();
    MemberClient.Reply reply = client.post("/v1/Pictures/CreateAlbum", key, body);
    if (reply.status() != 200) {
      throw reply.unexpected();
    }
    return new Album(reply.json().path("AlbumID").asInt(), name, 0);
  }
}

package org.pinacotheca.testkit.scenario;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Picture;

/**
 * Translates between the numbers of a script and the real ids of a gallery; numbers beyond what was
 * made stand for something that does not exist. Used by one thread.
 */
final class IdMapping {
  private static final UserId NOBODY = new UserId(Integer.MAX_VALUE - 1);

  private final SampleMembers world;
  private final Map<AlbumId, UserId> albums = new LinkedHashMap<>();
  private final List<PictureId> pictures = new ArrayList<>();

  IdMapping(SampleMembers world) {
    this.world = world;
  }

  int albumsMade() {
    return albums.size();
  }

  int picturesMade() {
    return pictures.size();
  }

  /** The owner of an album that was made here. */
  UserId owner(AlbumId album) {
    return Optional.ofNullable(albums.get(album)).orElseThrow(() -> neverMade(album));
  }

  /** Gives numbers to what was made. An upload may have made the program's album, too. */
  void remember(Object outcome) {
    switch (outcome) {
      case CreateAlbum.Created(var view) -> albums.put(view.album().id(), view.album().owner());
      case AddPictures.Added(var added) -> pictures.addAll(added);
      case UploadPhoto.Uploaded(var view) -> {
        Picture picture = view.picture();
        pictures.add(picture.id());
        picture.album().ifPresent(album -> albums.putIfAbsent(album, picture.owner()));
      }
      default -> {}
    }
  }

  /** The same value with real ids, in all records and collections of which it consists. */
  @SuppressWarnings("unchecked")
  <T> T toReal(T value) {
    return (T) real(value);
  }

  private Object real(Object value) {
    return switch (value) {
      case UserId number -> real(number);
      case AlbumId(int number) ->
          number <= albums.size()
              ? List.copyOf(albums.keySet()).get(number - 1)
              : new AlbumId(Integer.MAX_VALUE);
      case PictureId(int number) ->
          number <= pictures.size() ? pictures.get(number - 1) : new PictureId(Integer.MAX_VALUE);
      case Optional<?> optional -> optional.map(this::real);
      case List<?> list -> list.stream().map(this::real).toList();
      case Set<?> set -> set.stream().map(this::real).collect(Collectors.toUnmodifiableSet());
      case Record whole -> real(whole);
      default -> value;
    };
  }

  private UserId real(UserId number) {
    Persona[] roles = Persona.values();
    return number.value() <= roles.length ? world.member(roles[number.value() - 1]) : NOBODY;
  }

  private Object real(Record whole) {
    RecordComponent[] components = whole.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        values[i] = real(Objects.requireNonNull(components[i].getAccessor().invoke(whole)));
      }
      return whole.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("not a public record: " + whole, e);
    }
  }

  /** The name of a real id in the script. */
  String toScript(Object id) {
    return switch (id) {
      case UserId member -> world.roleOf(member).name();
      case AlbumId album -> "album " + number(List.copyOf(albums.keySet()), album);
      case PictureId picture -> "picture " + number(pictures, picture);
      default -> throw new IllegalArgumentException("not an id of a script: " + id);
    };
  }

  private static int number(List<?> made, Object id) {
    int index = made.indexOf(id);
    if (index < 0) {
      throw neverMade(id);
    }
    return index + 1;
  }

  private static AssertionError neverMade(Object id) {
    return new AssertionError(id + " was never made here");
  }
}

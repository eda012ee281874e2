package org.pinacotheca.domain.picture;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;

/**
 * The pictures that one command names.
 *
 * @param ids 1 to {@value Picture#PICTURES_PER_REQUEST_MAX}
 */
public record PictureSelection(Set<PictureId> ids) {
  public PictureSelection {
    ids = Set.copyOf(ids);
    checkCount(ids.size(), Field.PICTURES).orElseThrow();
  }

  /** The pictures that were named, one named twice counting once, or the fault of their number. */
  public static Checked<PictureSelection> check(Collection<PictureId> named) {
    Set<PictureId> ids = Set.copyOf(named);
    return checkCount(ids.size(), Field.PICTURES).map(_ -> new PictureSelection(ids));
  }

  /** The pictures that were named, whose number is right. */
  public static PictureSelection of(Collection<PictureId> named) {
    return check(named).orElseThrow();
  }

  /** The number of pictures that a request uploads, or its fault. */
  public static Checked<Integer> checkUploads(int count) {
    return checkCount(count, Field.UPLOADS);
  }

  private static Checked<Integer> checkCount(int count, Field field) {
    return Checked.of(
        Optional.of(count).filter(it -> it >= 1 && it <= Picture.PICTURES_PER_REQUEST_MAX),
        field,
        "must name 1-" + Picture.PICTURES_PER_REQUEST_MAX + " pictures, not " + count + ".");
  }

  /** Those that are not among the pictures that were found, ascending. */
  public List<PictureId> missing(Collection<Picture> found) {
    return missing(ids, found);
  }

  /** The ids that no picture has that was found, ascending. */
  public static List<PictureId> missing(Collection<PictureId> ids, Collection<Picture> found) {
    Set<PictureId> known = found.stream().map(Picture::id).collect(Collectors.toSet());
    TreeSet<PictureId> missing = new TreeSet<>(ids);
    missing.removeAll(known);
    return List.copyOf(missing);
  }
}

package org.pinacotheca.application.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;

/** The pictures; ids are unique among all members, and so are media keys. */
public interface PictureStore {
  /** Returns {@code count} new ids, ascending. */
  List<PictureId> nextIds(int count);

  /** The picture of this owner and id. */
  Optional<Picture> find(UserId owner, PictureId id);

  /** The pictures that exist of those named, whoever owns them, by id. */
  List<Picture> findAll(Set<PictureId> ids);

  /** The pictures of an album, pending ones included, by id. */
  List<Picture> ofAlbum(UserId owner, AlbumId album);

  /**
   * The ids of the approved pictures of each of the member's albums, ascending; albums without any
   * are left out.
   */
  Map<AlbumId, List<PictureId>> approvedIdsByAlbum(UserId owner);

  /** The album's tally, counted from its pictures. */
  AlbumTally tally(UserId owner, AlbumId album);

  /** How many pictures of the member's private gallery are in no album. */
  int countLoose(UserId owner);

  /** How many pictures the member's free gallery has. */
  int countFree(UserId owner);

  /** How many pictures of the member that the application uploaded wait for approval. */
  int countPending(UserId owner, ApiKey application);

  /** The pictures of the member's free gallery, newest first. */
  Page<Picture> free(UserId owner, PageRequest page);

  /**
   * The approved pictures of a private gallery, or of one album of it. Their total may be taken
   * from the tallies of the albums, which are correct outside of a unit of work that changes
   * pictures.
   */
  Page<Picture> approved(
      UserId owner, Optional<AlbumId> album, PictureOrder order, PageRequest page);

  /** The member's pictures that wait for approval, by id. */
  Page<Picture> pending(UserId owner, PageRequest page);

  /** The pictures that meet all criteria, by id; none of a suspended member. */
  Page<Picture> search(Criteria criteria, PageRequest page);

  /** Adds pictures, whose ids and media keys are new and whose albums exist. */
  void add(List<Picture> pictures);

  /** Replaces the picture of the same owner and id, which exists. */
  void replace(Picture picture);

  /** Removes the pictures, which exist. */
  void remove(List<Picture> pictures);

  /** Whether a picture has its files under the key. */
  boolean hasMedia(MediaKey key);

  /**
   * The search criteria; an empty one sets no condition.
   *
   * @param viewer sees their own pending pictures besides the approved ones of all
   */
  record Criteria(
      UserId viewer, Set<UserId> owners, Optional<AlbumId> album, Set<PictureId> pictures) {
    public Criteria {
      owners = Set.copyOf(owners);
      pictures = Set.copyOf(pictures);
    }
  }
}

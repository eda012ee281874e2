package org.pinacotheca.application.api.pictures;

import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.identity.Caller;

/**
 * Pictures of members. Thread-safe; every call may wait for storage, and adding also for the image
 * processor.
 */
public interface Pictures {
  /**
   * Adds 1 to 50 pictures to an album of the subject or outside of albums, all or none.
   *
   * @return their ids, or the refusal: a faulty image, an unknown or full album, a full gallery,
   *     {@link org.pinacotheca.application.api.Overloaded} when the image processor has no room
   */
  AddPictures.Outcome add(Caller caller, AddPictures command);

  /**
   * Adds one picture as an application of the signed RPC does, pending unless the application needs
   * no approval.
   *
   * @return the picture, or the refusal: those of {@link #add}, too many pending pictures, too many
   *     albums for the default album
   */
  UploadPhoto.Outcome upload(Caller caller, UploadPhoto command);

  /**
   * Changes texts, safety and album of a picture of the subject; what is not named stays.
   *
   * @return the changed picture, or the refusal: no such picture or album, no room in the album or
   *     outside of albums, an album for a free picture
   */
  UpdatePicture.Outcome update(Caller caller, UpdatePicture command);

  /**
   * Removes 1 to 50 pictures of the subject with their files, all or none. Their addresses end at
   * once, on other nodes after {@link
   * org.pinacotheca.application.GallerySettings#ADDRESS_STALENESS_MAX}.
   *
   * @return {@link PicturesNotFound} with the ids that are not the subject's, if there are any
   */
  RemovePictures.Outcome remove(Caller caller, RemovePictures command);

  /**
   * Reads the approved pictures of a private gallery, or of one album of it. Any member may;
   * addresses are only for those with access.
   *
   * @return the page, or the refusal: no such member or album; a suspended member is not found
   */
  GetGallery.Outcome gallery(Caller caller, GetGallery query);

  /** Reads the free gallery of a member, for anyone. */
  GetFreeGallery.Outcome freeGallery(GetFreeGallery query);

  /** The page, by id. */
  Page<PictureView> find(Caller caller, FindPictures query);
}

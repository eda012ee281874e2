package org.pinacotheca.application.api.pictures;

import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.identity.Caller;

/**
 * Pictures of members. Thread-safe; every call may wait for storage, and adding also for the image
 * processor.
 */
public interface Pictures {
  AddPictures.Outcome add(Caller caller, AddPictures command);

  UploadPhoto.Outcome upload(Caller caller, UploadPhoto command);

  UpdatePicture.Outcome update(Caller caller, UpdatePicture command);

  RemovePictures.Outcome remove(Caller caller, RemovePictures command);

  GetGallery.Outcome gallery(Caller caller, GetGallery query);

  /** Reads the free gallery of a member, for anyone. */
  GetFreeGallery.Outcome freeGallery(GetFreeGallery query);

  /** The page, by id. */
  Page<PictureView> find(Caller caller, FindPictures query);
}

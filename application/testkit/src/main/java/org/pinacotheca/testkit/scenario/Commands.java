package org.pinacotheca.testkit.scenario;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.albums.UpdateAlbum;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.ApprovePictures;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.GetPendingPictures;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.pictures.RejectPictures;
import org.pinacotheca.application.api.pictures.RemovePictures;
import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.application.api.selling.CreditAccounts.GrantCredits;
import org.pinacotheca.application.api.selling.GetSubscriptions;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.selling.UpdatePricePlans;
import org.pinacotheca.domain.access.PlanDraft;
import org.pinacotheca.domain.access.PriceList;
import org.pinacotheca.domain.album.AlbumChange;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.PictureSelection;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.testkit.generate.SamplePictures;

/** Short forms of commands of {@code application.api}. */
public final class Commands {
  private static final PageRequest ALL = new PageRequest(1, PageRequest.SIZE_MAX);

  private Commands() {}

  public static AlbumDraft locked(String name, String pin, String price) {
    return AlbumDraft.named(name).described("locked").lockedBy(pin, price);
  }

  public static CreateAlbum create(AlbumDraft draft) {
    return new CreateAlbum(draft.check().orElseThrow());
  }

  /** Sets all properties but the location; those missing in the draft are cleared. */
  public static UpdateAlbum update(AlbumId album, AlbumDraft draft, OptionalInt sequence) {
    AlbumChange change =
        new AlbumChange(
            draft.name(),
            Change.to(draft.description()),
            new Change.Keep<>(),
            Change.to(draft.pin()),
            Change.to(draft.pinPrice()));
    return new UpdateAlbum(album, change.check().orElseThrow(), sequence);
  }

  /** As above, at the position that the album has. */
  public static UpdateAlbum update(AlbumId album, AlbumDraft draft) {
    return update(album, draft, OptionalInt.empty());
  }

  /** Lists albums with the ids of their pictures. */
  public static ListAlbums list(UserId owner) {
    return new ListAlbums(owner, true, Masking.NONE);
  }

  public static NewPicture picture(SamplePictures image) {
    return new NewPicture(PictureText.NONE, image);
  }

  public static AddPictures add(Optional<AlbumId> album, SamplePictures... images) {
    return new AddPictures(album, Stream.of(images).map(Commands::picture).toList());
  }

  /** Adds the same small picture several times. */
  public static AddPictures add(Optional<AlbumId> album, int count) {
    return new AddPictures(album, Collections.nCopies(count, picture(SamplePictures.SMALL_PNG)));
  }

  /** Uploads one photo as the RPC does; without an album to the program's default album. */
  public static UploadPhoto upload(Optional<AlbumId> album, String caption, SamplePictures image) {
    return new UploadPhoto(album, new PictureText("", caption), image);
  }

  /** Sets all properties; an empty album takes the picture out of its album. */
  public static UpdatePicture describe(
      PictureId picture, String title, String description, Optional<AlbumId> album, boolean safe) {
    return new UpdatePicture(
        picture,
        new PictureText.Revision(
            Change.to(Optional.of(title).filter(text -> !text.isEmpty())),
            Change.to(Optional.of(description).filter(text -> !text.isEmpty()))),
        Change.to(album),
        Optional.of(safe));
  }

  public static RemovePictures remove(PictureId... pictures) {
    return new RemovePictures(PictureSelection.of(List.of(pictures)));
  }

  public static ApprovePictures approve(PictureId... pictures) {
    return new ApprovePictures(PictureSelection.of(List.of(pictures)));
  }

  public static RejectPictures reject(PictureId... pictures) {
    return new RejectPictures(PictureSelection.of(List.of(pictures)));
  }

  /** Reads a gallery or an album of it, the newest pictures first. */
  public static GetGallery gallery(UserId owner, Optional<AlbumId> album, PageRequest page) {
    return new GetGallery(owner, album, PictureOrder.DATE_UPLOADED, page, Masking.NONE);
  }

  /** As above, as much of it as a page has. */
  public static GetGallery gallery(UserId owner, Optional<AlbumId> album) {
    return gallery(owner, album, ALL);
  }

  public static GetPendingPictures pending() {
    return new GetPendingPictures(ALL, Masking.NONE);
  }

  /** Unlocks at any price. */
  public static UnlockAlbum unlock(AlbumId album, String pin) {
    return new UnlockAlbum(album, new Pin(pin), Optional.empty());
  }

  /**
   * A plan to offer.
   *
   * @param durationId 1 to 6
   * @param price in hundredths
   */
  public static PlanDraft plan(int durationId, long price) {
    return new PlanDraft(
        Optional.empty(), OptionalInt.of(durationId), Optional.of(BigDecimal.valueOf(price, 2)));
  }

  /** Replaces the subject's plans by new ones. */
  public static UpdatePricePlans offer(PlanDraft... plans) {
    return new UpdatePricePlans(PriceList.check(List.of(plans)).orElseThrow());
  }

  /** Lists what the subject has subscribed to. */
  public static GetSubscriptions subscriptions() {
    return new GetSubscriptions(false, ALL);
  }

  /**
   * Gives a member credits.
   *
   * @param reference identifies the grant, which takes effect once
   */
  public static GrantCredits grant(UserId member, long hundredths, String reference) {
    return new GrantCredits(member, new Credits(hundredths), reference);
  }
}

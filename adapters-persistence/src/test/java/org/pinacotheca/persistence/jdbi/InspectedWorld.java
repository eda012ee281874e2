package org.pinacotheca.persistence.jdbi;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.api.accounts.TokenAdmin;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.pictures.RejectPictures;
import org.pinacotheca.application.api.pictures.RemovePictures;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.application.api.selling.CreditAccounts.GrantCredits;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.application.api.selling.RefundSale;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.selling.UpdatePricePlans;
import org.pinacotheca.domain.access.PlanDraft;
import org.pinacotheca.domain.access.PriceList;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.PictureSelection;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.images.ImageSettings;
import org.pinacotheca.images.PooledImageProcessor;
import org.pinacotheca.persistence.crypto.HmacSecrets;
import org.pinacotheca.persistence.disk.DiskPictureFiles;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;
import org.pinacotheca.testkit.scenario.SampleMembers;

/**
 * An installation with every kind of data: pictures of all types and states, some removed and
 * rejected, grants, sales with commission, an album that was sold and removed.
 */
final class InspectedWorld implements AutoCloseable {
  private static final String PIN = "a7Z3";

  final Gallery gallery;
  final SampleMembers world;
  final AlbumId album;
  final PictureId png;
  final PricePlanId plan;
  private final PooledImageProcessor processor;

  InspectedWorld(TestDatabase database, ManualClock clock, Path files) {
    processor = PooledImageProcessor.open(ImageSettings.defaults(Path.of("target", "native")));
    gallery =
        Gallery.of(
            database.storage().unitOfWork(),
            DiskPictureFiles.open(files),
            processor,
            new HmacSecrets(Keys.master(1)),
            GallerySettings.DEFAULT.withCommission(new Commission(1250)));
    world = SampleMembers.of(gallery, clock);
    Caller anna = world.caller(Persona.ANNA);
    Caller ben = world.caller(Persona.BEN);
    album = lockedAlbum(anna);
    List<PictureId> kept =
        add(anna, GalleryKind.PRIVATE, Optional.of(album), SamplePictures.goodOnes());
    png = kept.getLast();
    add(anna, GalleryKind.PRIVATE, Optional.empty(), SamplePictures.SMALL_PNG);
    add(anna, GalleryKind.FREE, Optional.empty(), SamplePictures.SMALL_PNG);
    List<PictureId> removed =
        add(anna, GalleryKind.PRIVATE, Optional.of(album), SamplePictures.SMALL_PNG);
    gallery.pictures().remove(anna, new RemovePictures(PictureSelection.of(removed)));
    upload();
    gallery.approvals().reject(anna, new RejectPictures(PictureSelection.of(List.of(upload()))));
    grant(Persona.BEN, 100_00, "first");
    grant(Persona.DORA, 1_00, "second");
    plan = sell(anna, ben);
    refund(world.caller(Persona.CLARA));
    world.bearerToken(anna);
    gallery
        .grants()
        .openSession(
            new TokenAdmin.OpenSession(
                anna.actor(),
                anna.application(),
                Optional.empty(),
                Optional.of(new SharedSecret("known")),
                Optional.empty()));
  }

  private AlbumId lockedAlbum(Caller owner) {
    AlbumDraft draft = AlbumDraft.named("Album").lockedBy(PIN, "2.50");
    if (gallery.albums().create(owner, new CreateAlbum(draft.check().orElseThrow()))
        instanceof CreateAlbum.Created(var view)) {
      return view.album().id();
    }
    throw new AssertionError("no album was created");
  }

  private List<PictureId> add(
      Caller owner, GalleryKind galleryKind, Optional<AlbumId> into, SamplePictures... samples) {
    List<NewPicture> pictures =
        List.of(samples).stream().map(sample -> new NewPicture(PictureText.NONE, sample)).toList();
    if (gallery.pictures().add(owner, new AddPictures(galleryKind, into, pictures))
        instanceof AddPictures.Added(var ids)) {
      return ids;
    }
    throw new AssertionError("no picture was added");
  }

  private PictureId upload() {
    Caller stranger = world.caller(Persona.ANNA, SampleApplication.NEWCOMER);
    UploadPhoto upload =
        new UploadPhoto(Optional.empty(), PictureText.NONE, SamplePictures.MIDDLE_JPEG);
    if (gallery.pictures().upload(stranger, upload) instanceof UploadPhoto.Uploaded(var view)) {
      return view.picture().id();
    }
    throw new AssertionError("nothing was uploaded");
  }

  /** Uploads, removes, grants and sells once more. */
  void goOn() {
    Caller emil = world.caller(Persona.EMIL);
    gallery
        .pictures()
        .remove(
            emil,
            new RemovePictures(
                PictureSelection.of(
                    add(emil, GalleryKind.PRIVATE, Optional.empty(), SamplePictures.MIDDLE_JPEG))));
    AlbumId sold = lockedAlbum(emil);
    add(emil, GalleryKind.PRIVATE, Optional.of(sold), SamplePictures.SMALL_PNG);
    grant(Persona.CLARA, 3_00, "for-" + sold.value());
    unlock(world.caller(Persona.CLARA), sold);
    gallery.albums().remove(emil, new RemoveAlbum(sold, true));
  }

  private void grant(Persona to, long hundredths, String reference) {
    gallery
        .creditAccounts()
        .grant(new GrantCredits(world.member(to), new Credits(hundredths), reference));
  }

  private PricePlanId sell(Caller owner, Caller buyer) {
    unlock(buyer, album);
    AlbumId gone = lockedAlbum(owner);
    unlock(buyer, gone);
    gallery.albums().remove(owner, new RemoveAlbum(gone, true));
    PlanDraft draft =
        new PlanDraft(Optional.empty(), OptionalInt.of(3), Optional.of(new BigDecimal("10.00")));
    if (!(gallery
            .subscriptions()
            .updatePlans(owner, new UpdatePricePlans(PriceList.check(List.of(draft)).orElseThrow()))
        instanceof UpdatePricePlans.Updated(var plans))) {
      throw new AssertionError("no plan was offered");
    }
    PricePlanId bought = plans.getFirst().id();
    for (int times = 0; times < 2; times++) {
      if (!(gallery
              .subscriptions()
              .subscribe(buyer, new Subscribe(owner.subject(), bought, Optional.empty()))
          instanceof Subscribe.Subscribed)) {
        throw new AssertionError("nothing was subscribed to");
      }
    }
    return bought;
  }

  private void refund(Caller buyer) {
    grant(Persona.CLARA, 5_00, "third");
    unlock(buyer, album);
    if (!(gallery.creditAccounts().history(buyer, new GetCreditsHistory(true, OptionalInt.of(1), 1))
        instanceof GetCreditsHistory.Read(var page))) {
      throw new AssertionError("the history was not read");
    }
    long sale = page.items().getFirst().number();
    if (!(gallery.creditAccounts().refund(new RefundSale(sale, "asked"))
        instanceof RefundSale.Refunded)) {
      throw new AssertionError("nothing was refunded");
    }
  }

  private void unlock(Caller buyer, AlbumId locked) {
    if (!(gallery.unlocks().unlock(buyer, new UnlockAlbum(locked, new Pin(PIN), Optional.empty()))
        instanceof UnlockAlbum.Unlocked)) {
      throw new AssertionError("the album was not unlocked");
    }
  }

  int member(Persona role) {
    return world.member(role).value();
  }

  @Override
  public void close() {
    processor.close();
  }
}

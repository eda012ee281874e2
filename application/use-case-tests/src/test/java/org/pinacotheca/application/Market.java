package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.UpdateAlbum;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.selling.CreditAccounts.GrantCredits;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.selling.UpdatePricePlans;
import org.pinacotheca.domain.access.PlanDraft;
import org.pinacotheca.domain.access.PriceList;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.album.AlbumChange;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** A gallery where access is sold, with helpers to sell and buy. Amounts are hundredths. */
final class Market {
  static final String PIN = "a7Z3";
  static final String WRONG = "b2A1";

  final InMemoryGallery inMemory;
  final Gallery gallery;
  final SampleMembers world;
  private long granted;
  private int references;

  private Market(Commission commission) {
    inMemory = InMemoryGallery.keeping(commission);
    gallery = inMemory.gallery();
    world = SampleMembers.of(inMemory);
  }

  static Market open() {
    return new Market(Commission.NONE);
  }

  static Market open(int commissionBasisPoints) {
    return new Market(new Commission(commissionBasisPoints));
  }

  /** A caller with every scope there is. */
  Caller caller(Persona role) {
    return world.caller(role);
  }

  void grant(Persona to, long hundredths) {
    references++;
    granted += hundredths;
    Credits amount = new Credits(hundredths);
    assertThat(
            gallery
                .creditAccounts()
                .grant(new GrantCredits(world.member(to), amount, "test-" + references)))
        .isInstanceOf(Registration.Registered.class);
  }

  static AlbumDraft draft(Optional<String> pin, long hundredths) {
    return new AlbumDraft(
        Optional.of("Album"),
        Optional.empty(),
        Optional.empty(),
        pin,
        pin.map(locked -> BigDecimal.valueOf(hundredths, 2)));
  }

  /** An album behind {@link #PIN} with a picture in it. */
  AlbumId lockedAlbum(Persona owner, long hundredths) {
    return album(owner, draft(Optional.of(PIN), hundredths));
  }

  AlbumId album(Persona owner, AlbumDraft draft) {
    if (!(gallery.albums().create(caller(owner), new CreateAlbum(draft.check().orElseThrow()))
        instanceof CreateAlbum.Created(var view))) {
      throw new AssertionError("no album was created");
    }
    addPicture(owner, Optional.of(view.album().id()));
    return view.album().id();
  }

  void addPicture(Persona owner, Optional<AlbumId> album) {
    NewPicture picture = new NewPicture(PictureText.NONE, SamplePictures.SMALL_PNG);
    assertThat(gallery.pictures().add(caller(owner), new AddPictures(album, List.of(picture))))
        .isInstanceOf(AddPictures.Added.class);
  }

  void lock(Persona owner, AlbumId album, Optional<String> pin, long hundredths) {
    UpdateAlbum update =
        new UpdateAlbum(
            album,
            new AlbumChange(
                    Optional.of("album"),
                    new Change.Keep<>(),
                    new Change.Keep<>(),
                    Change.to(pin),
                    Change.to(pin.map(_ -> BigDecimal.valueOf(hundredths, 2))))
                .check()
                .orElseThrow(),
            OptionalInt.empty());
    assertThat(gallery.albums().update(caller(owner), update))
        .isInstanceOf(UpdateAlbum.Updated.class);
  }

  UnlockAlbum.Outcome unlock(Persona viewer, AlbumId album, String pin) {
    return unlock(caller(viewer), album, pin);
  }

  UnlockAlbum.Outcome unlock(Caller caller, AlbumId album, String pin) {
    return gallery.unlocks().unlock(caller, new UnlockAlbum(album, new Pin(pin), Optional.empty()));
  }

  /** The charge of an unlock, which must succeed. */
  long charged(UnlockAlbum.Outcome outcome) {
    if (outcome instanceof UnlockAlbum.Unlocked unlocked) {
      return unlocked.charged().hundredths();
    }
    throw new AssertionError("not unlocked: " + outcome);
  }

  static PlanDraft newPlan(int durationId, String price) {
    return new PlanDraft(
        Optional.empty(), OptionalInt.of(durationId), Optional.of(new BigDecimal(price)));
  }

  /** Replaces the owner's plans. */
  List<PricePlan> offer(Persona owner, PlanDraft... plans) {
    if (gallery
            .subscriptions()
            .updatePlans(
                caller(owner),
                new UpdatePricePlans(PriceList.check(Arrays.asList(plans)).orElseThrow()))
        instanceof UpdatePricePlans.Updated(var offered)) {
      return offered;
    }
    throw new AssertionError("the plans were not replaced");
  }

  Subscribe.Outcome subscribe(Persona viewer, Persona owner, PricePlanId plan) {
    return gallery
        .subscriptions()
        .subscribe(caller(viewer), new Subscribe(world.member(owner), plan, Optional.empty()));
  }

  /** The pictures of an owner, or of one of their albums, as a viewer sees them. */
  List<PictureView> pictures(Persona viewer, Persona owner, Optional<AlbumId> album) {
    GetGallery query =
        new GetGallery(
            world.member(owner),
            album,
            PictureOrder.DATE_UPLOADED,
            new PageRequest(1, 50),
            Masking.NONE);
    if (gallery.pictures().gallery(caller(viewer), query) instanceof GetGallery.Read read) {
      return read.pictures().items();
    }
    throw new AssertionError("the gallery could not be read");
  }

  /** Whether the viewer is given addresses of the album's pictures, which must be all or none. */
  boolean sees(Persona viewer, Persona owner, AlbumId album) {
    List<PictureView> pictures = pictures(viewer, owner, Optional.of(album));
    assertThat(pictures).isNotEmpty();
    assertThat(pictures.stream().map(view -> view.links().isPresent()).distinct()).hasSize(1);
    return pictures.getFirst().links().isPresent();
  }

  long balance(Persona role) {
    return balance(new AccountId.OfMember(world.member(role)));
  }

  long balanceOfPlatform() {
    return IntStream.range(0, AccountId.OfPlatform.PARTS)
        .mapToLong(part -> balance(new AccountId.OfPlatform(part)))
        .sum();
  }

  private long balance(AccountId account) {
    return inMemory.storage().<Credits>read(tx -> tx.ledger().balance(account)).hundredths();
  }

  List<LedgerEntry> entries(Persona role) {
    AccountId account = new AccountId.OfMember(world.member(role));
    return inMemory
        .storage()
        .read(tx -> tx.ledger().entries(account, false, new PageRequest(1, 100)).items());
  }

  void pass(Duration time) {
    inMemory.clock().advance(time);
  }

  /** Asserts that members and platform together hold exactly what was granted. */
  void assertBooksBalance() {
    List<Long> held = new ArrayList<>(Arrays.stream(Persona.values()).map(this::balance).toList());
    held.add(balanceOfPlatform());
    assertThat(held.stream().mapToLong(Long::longValue).sum()).isEqualTo(granted);
  }
}

package org.pinacotheca.persistence.jdbi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.accounts.ApproveLogin;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.accounts.RequestLogin;
import org.pinacotheca.application.api.accounts.TokenAdmin;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.operations.Idempotency;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.application.api.selling.CreditAccounts.GrantCredits;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.application.api.selling.RefundSale;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.selling.UpdatePricePlans;
import org.pinacotheca.domain.access.PlanDraft;
import org.pinacotheca.domain.access.PriceList;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** Members who use a filled installation and leave a marker word in all their texts. */
final class MarkedMembers {
  static final String MARK = "Quibblewick";
  private static final String PIN = "a7Z3";
  private static final String WRONG = "zzzz";

  private final InspectedWorld inspected;
  private final Gallery gallery;
  private final SampleMembers world;

  MarkedMembers(InspectedWorld inspected) {
    this.inspected = inspected;
    gallery = inspected.gallery;
    world = inspected.world;
  }

  /** A member with at least one row in every table that can have one. */
  UserId whoDidEverything() {
    UserId member = member(MARK);
    Caller theirs = caller(member);
    UserId manager = member("Manager");
    registered(
        gallery
            .registrations()
            .addGroup(
                new Registrations.NewGroup(
                    Optional.empty(), "Of a manager", manager, Set.of(member))));
    grant(member, MARK);
    AlbumId album = album(theirs, MARK);
    assertThat(upload(theirs, Optional.of(album))).isInstanceOf(AddPictures.Added.class);
    assertThat(
            gallery
                .pictures()
                .upload(
                    Caller.of(
                        member,
                        world.application(SampleApplication.NEWCOMER).key(),
                        Set.of(Scope.values())),
                    new UploadPhoto(
                        Optional.empty(), new PictureText("", MARK), SamplePictures.MIDDLE_JPEG)))
        .isInstanceOf(UploadPhoto.Uploaded.class);
    sell(member, album, plan(theirs));
    refund(theirs);
    gallery
        .unlocks()
        .unlock(theirs, new UnlockAlbum(inspected.album, new Pin(WRONG), Optional.empty()));
    registered(gallery.grants().openSession(session(member)));
    tokens(member);
    approveLogin(theirs);
    createOnce(theirs, "theirs");
    createOnce(caller(manager).actingFor(member), "for them");
    return member;
  }

  AddPictures.Outcome upload(Caller theirs, Optional<AlbumId> album) {
    NewPicture picture = new NewPicture(new PictureText(MARK, ""), SamplePictures.SMALL_PNG);
    return gallery.pictures().add(theirs, new AddPictures(album, List.of(picture)));
  }

  /** Refunds their subscription to Anna's gallery, with a note that names them. */
  private void refund(Caller theirs) {
    GetCreditsHistory query = new GetCreditsHistory(true, OptionalInt.of(1), 20);
    if (!(gallery.creditAccounts().history(theirs, query) instanceof GetCreditsHistory.Read read)) {
      throw new AssertionError("the history was not read");
    }
    long sale =
        read.entries().items().stream()
            .filter(entry ->
                entry.transfer().reason() instanceof TransferReason.Subscribed
                    && entry.gainInHundredths() < 0)
            .findFirst()
            .orElseThrow()
            .number();
    assertThat(gallery.creditAccounts().refund(new RefundSale(sale, MARK)))
        .isInstanceOf(RefundSale.Refunded.class);
    gallery
        .subscriptions()
        .subscribe(
            theirs, new Subscribe(world.member(Persona.ANNA), inspected.plan, Optional.empty()));
  }

  /** Sells in both directions, so that the erased member is seller and buyer. */
  Object sell(UserId member, AlbumId album, PricePlan plan) {
    Caller ben = world.caller(Persona.BEN);
    grant(ben.actor(), "for-" + System.nanoTime());
    gallery.unlocks().unlock(ben, new UnlockAlbum(album, new Pin(WRONG), Optional.empty()));
    gallery.unlocks().unlock(ben, new UnlockAlbum(album, new Pin(PIN), Optional.empty()));
    gallery
        .subscriptions()
        .subscribe(
            caller(member),
            new Subscribe(world.member(Persona.ANNA), inspected.plan, Optional.empty()));
    return gallery
        .subscriptions()
        .subscribe(ben, new Subscribe(member, plan.id(), Optional.empty()));
  }

  /** Acts as an operator who does not know of the erasure yet. */
  Object enroll(UserId member) {
    grant(member, "late-" + System.nanoTime());
    gallery
        .registrations()
        .addGroup(new Registrations.NewGroup(Optional.empty(), MARK, member, Set.of()));
    gallery.grants().openSession(session(member));
    return gallery.grants().issueToken(token(member));
  }

  Object keepRefreshing(AtomicBoolean over, Tokens.TokenPair first) {
    String refreshToken = first.refreshToken();
    var application = world.application(SampleApplication.TRUSTED);
    while (!over.get()) {
      Tokens.Refreshed refreshed =
          gallery
              .tokens()
              .refresh(
                  new Tokens.RefreshTokens(
                      application.key().value(), application.secret().value(), refreshToken));
      if (refreshed instanceof Tokens.Refreshed.Issued(Tokens.TokenPair next)) {
        refreshToken = next.refreshToken();
      }
    }
    return refreshToken;
  }

  private void approveLogin(Caller theirs) {
    RequestLogin request =
        new RequestLogin(theirs.application(), Optional.empty(), Optional.empty());
    if (gallery.logins().request(request) instanceof RequestLogin.Requested(var token)) {
      assertThat(gallery.logins().approve(theirs, new ApproveLogin(token)))
          .isEqualTo(new ApproveLogin.Approved());
    }
  }

  private void createOnce(Caller caller, String key) {
    CreateAlbum command = new CreateAlbum(draft(MARK).check().orElseThrow());
    gallery
        .idempotency()
        .<CreateAlbum.Outcome>once(
            caller,
            new Idempotency.RetryKey(key.replace(' ', '-'), "0".repeat(64)),
            Set.of(Scope.PROFILE_GALLERY),
            commands -> commands.albums().create(caller, command),
            outcome -> MARK.getBytes(ISO_8859_1));
  }

  UserId member(String nickname) {
    return registered(
            gallery
                .registrations()
                .addMember(
                    new Registrations.NewMember(
                        Optional.empty(), new Nickname(nickname), Optional.empty())))
        .id();
  }

  Caller caller(UserId member) {
    return Caller.of(
        member, world.application(SampleApplication.TRUSTED).key(), Set.of(Scope.values()));
  }

  void grant(UserId member, String reference) {
    gallery.creditAccounts().grant(new GrantCredits(member, new Credits(100_00), reference));
  }

  private static AlbumDraft draft(String name) {
    return new AlbumDraft(
        Optional.of(name),
        Optional.of(name),
        Optional.of(name),
        Optional.of(PIN),
        Optional.of(new BigDecimal("2.50")));
  }

  AlbumId album(Caller owner, String name) {
    if (gallery.albums().create(owner, new CreateAlbum(draft(name).check().orElseThrow()))
        instanceof CreateAlbum.Created(var view)) {
      return view.album().id();
    }
    throw new AssertionError("no album was created");
  }

  PricePlan plan(Caller owner) {
    PlanDraft draft =
        new PlanDraft(Optional.empty(), OptionalInt.of(3), Optional.of(new BigDecimal("10.00")));
    if (gallery
            .subscriptions()
            .updatePlans(owner, new UpdatePricePlans(PriceList.check(List.of(draft)).orElseThrow()))
        instanceof UpdatePricePlans.Updated(var plans)) {
      return plans.getFirst();
    }
    throw new AssertionError("no plan was offered");
  }

  private TokenAdmin.OpenSession session(UserId member) {
    return new TokenAdmin.OpenSession(
        member,
        world.application(SampleApplication.TRUSTED).key(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private TokenAdmin.IssueToken token(UserId member) {
    return new TokenAdmin.IssueToken(
        member, world.application(SampleApplication.TRUSTED).key(), Set.of(), Optional.empty());
  }

  Tokens.TokenPair tokens(UserId member) {
    return registered(gallery.grants().issueToken(token(member)));
  }

  private static <T> T registered(Registration<T> registration) {
    if (registration instanceof Registration.Registered<T>(T value)) {
      return value;
    }
    throw new AssertionError("not registered: " + registration);
  }
}

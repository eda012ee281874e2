package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.TokenAdmin.IssueToken;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.FindAlbums;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.pictures.FindPictures;
import org.pinacotheca.application.api.pictures.GetFreeGallery;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.GetSubscriptions;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;

/** Anna is suspended, who sold an album to Ben and a subscription to Emil. */
class SuspendMemberTest {
  private final Market market = Market.open();
  private final Gallery gallery = market.gallery;
  private final UserId anna = market.world.member(Persona.ANNA);
  private final ClientApplication program = market.world.application(SampleApplication.TRUSTED);
  private final AlbumId album = market.lockedAlbum(Persona.ANNA, 250);

  @Test
  void nobodySeesTheirGalleryAndEverythingIsBackAfterwards() {
    sell();
    String address = address();
    suspend(true);
    MemberNotFound gone = new MemberNotFound(anna);
    for (Persona viewer : List.of(Persona.ANNA, Persona.BEN, Persona.DORA, Persona.EMIL)) {
      assertThat(gallery.albums().list(market.caller(viewer), listed())).isEqualTo(gone);
      assertThat(gallery.pictures().gallery(market.caller(viewer), pictures())).isEqualTo(gone);
      assertThat(price(viewer)).isEqualTo(new AlbumNotFound());
      assertThat(market.unlock(viewer, album, Market.PIN))
          .isEqualTo(
              viewer == Persona.ANNA
                  ? new Denied(new Denial.MemberSuspended(anna))
                  : new AlbumNotFound());
      assertThat(found(viewer)).isZero();
    }
    assertThat(gallery.pictures().freeGallery(free())).isEqualTo(gone);
    assertThat(gallery.subscriptions().plans(anna)).isEmpty();
    assertThat(gallery.mediaFiles().find(address)).isEmpty();

    suspend(false);
    assertThat(market.sees(Persona.BEN, Persona.ANNA, album)).isTrue();
    assertThat(market.sees(Persona.EMIL, Persona.ANNA, album)).isTrue();
    assertThat(market.sees(Persona.DORA, Persona.ANNA, album)).isFalse();
    assertThat(gallery.mediaFiles().find(address)).isPresent();
    assertThat(found(Persona.BEN)).isEqualTo(2);
    assertThat(gallery.subscriptions().plans(anna).orElseThrow()).hasSize(1);
    assertThat(market.balance(Persona.ANNA)).isEqualTo(350);
    market.assertBooksBalance();
  }

  @Test
  void whoBoughtOfThemStillReadsFromWhom() {
    sell();
    suspend(true);
    GetSubscriptions mine = new GetSubscriptions(false, new PageRequest(1, 50));
    assertThat(gallery.subscriptions().list(market.caller(Persona.EMIL), mine))
        .isInstanceOfSatisfying(
            GetSubscriptions.Read.class,
            read ->
                assertThat(read.subscriptions().items())
                    .singleElement()
                    .satisfies(named -> {
                      assertThat(named.other().id()).isEqualTo(anna);
                      assertThat(named.isOn()).isTrue();
                    }));
  }

  @Test
  void nobodyBuysOfThem() {
    var plan = market.offer(Persona.ANNA, Market.newPlan(1, "1.00")).getFirst();
    market.grant(Persona.DORA, 1000);
    suspend(true);
    assertThat(market.subscribe(Persona.DORA, Persona.ANNA, plan.id()))
        .isEqualTo(new MemberNotFound(anna));
    assertThat(market.unlock(Persona.DORA, album, Market.PIN)).isEqualTo(new AlbumNotFound());
    assertThat(market.balance(Persona.DORA)).isEqualTo(1000);
  }

  @Test
  void theyWriteAndBuyNothingWithATokenThatAnotherNodeStillKnows() {
    Denied suspended = new Denied(new Denial.MemberSuspended(market.world.member(Persona.BEN)));
    var plan = market.offer(Persona.ANNA, Market.newPlan(1, "1.00")).getFirst();
    market.grant(Persona.BEN, 1000);
    gallery.suspensions().suspend(market.world.member(Persona.BEN), true);
    CreateAlbum creation = new CreateAlbum(Market.draft(Optional.empty(), 0).check().orElseThrow());
    assertThat(gallery.albums().create(market.caller(Persona.BEN), creation)).isEqualTo(suspended);
    assertThat(market.unlock(Persona.BEN, album, Market.PIN)).isEqualTo(suspended);
    assertThat(market.subscribe(Persona.BEN, Persona.ANNA, plan.id())).isEqualTo(suspended);
    assertThat(market.balance(Persona.BEN)).isEqualTo(1000);
  }

  @Test
  void theirTokensAreGoodForNothingMeanwhile() {
    Tokens tokens = gallery.tokens();
    Tokens.TokenPair pair = token();
    assertThat(tokens.identify(pair.accessToken())).isPresent();
    assertThat(tokens.isOfSuspended(pair.accessToken())).isFalse();
    suspend(true);
    assertThat(tokens.identify(pair.accessToken())).isEmpty();
    assertThat(tokens.isOfSuspended(pair.accessToken())).isTrue();
    assertThat(tokens.isOfSuspended("unknown")).isFalse();
    assertThat(tokens.recognise(anna, program.key(), Set.of())).isEmpty();
    assertThat(refresh(pair)).isEqualTo(new Tokens.Refreshed.RefreshTokenExpired());
    suspend(false);
    assertThat(tokens.identify(pair.accessToken())).isPresent();
    assertThat(tokens.recognise(anna, program.key(), Set.of())).isPresent();
    assertThat(refresh(pair)).isInstanceOf(Tokens.Refreshed.Issued.class);
    suspend(true);
    market.pass(Duration.ofMinutes(20));
    assertThat(tokens.isOfSuspended(pair.accessToken())).as("it has expired").isFalse();
  }

  @Test
  void anotherNodeKnowsWithinTheStatedTime() {
    Gallery otherNode =
        Gallery.of(
            market.inMemory.storage(),
            market.inMemory.files(),
            market.inMemory.processor(),
            market.inMemory.secrets(),
            GallerySettings.DEFAULT);
    Tokens.TokenPair pair = token();
    assertThat(otherNode.tokens().identify(pair.accessToken())).isPresent();
    suspend(true);
    market.pass(GallerySettings.TOKEN_STALENESS_MAX);
    assertThat(otherNode.tokens().identify(pair.accessToken())).isEmpty();
  }

  @Test
  void theirManagerDoesNotActForThem() {
    Caller clara = market.caller(Persona.CLARA).actingFor(anna);
    suspend(true);
    assertThat(gallery.albums().list(clara, listed()))
        .isEqualTo(new Denied(new Denial.MemberSuspended(anna)));
    Caller stranger = market.caller(Persona.EMIL).actingFor(anna);
    assertThat(gallery.albums().list(stranger, listed()))
        .isEqualTo(new Denied(new Denial.NotInGroup(anna)));
    suspend(false);
    assertThat(gallery.albums().list(clara, listed())).isInstanceOf(ListAlbums.Listed.class);
  }

  @Test
  void itIsRecordedOnceAndNobodyUnknownIsSuspended() {
    suspend(true);
    suspend(true);
    suspend(false);
    List<AuditEntry> audit =
        gallery
            .operations()
            .audit(Optional.empty(), Optional.of(anna), new PageRequest(1, 100))
            .items();
    assertThat(audit)
        .extracting(AuditEntry::action)
        .filteredOn(
            action -> action.name().startsWith("MEMBER_") && action != AuditAction.MEMBER_ADDED)
        .containsExactly(AuditAction.MEMBER_SUSPENDED, AuditAction.MEMBER_RESUMED);
    assertThat(gallery.suspensions().suspend(new UserId(Integer.MAX_VALUE), true))
        .isInstanceOf(Registration.Unknown.class);
  }

  private void sell() {
    market.grant(Persona.BEN, 250);
    market.grant(Persona.EMIL, 100);
    var plan = market.offer(Persona.ANNA, Market.newPlan(5, "1.00")).getFirst();
    market.charged(market.unlock(Persona.BEN, album, Market.PIN));
    market.subscribe(Persona.EMIL, Persona.ANNA, plan.id());
  }

  private String address() {
    return market
        .pictures(Persona.BEN, Persona.ANNA, Optional.of(album))
        .getFirst()
        .links()
        .orElseThrow()
        .path(Rendition.ORIGINAL);
  }

  private void suspend(boolean suspended) {
    if (!(gallery.suspensions().suspend(anna, suspended)
        instanceof Registration.Registered<Member>(Member member))) {
      throw new AssertionError("not suspended");
    }
    assertThat(member.suspended()).isEqualTo(suspended);
  }

  private Tokens.TokenPair token() {
    IssueToken command =
        new IssueToken(anna, program.key(), Set.of(Scope.PROFILE_GALLERY), Optional.empty());
    if (gallery.grants().issueToken(command)
        instanceof Registration.Registered<Tokens.TokenPair>(Tokens.TokenPair pair)) {
      return pair;
    }
    throw new AssertionError("no token");
  }

  private Tokens.Refreshed refresh(Tokens.TokenPair pair) {
    return gallery
        .tokens()
        .refresh(
            new Tokens.RefreshTokens(
                program.key().value(), program.secret().value(), pair.refreshToken()));
  }

  /** How many albums and pictures of Anna the RPC finds. */
  private long found(Persona viewer) {
    Caller caller = market.caller(viewer);
    FindPictures query =
        new FindPictures(List.of(anna), Optional.empty(), List.of(), new PageRequest(1, 10));
    return gallery.albums().find(caller, new FindAlbums(Optional.of(anna), Set.of())).size()
        + gallery.pictures().find(caller, query).total();
  }

  private GetAlbumPrice.Outcome price(Persona viewer) {
    return gallery.unlocks().price(market.caller(viewer), new GetAlbumPrice(album));
  }

  private ListAlbums listed() {
    return new ListAlbums(anna, false, Masking.NONE);
  }

  private GetGallery pictures() {
    return new GetGallery(
        anna, Optional.empty(), PictureOrder.DATE_UPLOADED, new PageRequest(1, 50), Masking.NONE);
  }

  private GetFreeGallery free() {
    return new GetFreeGallery(anna, new PageRequest(1, 50), Masking.NONE);
  }
}

package org.pinacotheca.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.SamplePictures.SMALL_PNG;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.CreditAccounts.GrantCredits;
import org.pinacotheca.application.api.Registration;
import org.pinacotheca.domain.client.Caller;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.member.UserId;

/** How access is sold. Part of {@link GalleryContract}. */
public interface SellingBehaviour {
  /** The door under test. */
  GalleryFixture fixture();

  @Test
  default void anAlbumIsUnlockedWithItsPinAtItsPriceOnce() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    Caller ben = fixture.as(Role.BEN);
    fixture.refused(ben, new Call.UnlockAlbum(album, "x9Y8"), "WrongPin");
    fixture.refused(ben, new Call.UnlockAlbum(album, "a1B2"), "NotEnoughCredits");
    grant(fixture, Role.BEN, 300);
    assertThat(fixture.done(ben, new Call.GetAlbumPrice(album)))
        .containsExactly(new Facts.PriceFacts(Optional.of(250L), "none"));
    assertThat(fixture.done(ben, new Call.UnlockAlbum(album, "a1B2")))
        .containsExactly(new Facts.PaidFacts(250, 50));
    assertThat(fixture.done(ben, new Call.UnlockAlbum(album, "a1B2")))
        .containsExactly(new Facts.PaidFacts(0, 50));
    assertThat(fixture.done(ben, new Call.GetAlbumPrice(album)))
        .containsExactly(new Facts.PriceFacts(Optional.of(250L), "unlocked"));
    assertThat(fixture.picturesOf(Role.ANNA, Optional.of(album), ben))
        .hasSize(1)
        .allMatch(Facts.PictureFacts::isLinked);
    assertThat(fixture.picturesOf(Role.ANNA, Optional.empty(), ben))
        .filteredOn(Facts.PictureFacts::isLinked)
        .hasSize(1);
    assertThat(fixture.picturesOf(Role.ANNA, Optional.empty(), fixture.as(Role.DORA)))
        .hasSize(2)
        .noneMatch(Facts.PictureFacts::isLinked);
  }

  @Test
  default void fiveWrongPinsLockAnAlbumForWhoGaveThem() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    grant(fixture, Role.BEN, 250);
    Caller ben = fixture.as(Role.BEN);
    for (int time = 0; time < 5; time++) {
      fixture.refused(ben, new Call.UnlockAlbum(album, "x9Y8"), "WrongPin");
    }
    fixture.refused(ben, new Call.UnlockAlbum(album, "a1B2"), "TooManyWrongPins");
    fixture.refused(fixture.as(Role.DORA), new Call.UnlockAlbum(album, "x9Y8"), "WrongPin");
  }

  @Test
  default void aSubscriberSeesTheWholeGallery() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    Facts.PlanFacts week = new Facts.PlanFacts(1, 150);
    Facts.PlanFacts year = new Facts.PlanFacts(6, 5000);
    Caller anna = fixture.as(Role.ANNA);
    Caller ben = fixture.as(Role.BEN);
    UserId owner = fixture.id(Role.ANNA);
    assertThat(fixture.done(anna, new Call.UpdatePlans(List.of(year, week))))
        .containsExactly(week, year);
    assertThat(fixture.done(ben, new Call.GetPlans(owner))).containsExactly(week, year);
    fixture.refused(ben, new Call.Subscribe(owner, 1), "NotEnoughCredits");
    fixture.refused(ben, new Call.Subscribe(owner, 3), "PlanNotFound");
    grant(fixture, Role.BEN, 400);
    assertThat(fixture.done(ben, new Call.Subscribe(owner, 1)))
        .containsExactly(new Facts.PaidFacts(150, 250));
    assertThat(fixture.done(ben, new Call.Subscribe(owner, 1)))
        .containsExactly(new Facts.PaidFacts(150, 100));
    assertThat(fixture.done(ben, new Call.GetSubscriptions()))
        .containsExactly(new Facts.SubscriptionFacts(owner, true));
    assertThat(fixture.picturesOf(Role.ANNA, Optional.empty(), ben))
        .hasSize(2)
        .allMatch(Facts.PictureFacts::isLinked);
    assertThat(fixture.done(ben, new Call.UnlockAlbum(album, "a1B2")))
        .containsExactly(new Facts.PaidFacts(0, 100));
    Call plans = new Call.UpdatePlans(List.of(new Facts.PlanFacts(7, 1)));
    fixture.refused(anna, plans, "InvalidFields");
    fixture.refused(fixture.readerOnly(Role.ANNA), plans, "ScopeMissing");
  }

  @Test
  default void theFreeGalleryIsForEveryone() {
    GalleryFixture fixture = fixture();
    lockedAlbum(fixture);
    Caller anna = fixture.as(Role.ANNA);
    List<Facts> added =
        fixture.done(anna, new Call.AddFree(List.of(GalleryFixture.upload(SMALL_PNG))));
    Call read =
        new Call.GetFreeGallery(fixture.id(Role.ANNA), OptionalInt.empty(), OptionalInt.empty());
    List<Facts> seen = fixture.done(fixture.as(Role.DORA), read);
    assertThat(seen).hasSameSizeAs(added).hasSize(1);
    assertThat(GalleryFixture.picture(seen.getFirst()).picture())
        .isEqualTo(GalleryFixture.added(added.getFirst()));
    assertThat(GalleryFixture.picture(seen.getFirst()).isLinked()).isTrue();
    assertThat(fixture.picturesOf(Role.ANNA, Optional.empty(), anna)).hasSize(2);
  }

  /** An album of Anna's with one picture, beside another picture without album. */
  private static AlbumAt lockedAlbum(GalleryFixture fixture) {
    Caller anna = fixture.as(Role.ANNA);
    AlbumAt album = fixture.createAlbum(anna, GalleryFixture.locked("locked", "a1B2", "2.50"));
    fixture.add(anna, Optional.of(album), SMALL_PNG);
    fixture.add(anna, Optional.empty(), SMALL_PNG);
    return album;
  }

  private static void grant(GalleryFixture fixture, Role role, long hundredths) {
    UserId member = fixture.id(role);
    GrantCredits grant =
        new GrantCredits(member, new Credits(hundredths), "contract-" + member.value());
    assertThat(fixture.world().gallery().creditAccounts().grant(grant))
        .isInstanceOf(Registration.Registered.class);
  }
}

package org.pinacotheca.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.selling.CreditAccounts.GrantCredits;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.selling.UpdatePricePlans;
import org.pinacotheca.domain.access.PlanDraft;
import org.pinacotheca.domain.access.PriceList;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.rpc.method.RpcId;
import org.pinacotheca.testkit.generate.SamplePictures;

/**
 * Which photos a session's user sees, and which with URLs: as an owner, without purchases, with an
 * unlocked album, or subscribed. The URL fields are always present.
 */
class WhoSeesPhotosTest extends LiveRpcTest {
  private static final UserId UNLOCKER = LiveRpc.OTHER;
  private static final UserId SUBSCRIBER = new UserId(8);
  private static final UserId STRANGER = new UserId(9);
  private static final List<UserId> VIEWERS =
      List.of(LiveRpc.OWNER, UNLOCKER, SUBSCRIBER, STRANGER);
  private static final String PIN = "a7Z3";

  private Gallery gallery;
  private AlbumId locked;
  private String inLocked;
  private String inOpen;
  private String loose;
  private String pending;

  @BeforeEach
  void fill() {
    gallery = rpc.memory.gallery();
    for (UserId member : List.of(SUBSCRIBER, STRANGER)) {
      LiveRpc.registered(
          gallery
              .registrations()
              .addMember(
                  new Registrations.NewMember(
                      Optional.of(member), new Nickname("m" + member.value()), Optional.empty())));
    }
    for (UserId member : List.of(UNLOCKER, SUBSCRIBER, STRANGER)) {
      rpc.openSession(member, LiveRpc.API_KEY, session(member), Optional.empty());
      LiveRpc.registered(
          gallery
              .creditAccounts()
              .grant(new GrantCredits(member, new Credits(1000), "to-" + member.value())));
    }
    locked = album(Optional.of(PIN));
    inLocked = picture(Optional.of(locked));
    inOpen = picture(Optional.of(album(Optional.empty())));
    loose = picture(Optional.empty());
    pending = content.pictures(LiveRpc.OWNER, Optional.empty(), 1, Approval.PENDING).getFirst();
  }

  private static String session(UserId member) {
    return member.equals(LiveRpc.OWNER) ? LiveRpc.SESSION : "session-" + member.value();
  }

  private static Caller caller(UserId member) {
    return Caller.of(member, new ApiKey(LiveRpc.API_KEY), Set.of(Scope.values()));
  }

  private AlbumId album(Optional<String> pin) {
    AlbumDraft draft =
        new AlbumDraft(
            Optional.of("Album"),
            Optional.empty(),
            Optional.empty(),
            pin,
            pin.map(_ -> new BigDecimal("2.00")));
    if (gallery.albums().create(caller(LiveRpc.OWNER), new CreateAlbum(draft.check().orElseThrow()))
        instanceof CreateAlbum.Created(var view)) {
      return view.album().id();
    }
    throw new AssertionError("no album");
  }

  private String picture(Optional<AlbumId> album) {
    NewPicture picture = new NewPicture(new PictureText("", "reported"), SamplePictures.SMALL_PNG);
    if (gallery.pictures().add(caller(LiveRpc.OWNER), new AddPictures(album, List.of(picture)))
        instanceof AddPictures.Added(List<PictureId> ids)) {
      return RpcId.of(LiveRpc.OWNER, ids.getFirst()).text();
    }
    throw new AssertionError("no picture");
  }

  private void unlock(UserId viewer) {
    UnlockAlbum command = new UnlockAlbum(locked, new Pin(PIN), Optional.empty());
    assertThat(gallery.unlocks().unlock(caller(viewer), command))
        .isInstanceOf(UnlockAlbum.Unlocked.class);
  }

  private void subscribeForAWeek(UserId viewer) {
    PlanDraft draft =
        new PlanDraft(Optional.empty(), OptionalInt.of(1), Optional.of(new BigDecimal("3.00")));
    if (!(gallery
            .subscriptions()
            .updatePlans(
                caller(LiveRpc.OWNER),
                new UpdatePricePlans(PriceList.check(List.of(draft)).orElseThrow()))
        instanceof UpdatePricePlans.Updated(var plans))) {
      throw new AssertionError("no plan");
    }
    assertThat(plans.getFirst().duration().words()).isEqualTo("1 Week");
    PricePlanId plan = plans.getFirst().id();
    Subscribe command = new Subscribe(LiveRpc.OWNER, plan, Optional.empty());
    assertThat(gallery.subscriptions().subscribe(caller(viewer), command))
        .isInstanceOf(Subscribe.Subscribed.class);
  }

  /** Every photo that photos.get returns to the viewer, with its URL or the empty text. */
  private Map<String, String> sources(UserId viewer) throws Exception {
    List<Map<String, String>> photos =
        rpc.call("up.photos.get")
            .with("session_key", session(viewer))
            .with("uids", "219074")
            .get()
            .items();
    for (Map<String, String> photo : photos) {
      assertThat(photo.keySet())
          .containsExactly(
              "pid", "aid", "owner", "src", "src_big", "src_small", "link", "caption", "created");
      boolean isShown = !photo.get("src").isEmpty();
      assertThat(photo.get("src_big").isEmpty()).isEqualTo(!isShown);
      assertThat(photo.get("src_small").isEmpty()).isEqualTo(!isShown);
    }
    return photos.stream()
        .collect(Collectors.toMap(photo -> photo.get("pid"), photo -> photo.get("src")));
  }

  private Set<String> shown(UserId viewer) throws Exception {
    Map<String, String> sources = sources(viewer);
    Set<String> shown =
        sources.keySet().stream()
            .filter(pid -> !sources.get(pid).isEmpty())
            .collect(Collectors.toSet());
    Set<String> approvedOnes = Set.of(inLocked, inOpen, loose);
    assertThat(shown.stream().filter(approvedOnes::contains))
        .containsExactlyInAnyOrderElementsOf(shownByTheCore(viewer));
    return shown;
  }

  /** The pictures that the REST API gives URLs for. */
  private Set<String> shownByTheCore(UserId viewer) {
    GetGallery query =
        new GetGallery(
            LiveRpc.OWNER,
            Optional.empty(),
            PictureOrder.DATE_UPLOADED,
            new PageRequest(1, 50),
            Masking.NONE);
    if (gallery.pictures().gallery(caller(viewer), query) instanceof GetGallery.Read read) {
      return read.pictures().items().stream()
          .filter(view -> view.links().isPresent())
          .map(view -> RpcId.of(LiveRpc.OWNER, view.picture().id()).text())
          .collect(Collectors.toSet());
    }
    throw new AssertionError("not read");
  }

  @Test
  void theOwnerIsShownAllAndOthersByWhatTheyBought() throws Exception {
    assertThat(shown(LiveRpc.OWNER)).containsExactlyInAnyOrder(inLocked, inOpen, loose, pending);
    for (UserId viewer : List.of(UNLOCKER, SUBSCRIBER, STRANGER)) {
      assertThat(shown(viewer)).isEmpty();
      assertThat(sources(viewer)).containsOnlyKeys(inLocked, inOpen, loose);
    }
    unlock(UNLOCKER);
    subscribeForAWeek(SUBSCRIBER);
    assertThat(shown(UNLOCKER)).containsExactly(inLocked);
    assertThat(shown(SUBSCRIBER)).containsExactlyInAnyOrder(inLocked, inOpen, loose);
    assertThat(shown(STRANGER)).isEmpty();
    for (UserId viewer : List.of(UNLOCKER, SUBSCRIBER, STRANGER)) {
      assertThat(sources(viewer)).containsOnlyKeys(inLocked, inOpen, loose);
    }
  }

  @Test
  void aSubscriptionsEndTakesAddressesAwayAndAnUnlockedAlbumStays() throws Exception {
    unlock(SUBSCRIBER);
    subscribeForAWeek(SUBSCRIBER);
    rpc.memory.clock().advance(Duration.ofDays(7).minusSeconds(1));
    assertThat(shown(SUBSCRIBER)).containsExactlyInAnyOrder(inLocked, inOpen, loose);
    String last = sources(SUBSCRIBER).get(loose).substring(LiveRpc.PUBLIC_URL.length());
    assertThat(gallery.mediaFiles().find(last)).isPresent();
    rpc.memory.clock().advance(Duration.ofSeconds(1));
    assertThat(shown(SUBSCRIBER)).containsExactly(inLocked);
    assertThat(sources(SUBSCRIBER)).containsOnlyKeys(inLocked, inOpen, loose);
    assertThat(gallery.mediaFiles().find(last)).isEmpty();
  }

  @Test
  void albumsTellEveryoneTheSameAndHoldNoAddress() throws Exception {
    unlock(UNLOCKER);
    subscribeForAWeek(SUBSCRIBER);
    String first = rpc.call("up.photos.getAlbums").with("uid", "219074").get().body();
    assertThat(first).contains("<cover_pid>" + inLocked + "</cover_pid>").doesNotContain("/media/");
    for (UserId viewer : VIEWERS) {
      assertThat(
              rpc.call("up.photos.getAlbums")
                  .with("session_key", session(viewer))
                  .with("uid", "219074")
                  .get()
                  .body())
          .isEqualTo(first);
    }
  }

  @Test
  void somebodyElsesPendingPhotoIsNotFoundByItsIdEither() throws Exception {
    subscribeForAWeek(SUBSCRIBER);
    RpcCall call = rpc.call("up.photos.get").with("pids", pending);
    assertThat(call.get().items()).hasSize(1);
    assertThat(call.with("session_key", session(SUBSCRIBER)).get().items()).isEmpty();
  }
}

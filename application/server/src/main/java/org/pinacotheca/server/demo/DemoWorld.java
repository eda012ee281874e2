package org.pinacotheca.server.demo;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.accounts.TokenAdmin;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.selling.CreditAccounts.GrantCredits;
import org.pinacotheca.application.api.selling.UpdatePricePlans;
import org.pinacotheca.domain.access.PlanDraft;
import org.pinacotheca.domain.access.PriceList;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.PictureText;

/**
 * The example members of the demo, created through the driving ports.
 *
 * @param album an album of the owner with pictures, without a PIN
 * @param lockedAlbum an album of the owner with pictures, behind {@link #PIN}
 * @param plan the cheapest price plan of the owner
 */
public record DemoWorld(
    Member owner,
    Member viewer,
    Member manager,
    ClientApplication application,
    String ownerToken,
    String viewerToken,
    String managerToken,
    String sessionKey,
    CommunityName community,
    AlbumId album,
    AlbumId lockedAlbum,
    PricePlanId plan) {
  /** The PIN of the locked album. */
  static final String PIN = "a7Z3";

  private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);
  private static final BigDecimal PIN_PRICE = new BigDecimal("2.50");
  private static final Credits WELCOME = new Credits(10_00);
  private static final Set<Scope> ALL_SCOPES = Set.of(Scope.values());

  /** Creates the demo's members, applications, albums and pictures. */
  public static DemoWorld create(Gallery gallery) {
    Registrations registrations = gallery.registrations();
    Community community = new Community(new CommunityName("demo"), "Demo community");
    registered(registrations.addCommunity(community));
    Member owner = member(registrations, "olivia", community);
    Member viewer = member(registrations, "victor", community);
    Member manager = member(registrations, "martha", community);
    Set<UserId> members = Set.of(owner.id(), manager.id());
    registered(
        registrations.addGroup(
            new Registrations.NewGroup(
                Optional.empty(), "Olivia and Martha", manager.id(), members)));
    ClientApplication application =
        registered(
            registrations.addApplication(
                new Registrations.NewApplication(
                    "Demo Camera",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(community.name()),
                    true,
                    List.of(),
                    false,
                    Optional.empty())));
    Caller calling = Caller.of(owner.id(), application.key(), ALL_SCOPES);
    List<DemoPictures> pictures = DemoPictures.all();
    AlbumId open = album(gallery, calling, "Landscapes", Optional.empty(), Optional.empty());
    add(gallery, calling, new AddPictures(Optional.of(open), drawn(pictures.subList(0, 3))));
    AlbumId locked =
        album(gallery, calling, "Behind the PIN", Optional.of(PIN), Optional.of(PIN_PRICE));
    List<NewPicture> rest = drawn(pictures.subList(3, pictures.size()));
    add(gallery, calling, new AddPictures(Optional.of(locked), rest));
    List<NewPicture> free = drawn(pictures.subList(0, 1));
    add(gallery, calling, new AddPictures(GalleryKind.FREE, Optional.empty(), free));
    registered(gallery.creditAccounts().grant(new GrantCredits(viewer.id(), WELCOME, "welcome")));
    return new DemoWorld(
        owner,
        viewer,
        manager,
        application,
        token(gallery, owner, application.key()),
        token(gallery, viewer, application.key()),
        token(gallery, manager, application.key()),
        session(gallery, owner, application.key()),
        community.name(),
        open,
        locked,
        offer(gallery, calling));
  }

  private static Member member(Registrations registrations, String nickname, Community community) {
    return registered(
        registrations.addMember(
            new Registrations.NewMember(
                Optional.empty(), new Nickname(nickname), Optional.of(community.name()))));
  }

  private static AlbumId album(
      Gallery gallery,
      Caller owner,
      String name,
      Optional<String> pin,
      Optional<BigDecimal> price) {
    AlbumDraft draft =
        new AlbumDraft(
            Optional.of(name), Optional.of("Drawn by the demo"), Optional.empty(), pin, price);
    return switch (gallery.albums().create(owner, new CreateAlbum(draft.check().orElseThrow()))) {
      case CreateAlbum.Created(var view) -> view.album().id();
      case CreateAlbum.Outcome refusal ->
          throw new IllegalStateException("the demo's album was refused: " + refusal);
    };
  }

  private static List<NewPicture> drawn(List<DemoPictures> pictures) {
    return pictures.stream()
        .map(picture -> {
          byte[] jpeg = picture.jpeg();
          return new NewPicture(
              new PictureText(picture.title(), ""), () -> new ByteArrayInputStream(jpeg));
        })
        .toList();
  }

  /** Offers the owner's gallery for sale, and returns the plan of a week. */
  private static PricePlanId offer(Gallery gallery, Caller owner) {
    UpdatePricePlans plans =
        new UpdatePricePlans(
            PriceList.check(
                    List.of(
                        plan(PlanDuration.ONE_WEEK, "4.00"), plan(PlanDuration.ONE_MONTH, "12.00")))
                .orElseThrow());
    return switch (gallery.subscriptions().updatePlans(owner, plans)) {
      case UpdatePricePlans.Updated(List<PricePlan> offered) -> offered.getFirst().id();
      case UpdatePricePlans.Outcome refusal ->
          throw new IllegalStateException("the demo's price plans were refused: " + refusal);
    };
  }

  private static PlanDraft plan(PlanDuration duration, String price) {
    return new PlanDraft(
        Optional.empty(), OptionalInt.of(duration.id()), Optional.of(new BigDecimal(price)));
  }

  private static void add(Gallery gallery, Caller owner, AddPictures command) {
    AddPictures.Outcome outcome = gallery.pictures().add(owner, command);
    if (!(outcome instanceof AddPictures.Added)) {
      throw new IllegalStateException("the demo's pictures were refused: " + outcome);
    }
  }

  private static String token(Gallery gallery, Member member, ApiKey application) {
    Tokens.TokenPair tokens =
        registered(
            gallery
                .grants()
                .issueToken(
                    new TokenAdmin.IssueToken(
                        member.id(), application, ALL_SCOPES, Optional.of(TOKEN_LIFETIME))));
    return tokens.accessToken();
  }

  private static String session(Gallery gallery, Member member, ApiKey application) {
    TokenAdmin.OpenedSession session =
        registered(
            gallery
                .grants()
                .openSession(
                    new TokenAdmin.OpenSession(
                        member.id(),
                        application,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(TOKEN_LIFETIME))));
    return session.session().value();
  }

  private static <T> T registered(Registration<T> registration) {
    return switch (registration) {
      case Registration.Registered<T>(T value) -> value;
      case Registration.Unknown<T>(String what) -> throw new IllegalStateException(what);
      case Registration.Conflict<T>(String what) -> throw new IllegalStateException(what);
    };
  }
}

package org.pinacotheca.sandbox.world;

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
import org.pinacotheca.application.api.selling.CreditAccounts.GrantCredits;
import org.pinacotheca.application.api.selling.UpdatePricePlans;
import org.pinacotheca.application.api.signin.AcceptInvitation;
import org.pinacotheca.application.api.signin.InviteMember;
import org.pinacotheca.domain.access.PlanDraft;
import org.pinacotheca.domain.access.PriceList;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.signin.Invitation;
import org.pinacotheca.domain.signin.Password;

/**
 * Example members with albums and pictures, created through the driving ports: an owner who sells
 * access, a viewer with credits, and the manager of a group that the owner is in.
 *
 * @param open an album of the owner with pictures, without a PIN
 * @param locked an album of the owner with pictures, behind {@link #PIN}
 * @param free the pictures of the owner that everybody may see
 * @param plans the price plans of the owner, the cheapest first
 */
public record ExampleWorld(
    Community community,
    Member owner,
    Member viewer,
    Member manager,
    Group group,
    ClientApplication application,
    IssuedToken ownerToken,
    IssuedToken viewerToken,
    IssuedToken managerToken,
    TokenAdmin.OpenedSession ownerSession,
    TokenAdmin.OpenedSession viewerSession,
    ExampleAlbum open,
    ExampleAlbum locked,
    List<PictureId> free,
    List<PricePlan> plans) {
  /** The password of every member. */
  public static final String PASSWORD = "three example members";

  /** The PIN of the locked album. */
  public static final String PIN = "a7Z3";

  /** The price of the locked album. */
  public static final BigDecimal PIN_PRICE = new BigDecimal("2.50");

  /** What the viewer has to spend. */
  public static final Credits WELCOME = new Credits(10_00);

  private static final Set<Scope> ALL_SCOPES = Set.of(Scope.values());

  public ExampleWorld {
    free = List.copyOf(free);
    plans = List.copyOf(plans);
  }

  /** An album with its pictures. */
  public record ExampleAlbum(AlbumId id, String name, List<PictureId> pictures) {
    public ExampleAlbum {
      pictures = List.copyOf(pictures);
    }
  }

  /** An access token with its refresh token. */
  public record IssuedToken(UserId user, Set<Scope> scopes, Tokens.TokenPair pair) {
    public IssuedToken {
      scopes = Set.copyOf(scopes);
    }

    public String accessToken() {
      return pair.accessToken();
    }
  }

  /**
   * Creates the example members in an empty gallery.
   *
   * @param pictures at least two; the last one is behind the PIN
   * @param tokenLifetime of their access tokens and sessions
   */
  public static ExampleWorld create(
      Gallery gallery, List<ExamplePicture> pictures, Duration tokenLifetime) {
    Registrations registrations = gallery.registrations();
    Community community = new Community(new CommunityName("demo"), "Demo community");
    registered(registrations.addCommunity(community));
    Member owner = member(registrations, "olivia", community);
    Member viewer = member(registrations, "victor", community);
    Member manager = member(registrations, "martha", community);
    Group group =
        registered(
            registrations.addGroup(
                new Registrations.NewGroup(
                    Optional.empty(),
                    "Olivia and Martha",
                    manager.id(),
                    Set.of(owner.id(), manager.id()))));
    ClientApplication application = registered(registrations.addApplication(camera(community)));
    Caller calling = Caller.of(owner.id(), application.key(), ALL_SCOPES);
    int last = pictures.size() - 1;
    ExampleAlbum open =
        album(gallery, calling, AlbumDraft.named("Landscapes"), pictures.subList(0, last));
    ExampleAlbum locked =
        album(
            gallery,
            calling,
            AlbumDraft.named("Behind the PIN").lockedBy(PIN, PIN_PRICE.toPlainString()),
            pictures.subList(last, pictures.size()));
    List<PictureId> free =
        add(gallery, calling, GalleryKind.FREE, Optional.empty(), pictures.subList(0, 1));
    registered(gallery.creditAccounts().grant(new GrantCredits(viewer.id(), WELCOME, "welcome")));
    IssuedToken ownerToken = issue(gallery, owner, application, ALL_SCOPES, tokenLifetime);
    IssuedToken viewerToken = issue(gallery, viewer, application, ALL_SCOPES, tokenLifetime);
    IssuedToken managerToken = issue(gallery, manager, application, ALL_SCOPES, tokenLifetime);
    ExampleWorld world =
        new ExampleWorld(
            community,
            owner,
            viewer,
            manager,
            group,
            application,
            ownerToken,
            viewerToken,
            managerToken,
            session(gallery, owner, application, tokenLifetime),
            session(gallery, viewer, application, tokenLifetime),
            open,
            locked,
            free,
            offer(gallery, calling));
    // Last, so that ids and tokens are those of a world without passwords.
    List.of(owner, viewer, manager).forEach(member -> setPassword(gallery, member));
    return world;
  }

  private static void setPassword(Gallery gallery, Member member) {
    InviteMember.Invited invited =
        registered(
            gallery
                .signIns()
                .invite(
                    new InviteMember(
                        new InviteMember.Invitee.Known(member.id()), Invitation.LIFETIME_DEFAULT)));
    var _ = gallery.signIns().accept(new AcceptInvitation(invited.token(), new Password(PASSWORD)));
  }

  private static Member member(Registrations registrations, String nickname, Community community) {
    return registered(
        registrations.addMember(
            new Registrations.NewMember(
                Optional.empty(), new Nickname(nickname), Optional.of(community.name()))));
  }

  private static Registrations.NewApplication camera(Community community) {
    return new Registrations.NewApplication(
        "Demo Camera",
        Optional.empty(),
        Optional.empty(),
        Optional.of(community.name()),
        true,
        List.of(),
        false,
        Optional.empty());
  }

  private static ExampleAlbum album(
      Gallery gallery, Caller owner, AlbumDraft draft, List<ExamplePicture> pictures) {
    CreateAlbum command =
        new CreateAlbum(draft.described("Drawn by the demo").check().orElseThrow());
    return switch (gallery.albums().create(owner, command)) {
      case CreateAlbum.Created(var view) -> {
        AlbumId id = view.album().id();
        yield new ExampleAlbum(
            id,
            view.album().name().value(),
            add(gallery, owner, GalleryKind.PRIVATE, Optional.of(id), pictures));
      }
      case CreateAlbum.Outcome refusal ->
          throw new IllegalStateException("an example album was refused: " + refusal);
    };
  }

  private static List<PictureId> add(
      Gallery gallery,
      Caller owner,
      GalleryKind kind,
      Optional<AlbumId> album,
      List<ExamplePicture> pictures) {
    AddPictures command =
        new AddPictures(kind, album, pictures.stream().map(ExamplePicture::upload).toList());
    return switch (gallery.pictures().add(owner, command)) {
      case AddPictures.Added(List<PictureId> added) -> added;
      case AddPictures.Outcome refusal ->
          throw new IllegalStateException("the example pictures were refused: " + refusal);
    };
  }

  /** Offers the owner's gallery for sale. */
  private static List<PricePlan> offer(Gallery gallery, Caller owner) {
    UpdatePricePlans plans =
        new UpdatePricePlans(
            PriceList.check(
                    List.of(
                        plan(PlanDuration.ONE_WEEK, "4.00"), plan(PlanDuration.ONE_MONTH, "12.00")))
                .orElseThrow());
    return switch (gallery.subscriptions().updatePlans(owner, plans)) {
      case UpdatePricePlans.Updated(List<PricePlan> offered) -> offered;
      case UpdatePricePlans.Outcome refusal ->
          throw new IllegalStateException("the example price plans were refused: " + refusal);
    };
  }

  private static PlanDraft plan(PlanDuration duration, String price) {
    return new PlanDraft(
        Optional.empty(), OptionalInt.of(duration.id()), Optional.of(new BigDecimal(price)));
  }

  /** Issues an access token of a member with its refresh token. */
  public static IssuedToken issue(
      Gallery gallery,
      Member member,
      ClientApplication application,
      Set<Scope> scopes,
      Duration lifetime) {
    return new IssuedToken(
        member.id(),
        scopes,
        registered(
            gallery
                .grants()
                .issueToken(
                    new TokenAdmin.IssueToken(
                        member.id(), application.key(), scopes, Optional.of(lifetime)))));
  }

  private static TokenAdmin.OpenedSession session(
      Gallery gallery, Member member, ClientApplication application, Duration lifetime) {
    return registered(
        gallery
            .grants()
            .openSession(
                new TokenAdmin.OpenSession(
                    member.id(),
                    application.key(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(lifetime))));
  }

  private static <T> T registered(Registration<T> registration) {
    return switch (registration) {
      case Registration.Registered<T>(T value) -> value;
      case Registration.Unknown<T>(String what) -> throw new IllegalStateException(what);
      case Registration.Conflict<T>(String what) -> throw new IllegalStateException(what);
    };
  }
}

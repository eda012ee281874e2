package org.pinacotheca.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pinacotheca.domain.client.Caller;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.member.UserId;

/**
 * One gallery on which a session is played, behind its door. Scripts know members, albums and
 * pictures by numbers: a member by the place of his {@link Role}, from 1; an album or picture by
 * its place among all that were ever made here, from 1. Replies come back in the same numbers, so
 * that two stages can be compared. Used by one thread.
 */
public final class Stage {
  private final World world;
  private final GalleryDoor door;
  private final GalleryDoor behind;
  private final List<AlbumAt> albums = new ArrayList<>();
  private final List<PictureAt> pictures = new ArrayList<>();

  public Stage(World world, GalleryDoor door) {
    this.world = world;
    this.door = door;
    this.behind = new CoreDoor(world.gallery());
  }

  public World world() {
    return world;
  }

  public GalleryDoor door() {
    return door;
  }

  /** How many albums were ever made here. */
  public int albumsMade() {
    return albums.size();
  }

  /** How many pictures were ever made here. */
  public int picturesMade() {
    return pictures.size();
  }

  /** Makes a call as it is, through the door, or behind it where the door has no words for it. */
  public Reply call(Caller caller, Call call) {
    return door.offers(caller, call) ? door.call(caller, call) : behind.call(caller, call);
  }

  /**
   * Plays one line of a script; every number beyond what was made stands for something that does
   * not exist.
   */
  public Reply play(Line line) {
    Caller self =
        line.mayWrite()
            ? world.caller(line.actor(), line.program())
            : Caller.of(
                world.member(line.actor()), world.application(line.program()).key(), Set.of());
    Caller caller = line.actingFor().map(role -> self.actingFor(world.member(role))).orElse(self);
    Reply reply = call(caller, toReal(line.call(), caller));
    if (reply instanceof Reply.Done(List<Facts> facts, Optional<Long> total)) {
      facts.forEach(this::remember);
      return new Reply.Done(facts.stream().map(this::toScript).toList(), total);
    }
    return reply;
  }

  /** What everyone can see of everything, in numbers of the script. */
  public List<Reply> observe() {
    List<Reply> replies = new ArrayList<>();
    for (Role viewer : Role.values()) {
      for (Role owner : Role.values()) {
        replies.add(play(Line.by(viewer, new Call.ListAlbums(number(owner), true))));
        for (PictureOrder order : PictureOrder.values()) {
          replies.add(
              play(
                  Line.by(
                      viewer,
                      new Call.GetGallery(
                          number(owner),
                          Optional.empty(),
                          order,
                          OptionalInt.empty(),
                          OptionalInt.of(100)))));
        }
      }
      replies.add(
          play(Line.by(viewer, new Call.GetPending(OptionalInt.empty(), OptionalInt.of(100)))));
      replies.add(play(Line.by(viewer, new Call.GetPlans(number(viewer)))));
      replies.add(play(Line.by(viewer, new Call.GetSubscriptions())));
      replies.add(
          play(
              Line.by(
                  viewer,
                  new Call.GetFreeGallery(
                      number(viewer), OptionalInt.empty(), OptionalInt.of(100)))));
      for (int album = 1; album <= albums.size(); album++) {
        AlbumAt named = new AlbumAt(number(viewer), new AlbumId(album));
        replies.add(play(Line.by(viewer, new Call.GetAlbumPrice(named))));
      }
    }
    return replies;
  }

  /** A role's number in a script. */
  public static UserId number(Role role) {
    return new UserId(List.of(Role.values()).indexOf(role) + 1);
  }

  private void remember(Facts facts) {
    switch (facts) {
      case Facts.AlbumFacts album -> {
        if (!albums.contains(album.album())) {
          albums.add(album.album());
        }
      }
      case Facts.PictureFacts picture -> remember(picture);
      case Facts.AddedFacts added -> pictures.add(added.picture());
      case Facts.PaidFacts _, Facts.PriceFacts _, Facts.PlanFacts _, Facts.SubscriptionFacts _ -> {}
    }
  }

  /** An upload may have made the program's album with the picture. */
  private void remember(Facts.PictureFacts facts) {
    if (!pictures.contains(facts.picture())) {
      pictures.add(facts.picture());
    }
    if (facts.album() > 0) {
      AlbumAt album = new AlbumAt(facts.picture().owner(), new AlbumId(facts.album()));
      if (!albums.contains(album)) {
        albums.add(album);
      }
    }
  }

  private Call toReal(Call call, Caller caller) {
    return switch (call) {
      case Call.CreateAlbum create -> create;
      case Call.UpdateAlbum(var album, var draft, var sequence) ->
          new Call.UpdateAlbum(real(album, caller), draft, sequence);
      case Call.RemoveAlbum(var album, boolean all) ->
          new Call.RemoveAlbum(real(album, caller), all);
      case Call.ListAlbums(var owner, boolean withIds) -> new Call.ListAlbums(real(owner), withIds);
      case Call.AddPictures(var album, var uploads) ->
          new Call.AddPictures(real(album, caller), uploads);
      case Call.RemovePictures(var named) -> new Call.RemovePictures(real(named, caller));
      case Call.UpdatePicture(var picture, var title, var description, var album, boolean safe) ->
          new Call.UpdatePicture(
              real(picture, caller), title, description, real(album, caller), safe);
      case Call.GetGallery(var owner, var album, var order, var page, var size) ->
          new Call.GetGallery(real(owner), real(album, caller), order, page, size);
      case Call.GetPending pending -> pending;
      case Call.Approve(var named) -> new Call.Approve(real(named, caller));
      case Call.Reject(var named) -> new Call.Reject(real(named, caller));
      case Call.UploadPhoto(var album, var caption, var image) ->
          new Call.UploadPhoto(real(album, caller), caption, image);
      case Call.FindAlbums(var owner, var named) ->
          new Call.FindAlbums(
              owner.map(this::real), named.stream().map(album -> real(album, caller)).toList());
      case Call.FindPictures(var owners, var album, var named, var page, var size) ->
          new Call.FindPictures(
              owners.stream().map(this::real).toList(),
              real(album, caller),
              real(named, caller),
              page,
              size);
      case Call.Selling selling -> toReal(selling, caller);
    };
  }

  private Call toReal(Call.Selling call, Caller caller) {
    return switch (call) {
      case Call.UnlockAlbum(var album, var pin) -> new Call.UnlockAlbum(real(album, caller), pin);
      case Call.GetAlbumPrice(var album) -> new Call.GetAlbumPrice(real(album, caller));
      case Call.UpdatePlans update -> update;
      case Call.GetPlans(var owner) -> new Call.GetPlans(real(owner));
      case Call.Subscribe(var owner, int place) -> new Call.Subscribe(real(owner), place);
      case Call.GetSubscriptions get -> get;
      case Call.AddFree add -> add;
      case Call.GetFreeGallery(var owner, var page, var size) ->
          new Call.GetFreeGallery(real(owner), page, size);
    };
  }

  private UserId real(UserId number) {
    Role[] roles = Role.values();
    return number.value() <= roles.length
        ? world.member(roles[number.value() - 1])
        : new UserId(Integer.MAX_VALUE - 1);
  }

  private AlbumAt real(AlbumAt album, Caller caller) {
    int place = album.id().value() - 1;
    return place < albums.size()
        ? albums.get(place)
        : new AlbumAt(caller.subject(), new AlbumId(Integer.MAX_VALUE));
  }

  private Optional<AlbumAt> real(Optional<AlbumAt> album, Caller caller) {
    return album.map(named -> real(named, caller));
  }

  private PictureAt real(PictureAt picture, Caller caller) {
    int place = picture.id().value() - 1;
    return place < pictures.size()
        ? pictures.get(place)
        : new PictureAt(caller.subject(), new PictureId(Integer.MAX_VALUE));
  }

  private List<PictureAt> real(List<PictureAt> named, Caller caller) {
    return named.stream().map(picture -> real(picture, caller)).toList();
  }

  private Facts toScript(Facts facts) {
    return switch (facts) {
      case Facts.AlbumFacts album ->
          new Facts.AlbumFacts(
              new AlbumAt(
                  script(album.album().owner()), new AlbumId(albums.indexOf(album.album()) + 1)),
              album.name(),
              album.description(),
              album.size(),
              album.location(),
              album.sequence(),
              album.cover().map(id -> id == 0 ? 0 : script(album.album().owner(), id)),
              album.coverIsLinked(),
              album.coverIsSafe(),
              album
                  .pictureIds()
                  .map(ids -> ids.stream().map(id -> script(album.album().owner(), id)).toList()));
      case Facts.PictureFacts picture ->
          new Facts.PictureFacts(
              script(picture.picture()),
              picture.album() == 0
                  ? 0
                  : albums.indexOf(
                          new AlbumAt(picture.picture().owner(), new AlbumId(picture.album())))
                      + 1,
              picture.title(),
              picture.description(),
              picture.width(),
              picture.height(),
              picture.isSafe(),
              picture.isLinked());
      case Facts.AddedFacts(PictureAt picture) -> new Facts.AddedFacts(script(picture));
      case Facts.SubscriptionFacts(UserId owner, boolean isOn) ->
          new Facts.SubscriptionFacts(script(owner), isOn);
      case Facts.PaidFacts paid -> paid;
      case Facts.PriceFacts price -> price;
      case Facts.PlanFacts plan -> plan;
    };
  }

  private UserId script(UserId real) {
    return number(world.roleOf(real));
  }

  private PictureAt script(PictureAt real) {
    return new PictureAt(
        script(real.owner()), new PictureId(script(real.owner(), real.id().value())));
  }

  private int script(UserId owner, int picture) {
    int place = pictures.indexOf(new PictureAt(owner, new PictureId(picture)));
    if (place < 0) {
      throw new AssertionError("picture " + picture + " was never made here");
    }
    return place + 1;
  }

  /**
   * One line of a script.
   *
   * @param mayWrite whether the caller's token has the scope to write
   * @param call with numbers of the script
   */
  public record Line(
      Role actor, Optional<Role> actingFor, Program program, boolean mayWrite, Call call) {
    /** A line by one who may write and acts for himself, through the trusted program. */
    public static Line by(Role actor, Call call) {
      return new Line(actor, Optional.empty(), Program.TRUSTED, true, call);
    }
  }
}

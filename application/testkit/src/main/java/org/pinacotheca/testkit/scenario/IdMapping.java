package org.pinacotheca.testkit.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;

/**
 * Translates between the numbers of a script and the real ids of a gallery; numbers beyond what was
 * made stand for something that does not exist. Used by one thread.
 */
final class IdMapping {
  private final SampleMembers world;
  private final List<AlbumAt> albums = new ArrayList<>();
  private final List<PictureAt> pictures = new ArrayList<>();

  IdMapping(SampleMembers world) {
    this.world = world;
  }

  /** All albums ever made, in the order of their numbers. */
  List<AlbumAt> albums() {
    return List.copyOf(albums);
  }

  int picturesMade() {
    return pictures.size();
  }

  /** Gives numbers to things that a reply shows for the first time. */
  void remember(Observed facts) {
    switch (facts) {
      case Observed.AlbumFacts album -> {
        if (!albums.contains(album.album())) {
          albums.add(album.album());
        }
      }
      case Observed.PictureFacts picture -> remember(picture);
      case Observed.AddedFacts added -> pictures.add(added.picture());
      case Observed.PaidFacts _,
          Observed.SubscribedFacts _,
          Observed.RefundedFacts _,
          Observed.PriceFacts _,
          Observed.PlanFacts _,
          Observed.SubscriptionFacts _,
          Observed.BalanceFacts _,
          Observed.EntryFacts _ -> {}
    }
  }

  /** An upload may have made the program's album with the picture. */
  private void remember(Observed.PictureFacts facts) {
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

  /** The same call with real ids. */
  Call toReal(Call call, Caller caller) {
    return switch (call) {
      case Call.CreateAlbum create -> create;
      case Call.UpdateAlbum(var album, var change, var sequence) ->
          new Call.UpdateAlbum(real(album, caller), change, sequence);
      case Call.RemoveAlbum(var album, boolean all) ->
          new Call.RemoveAlbum(real(album, caller), all);
      case Call.ListAlbums(var owner, boolean withIds) -> new Call.ListAlbums(real(owner), withIds);
      case Call.AddPictures(var album, var uploads) ->
          new Call.AddPictures(real(album, caller), uploads);
      case Call.RemovePictures(var named) -> new Call.RemovePictures(real(named, caller));
      case Call.UpdatePicture(var picture, var title, var description, var album, boolean safe) ->
          new Call.UpdatePicture(
              real(picture, caller),
              title,
              description,
              album.map(named -> real(named, caller)),
              safe);
      case Call.GetGallery(var owner, var album, var order, var page, var size) ->
          new Call.GetGallery(real(owner), real(album, caller), order, page, size);
      case Call.GetPending pending -> pending;
      case Call.Approve(var named) -> new Call.Approve(real(named, caller));
      case Call.Reject(var named) -> new Call.Reject(real(named, caller));
      case Call.Moderate(var named, boolean safe) -> new Call.Moderate(real(named, caller), safe);
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
      case Call.AddFree add -> add;
      case Call.GetFreeGallery(var owner, var page, var size) ->
          new Call.GetFreeGallery(real(owner), page, size);
      case Call.Selling selling -> toReal(selling, caller);
    };
  }

  private Call toReal(Call.Selling call, Caller caller) {
    return switch (call) {
      case Call.UnlockAlbum(var album, var pin, var price) ->
          new Call.UnlockAlbum(real(album, caller), pin, price);
      case Call.GetAlbumPrice(var album) -> new Call.GetAlbumPrice(real(album, caller));
      case Call.UpdatePlans update -> update;
      case Call.GetPlans(var owner) -> new Call.GetPlans(real(owner));
      case Call.Subscribe(var owner, int place, var price) ->
          new Call.Subscribe(real(owner), place, price);
      case Call.Refund(var buyer, int place, var reason) ->
          new Call.Refund(real(buyer), place, reason);
      case Call.GetSubscriptions get -> get;
      case Call.GetBalance get -> get;
      case Call.GetHistory get -> get;
      // A gallery that holds data of other sessions may know the reference already.
      case Call.Grant(var member, long hundredths, var reference) ->
          new Call.Grant(
              real(member),
              hundredths,
              "world-of-" + world.member(Persona.ANNA).value() + "/" + reference);
    };
  }

  private UserId real(UserId number) {
    Persona[] roles = Persona.values();
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

  /** The same facts with numbers of the script. */
  Observed toScript(Observed facts) {
    return switch (facts) {
      case Observed.AlbumFacts album -> toScript(album);
      case Observed.PictureFacts picture -> toScript(picture);
      case Observed.AddedFacts(PictureAt picture) -> new Observed.AddedFacts(script(picture));
      case Observed.SubscriptionFacts(UserId owner, boolean isOn, Instant until) ->
          new Observed.SubscriptionFacts(script(owner), isOn, until);
      case Observed.SubscribedFacts(UserId owner, long charged, var balance, Instant until) ->
          new Observed.SubscribedFacts(script(owner), charged, balance, until);
      case Observed.EntryFacts entry ->
          new Observed.EntryFacts(
              entry.at(),
              entry.gain(),
              entry.balance(),
              entry.reason(),
              entry.counterparty().map(this::script),
              entry.album().map(this::script));
      case Observed.RefundedFacts(UserId buyer, UserId seller, long amount, var album) ->
          new Observed.RefundedFacts(
              script(buyer), script(seller), amount, album.map(this::script));
      case Observed.PaidFacts paid -> paid;
      case Observed.PriceFacts price -> price;
      case Observed.PlanFacts plan -> plan;
      case Observed.BalanceFacts balance -> balance;
    };
  }

  private Observed toScript(Observed.AlbumFacts album) {
    UserId owner = album.album().owner();
    return new Observed.AlbumFacts(
        script(album.album()),
        album.name(),
        album.description(),
        album.size(),
        album.location(),
        album.sequence(),
        album.cover().map(id -> id == 0 ? 0 : script(owner, id)),
        album.coverIsLinked(),
        album.coverIsSafe(),
        album.pictureIds().map(ids -> ids.stream().map(id -> script(owner, id)).toList()));
  }

  private Observed toScript(Observed.PictureFacts picture) {
    UserId owner = picture.picture().owner();
    int album =
        picture.album() == 0
            ? 0
            : script(new AlbumAt(owner, new AlbumId(picture.album()))).id().value();
    return new Observed.PictureFacts(
        script(picture.picture()),
        album,
        picture.title(),
        picture.description(),
        picture.width(),
        picture.height(),
        picture.isSafe(),
        picture.isLinked());
  }

  private UserId script(UserId real) {
    return SessionRunner.number(world.roleOf(real));
  }

  private AlbumAt script(AlbumAt real) {
    return new AlbumAt(script(real.owner()), new AlbumId(albums.indexOf(real) + 1));
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
}

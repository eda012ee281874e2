package org.pinacotheca.testkit.scenario;

import java.util.Optional;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.FindAlbums;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.albums.UpdateAlbum;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.ApprovePictures;
import org.pinacotheca.application.api.pictures.FindPictures;
import org.pinacotheca.application.api.pictures.GetFreeGallery;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.GetPendingPictures;
import org.pinacotheca.application.api.pictures.RejectPictures;
import org.pinacotheca.application.api.pictures.RemovePictures;
import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.application.api.selling.CreditAccounts.GrantCredits;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.GetCreditBalance;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.application.api.selling.GetSubscriptions;
import org.pinacotheca.application.api.selling.RefundSale;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.selling.UpdatePricePlans;
import org.pinacotheca.application.api.sharing.CreateShareLink;
import org.pinacotheca.application.api.sharing.GetShareLinks;
import org.pinacotheca.application.api.sharing.RemoveShareLink;
import org.pinacotheca.application.api.sharing.VisitShareLink;
import org.pinacotheca.domain.identity.Caller;

/** The API without a wire: the use cases, which offer and show everything. Thread-safe. */
public record CoreApi(Gallery gallery) implements GalleryApi {
  @Override
  public Optional<Gallery> useCases() {
    return Optional.of(gallery);
  }

  @Override
  public Reply call(Caller caller, Object command) {
    return reply(outcome(caller, command));
  }

  /** The reply with an outcome of a use case. */
  public static Reply reply(Object outcome) {
    return switch (outcome) {
      case Denied(Denial why) -> new Reply.Refused(why.getClass());
      case Refusal refusal -> new Reply.Refused(refusal.getClass());
      case Registration.Registered<?>(Object registered) -> new Reply.Done(registered);
      case Object done -> new Reply.Done(done);
    };
  }

  private Object outcome(Caller caller, Object command) {
    return switch (command) {
      case CreateAlbum create -> gallery.albums().create(caller, create);
      case UpdateAlbum update -> gallery.albums().update(caller, update);
      case RemoveAlbum remove -> gallery.albums().remove(caller, remove);
      case ListAlbums list -> gallery.albums().list(caller, list);
      case FindAlbums find -> gallery.albums().find(caller, find);
      case AddPictures add -> gallery.pictures().add(caller, add);
      case UploadPhoto upload -> gallery.pictures().upload(caller, upload);
      case UpdatePicture update -> gallery.pictures().update(caller, update);
      case RemovePictures remove -> gallery.pictures().remove(caller, remove);
      case GetGallery get -> gallery.pictures().gallery(caller, get);
      case GetFreeGallery get -> gallery.pictures().freeGallery(get);
      case FindPictures find -> gallery.pictures().find(caller, find);
      case GetPendingPictures get -> gallery.approvals().pending(caller, get);
      case ApprovePictures approve -> gallery.approvals().approve(caller, approve);
      case RejectPictures reject -> gallery.approvals().reject(caller, reject);
      case Moderate(var pictures, boolean safe) -> gallery.moderations().confirm(pictures, safe);
      default -> sale(caller, command);
    };
  }

  private Object sale(Caller caller, Object command) {
    return switch (command) {
      case UnlockAlbum unlock -> gallery.unlocks().unlock(caller, unlock);
      case GetAlbumPrice get -> gallery.unlocks().price(caller, get);
      case UpdatePricePlans update -> gallery.subscriptions().updatePlans(caller, update);
      case GetPlans(var owner) ->
          gallery
              .subscriptions()
              .plans(owner)
              .<Object>map(plans -> plans)
              .orElseGet(() -> new MemberNotFound(owner));
      case Subscribe subscribe -> gallery.subscriptions().subscribe(caller, subscribe);
      case GetSubscriptions get -> gallery.subscriptions().list(caller, get);
      case GrantCredits grant -> gallery.creditAccounts().grant(grant);
      case RefundSale refund -> gallery.creditAccounts().refund(refund);
      case GetCreditBalance get -> gallery.creditAccounts().balance(caller, get);
      case GetCreditsHistory get -> gallery.creditAccounts().history(caller, get);
      default -> share(caller, command);
    };
  }

  private Object share(Caller caller, Object command) {
    return switch (command) {
      case CreateShareLink create -> gallery.shareLinks().create(caller, create);
      case GetShareLinks list -> gallery.shareLinks().list(caller, list);
      case RemoveShareLink remove -> gallery.shareLinks().remove(caller, remove);
      case VisitShareLink visit -> gallery.shareLinks().visit(visit);
      default -> throw new IllegalArgumentException("not a command of a scenario: " + command);
    };
  }
}

package org.pinacotheca.testkit.scenario;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.pinacotheca.domain.album.AlbumChange;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.testkit.generate.SamplePictures;

/** A call of a member's program, which every {@link GalleryApi} translates to its own form. */
public sealed interface Call {
  /** Creates an album. */
  record CreateAlbum(AlbumDraft draft) implements Call {}

  /** Changes an album's details, and perhaps its position. */
  record UpdateAlbum(AlbumAt album, AlbumChange change, OptionalInt sequence) implements Call {
    /** Sets all properties; those missing in the draft are cleared. */
    public UpdateAlbum(AlbumAt album, AlbumDraft draft, OptionalInt sequence) {
      this(
          album,
          new AlbumChange(
              draft.name(),
              Change.to(draft.description()),
              draft.location().isEmpty() ? new Change.Keep<>() : Change.to(draft.location()),
              Change.to(draft.pin()),
              Change.to(draft.pinPrice())),
          sequence);
    }
  }

  /** Removes an album with or without its pictures. */
  record RemoveAlbum(AlbumAt album, boolean removeAllPictures) implements Call {}

  /** Lists the albums of a member. */
  record ListAlbums(UserId owner, boolean withPictureIds) implements Call {}

  /** Adds pictures to an album or to the gallery outside of albums. */
  record AddPictures(Optional<AlbumAt> album, List<Upload> uploads) implements Call {
    public AddPictures {
      uploads = List.copyOf(uploads);
    }
  }

  /** Removes pictures. */
  record RemovePictures(List<PictureAt> pictures) implements Call {
    public RemovePictures {
      pictures = List.copyOf(pictures);
    }
  }

  /** Changes a picture's texts and flags, and its album. */
  record UpdatePicture(
      PictureAt picture,
      Change<String> title,
      Change<String> description,
      Change<AlbumAt> album,
      boolean declaredSafe)
      implements Call {
    /** Sets all properties; missing ones are cleared. */
    public UpdatePicture(
        PictureAt picture,
        Optional<String> title,
        Optional<String> description,
        Optional<AlbumAt> album,
        boolean declaredSafe) {
      this(picture, Change.to(title), Change.to(description), Change.to(album), declaredSafe);
    }
  }

  /** Reads a page of a gallery or of one album of it. */
  record GetGallery(
      UserId owner,
      Optional<AlbumAt> album,
      PictureOrder order,
      OptionalInt pageNumber,
      OptionalInt pageSize)
      implements Call {}

  /** Reads a page of the subject's pending pictures. */
  record GetPending(OptionalInt pageNumber, OptionalInt pageSize) implements Call {}

  /** Approves pictures. */
  record Approve(List<PictureAt> pictures) implements Call {
    public Approve {
      pictures = List.copyOf(pictures);
    }
  }

  /** Rejects pending pictures. */
  record Reject(List<PictureAt> pictures) implements Call {
    public Reject {
      pictures = List.copyOf(pictures);
    }
  }

  /** Confirms or denies for the operator that pictures are safe; the caller makes no difference. */
  record Moderate(List<PictureAt> pictures, boolean safe) implements Call {
    public Moderate {
      pictures = List.copyOf(pictures);
    }
  }

  /** Uploads one photo as the RPC does; without an album to the program's default album. */
  record UploadPhoto(Optional<AlbumAt> album, Optional<String> caption, SamplePictures image)
      implements Call {}

  /** Finds albums as the RPC does. */
  record FindAlbums(Optional<UserId> owner, List<AlbumAt> albums) implements Call {
    public FindAlbums {
      albums = List.copyOf(albums);
    }
  }

  /** Finds pictures as the RPC does. */
  record FindPictures(
      List<UserId> owners,
      Optional<AlbumAt> album,
      List<PictureAt> pictures,
      OptionalInt pageNumber,
      OptionalInt pageSize)
      implements Call {
    public FindPictures {
      owners = List.copyOf(owners);
      pictures = List.copyOf(pictures);
    }
  }

  /** Adds pictures to the free gallery. */
  record AddFree(List<Upload> uploads) implements Call {
    public AddFree {
      uploads = List.copyOf(uploads);
    }
  }

  /** Reads a page of a free gallery. */
  record GetFreeGallery(UserId owner, OptionalInt pageNumber, OptionalInt pageSize)
      implements Call {}

  /** A call about selling access. */
  sealed interface Selling extends Call {}

  /**
   * Unlocks an album with its PIN, at its price.
   *
   * @param price what the buyer saw, in hundredths; empty when any price is paid
   */
  record UnlockAlbum(AlbumAt album, String pin, OptionalLong price) implements Selling {
    /** At any price. */
    public UnlockAlbum(AlbumAt album, String pin) {
      this(album, pin, OptionalLong.empty());
    }

    @Override
    public String toString() {
      return "UnlockAlbum[album=" + album + ", price=" + price + "]";
    }
  }

  /** Reads an album's price and the subject's access to it. */
  record GetAlbumPrice(AlbumAt album) implements Selling {}

  /** Replaces the subject's plans by new ones. */
  record UpdatePlans(List<Observed.PlanFacts> plans) implements Selling {
    public UpdatePlans {
      plans = List.copyOf(plans);
    }
  }

  /** Lists an owner's plans. */
  record GetPlans(UserId owner) implements Selling {}

  /**
   * Buys a plan.
   *
   * @param place the plan's position in the owner's list, from 1
   * @param price what the buyer saw, in hundredths; empty when any price is paid
   */
  record Subscribe(UserId owner, int place, OptionalLong price) implements Selling {
    /** At any price. */
    public Subscribe(UserId owner, int place) {
      this(owner, place, OptionalLong.empty());
    }
  }

  /** Lists the subject's subscriptions. */
  record GetSubscriptions() implements Selling {}

  /**
   * Gives a member credits for the operator; the caller makes no difference.
   *
   * @param hundredths more than nothing
   * @param reference identifies the grant, which takes effect once; 1 to 50 visible ASCII
   *     characters
   */
  record Grant(UserId member, long hundredths, String reference) implements Selling {}

  /**
   * Refunds a sale for the operator; the caller makes no difference.
   *
   * @param place the sale's position in its buyer's account, from 1
   */
  record Refund(UserId buyer, int place, String reason) implements Selling {}

  /** Reads the subject's balance. */
  record GetBalance() implements Selling {}

  /** Reads a page of the subject's account, by default the last one. */
  record GetHistory(boolean newestFirst, OptionalInt pageNumber, OptionalInt pageSize)
      implements Selling {}

  /** A picture to add with its texts. */
  record Upload(Optional<String> title, Optional<String> description, SamplePictures image) {}
}

package org.pinacotheca.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.generate.SamplePictures;

/**
 * An API under test with its sample members, and helpers for calls and checks. Used by one thread.
 */
public final class GalleryFixture {
  /** The most pictures of one upload. */
  static final int PICTURES_PER_UPLOAD_MAX = 50;

  private final SampleMembers world;
  private final GalleryApi api;
  private final GalleryApi behind;

  public GalleryFixture(SampleMembers world, GalleryApi api) {
    this.world = world;
    this.api = api;
    this.behind = new CoreApi(world.gallery());
  }

  public SampleMembers world() {
    return world;
  }

  public UserId id(Persona role) {
    return world.member(role);
  }

  public Caller as(Persona role) {
    return world.caller(role);
  }

  public Caller as(Persona role, SampleApplication program) {
    return world.caller(role, program);
  }

  public Caller readerOnly(Persona role) {
    return world.readerOnly(role);
  }

  /** The manager acting for a member, or somebody who tries to. */
  public Caller as(Persona manager, Persona member) {
    return world.caller(manager).actingFor(world.member(member));
  }

  /** Makes a call through the API, or to the use cases where the API does not offer it. */
  public Reply call(Caller caller, Call call) {
    return api.offers(caller, call) ? api.call(caller, call) : behind.call(caller, call);
  }

  /** Makes a call that succeeds. */
  public List<Observed> done(Caller caller, Call call) {
    Reply reply = call(caller, call);
    if (reply instanceof Reply.Done(List<Observed> facts, Optional<Long> total)) {
      assertThat(total.orElse(0L)).isGreaterThanOrEqualTo(0);
      return facts;
    }
    throw new AssertionError(call + " was answered with " + reply);
  }

  /** Makes a call that is refused, and checks that it left no trace. */
  public void refused(Caller caller, Call call, String refusal) {
    Reply reply = GalleryLaws.refusalLeavesNoTrace(this::observe, () -> call(caller, call));
    String reported = api.offers(caller, call) ? api.reportedAs(refusal) : refusal;
    assertThat(reply).as("answer to %s", call).isEqualTo(new Reply.Refused(reported));
  }

  /** The offers, purchases and accounts of the sample members. */
  static List<Reply> books(GalleryApi api, SampleMembers world) {
    List<Reply> replies = new ArrayList<>();
    for (Persona role : Persona.values()) {
      Caller caller = world.caller(role);
      replies.add(api.call(caller, new Call.GetPlans(world.member(role))));
      replies.add(api.call(caller, new Call.GetSubscriptions()));
      Call history = new Call.GetHistory(true, OptionalInt.of(1), OptionalInt.of(100));
      replies.add(api.call(caller, history));
    }
    return replies;
  }

  /**
   * What the members see of one another and of pending pictures, and the accounts, read through the
   * use cases.
   */
  List<Reply> observe() {
    List<Reply> replies = new ArrayList<>(books(behind, world));
    for (Persona owner : Persona.values()) {
      Caller caller = as(owner);
      replies.add(behind.call(caller, new Call.ListAlbums(id(owner), true)));
      replies.add(behind.call(caller, galleryOf(owner, Optional.empty())));
      replies.add(
          behind.call(caller, new Call.GetPending(OptionalInt.empty(), OptionalInt.of(100))));
    }
    return replies;
  }

  public Call galleryOf(Persona owner, Optional<AlbumAt> album) {
    return new Call.GetGallery(
        id(owner), album, PictureOrder.DATE_UPLOADED, OptionalInt.empty(), OptionalInt.of(100));
  }

  public static AlbumDraft draft(String name) {
    return AlbumDraft.named(name);
  }

  public static AlbumDraft locked(String name, String pin, String price) {
    return AlbumDraft.named(name).described("locked").lockedBy(pin, price);
  }

  public static AlbumDraft nameless() {
    return draft("");
  }

  public AlbumAt createAlbum(Caller caller, String name) {
    return createAlbum(caller, draft(name));
  }

  public AlbumAt createAlbum(Caller caller, AlbumDraft draft) {
    return album(done(caller, new Call.CreateAlbum(draft)).getFirst()).album();
  }

  /** Adds approved pictures, at most as many as one upload takes. */
  public List<PictureAt> add(Caller caller, Optional<AlbumAt> album, SamplePictures... images) {
    List<Call.Upload> uploads = new ArrayList<>();
    for (SamplePictures image : images) {
      uploads.add(upload(image));
    }
    return done(caller, new Call.AddPictures(album, uploads)).stream()
        .map(GalleryFixture::added)
        .toList();
  }

  /** Adds many approved pictures through as few uploads as possible. */
  public void fill(Caller caller, AlbumAt album, int count) {
    int left = count;
    while (left > 0) {
      int now = Math.min(left, PICTURES_PER_UPLOAD_MAX);
      Call.Upload upload = upload(SamplePictures.SMALL_PNG);
      Call call = new Call.AddPictures(Optional.of(album), Collections.nCopies(now, upload));
      assertThat(behind.call(caller, call)).isInstanceOf(Reply.Done.class);
      left -= now;
    }
  }

  public static Call.Upload upload(SamplePictures image) {
    return new Call.Upload(Optional.empty(), Optional.empty(), image);
  }

  public static Call.AddPictures adding(Optional<AlbumAt> album, SamplePictures... images) {
    return new Call.AddPictures(
        album, List.of(images).stream().map(GalleryFixture::upload).toList());
  }

  /** Uploads through a program that needs approval, and returns the picture with its album. */
  public Observed.PictureFacts uploadPending(Persona role, Optional<AlbumAt> album) {
    Call call = new Call.UploadPhoto(album, Optional.of("waits"), SamplePictures.SMALL_PNG);
    return picture(done(as(role, SampleApplication.NEWCOMER), call).getFirst());
  }

  public List<Observed.AlbumFacts> albumsOf(Persona owner, Caller viewer) {
    return done(viewer, new Call.ListAlbums(id(owner), true)).stream()
        .map(GalleryFixture::album)
        .toList();
  }

  public List<Observed.PictureFacts> picturesOf(
      Persona owner, Optional<AlbumAt> album, Caller viewer) {
    return done(viewer, galleryOf(owner, album)).stream().map(GalleryFixture::picture).toList();
  }

  public List<PictureAt> pendingOf(Caller caller) {
    return done(caller, new Call.GetPending(OptionalInt.empty(), OptionalInt.of(100))).stream()
        .map(facts -> picture(facts).picture())
        .toList();
  }

  public static Observed.AlbumFacts album(Observed facts) {
    if (facts instanceof Observed.AlbumFacts album) {
      return album;
    }
    throw new AssertionError("not an album: " + facts);
  }

  public static Observed.PictureFacts picture(Observed facts) {
    if (facts instanceof Observed.PictureFacts picture) {
      return picture;
    }
    throw new AssertionError("not a picture: " + facts);
  }

  public static PictureAt added(Observed facts) {
    if (facts instanceof Observed.AddedFacts(PictureAt picture)) {
      return picture;
    }
    throw new AssertionError("not a picture that was added: " + facts);
  }

  public static List<PictureAt> ids(List<Observed.PictureFacts> pictures) {
    return pictures.stream().map(Observed.PictureFacts::picture).toList();
  }

  /** An album of the member that does not exist. */
  public AlbumAt noAlbum(Persona owner) {
    return new AlbumAt(id(owner), new AlbumId(Integer.MAX_VALUE));
  }

  /** A picture of the member that does not exist. */
  public PictureAt noPicture(Persona owner) {
    return new PictureAt(id(owner), new PictureId(Integer.MAX_VALUE));
  }
}

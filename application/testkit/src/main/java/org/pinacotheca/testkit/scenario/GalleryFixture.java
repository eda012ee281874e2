package org.pinacotheca.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import org.opentest4j.TestAbortedException;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.albums.AlbumView;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.FindPictures;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.GetPendingPictures;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.testkit.generate.SamplePictures;

/**
 * An API under test with its sample members, and helpers for calls and checks. Used by one thread.
 */
public final class GalleryFixture {
  /** An album that does not exist. */
  public static final AlbumId NO_ALBUM = new AlbumId(Integer.MAX_VALUE);

  /** A picture that does not exist. */
  public static final PictureId NO_PICTURE = new PictureId(Integer.MAX_VALUE);

  private final SampleMembers world;
  private final GalleryApi api;
  private final CompletedApi completed;

  public GalleryFixture(SampleMembers world, GalleryApi api) {
    this.world = world;
    this.api = api;
    this.completed = new CompletedApi(world, api);
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

  /**
   * The names of the commands that the API did not offer. The use cases were called to prepare and
   * to read; no refusal of theirs was checked.
   */
  public SortedSet<String> notOffered() {
    return completed.notOffered();
  }

  /** Whether the API offered any of the commands. */
  public boolean offersSome() {
    return completed.offersSome();
  }

  /** The use cases under test; through an API that only serves them the test is not offered. */
  public Gallery useCases() {
    return api.useCases()
        .orElseThrow(() -> new TestAbortedException("not offered: the use cases themselves"));
  }

  /** Makes a call that succeeds, or the use cases do where the API does not offer it. */
  public Reply.Done done(Caller caller, Object command) {
    Reply reply = completed.call(caller, command);
    if (reply instanceof Reply.Done done) {
      return done;
    }
    throw new AssertionError(command + " got the reply " + reply);
  }

  /** Makes a call that succeeds with an outcome of this type. */
  public <T> T done(Caller caller, Object command, Class<T> outcome) {
    return done(caller, command).as(outcome);
  }

  /**
   * Makes a call that is refused, and checks that it left no trace. Nothing is called or checked
   * where the API does not offer it.
   */
  public void refused(Caller caller, Object command, Class<?> refusal) {
    Reply reply =
        GalleryLaws.refusalLeavesNoTrace(
            this::observe, () -> completed.callOnlyApi(caller, command));
    if (!(reply instanceof Reply.NotOffered)) {
      assertThat(reply)
          .as("reply to %s", command)
          .isEqualTo(new Reply.Refused(api.reportedAs(refusal)));
    }
  }

  /** The offers, purchases and accounts of the sample members. */
  static List<Object> accounts(GalleryApi api, SampleMembers world) {
    List<Object> seen = new ArrayList<>();
    for (Persona role : Persona.values()) {
      Caller caller = world.caller(role);
      seen.add(tree(api.call(caller, new GalleryApi.GetPlans(world.member(role)))));
      seen.add(tree(api.call(caller, Commands.subscriptions())));
      GetCreditsHistory history =
          new GetCreditsHistory(true, OptionalInt.of(1), PageRequest.SIZE_MAX);
      seen.add(tree(api.call(caller, history)));
    }
    return seen;
  }

  /**
   * What the members see of one another and of pending pictures, the accounts, and what was
   * audited, read through the use cases.
   */
  List<Object> observe() {
    List<Object> seen = new ArrayList<>(accounts(completed.behind(), world));
    for (Persona owner : Persona.values()) {
      seen.add(audited(owner));
      for (Object command :
          List.of(
              Commands.list(id(owner)),
              Commands.gallery(id(owner), Optional.empty()),
              Commands.pending())) {
        seen.add(tree(completed.behind().call(as(owner), command)));
      }
    }
    return seen;
  }

  private long audited(Persona actor) {
    return world
        .gallery()
        .operations()
        .audit(Optional.of(id(actor)), Optional.empty(), new PageRequest(1, 1))
        .total();
  }

  private static Object tree(Reply reply) {
    return ReplyTree.of(reply, Set.of(), id -> id);
  }

  public AlbumId createAlbum(Caller caller, String name) {
    return createAlbum(caller, AlbumDraft.named(name));
  }

  public AlbumId createAlbum(Caller caller, AlbumDraft draft) {
    return done(caller, Commands.create(draft), CreateAlbum.Created.class).album().album().id();
  }

  /** Adds approved pictures, at most as many as one upload takes. */
  public List<PictureId> add(Caller caller, Optional<AlbumId> album, SamplePictures... images) {
    return done(caller, Commands.add(album, images), AddPictures.Added.class).pictures();
  }

  /** Adds many approved pictures through as few uploads as possible. */
  public void fill(Caller caller, AlbumId album, int count) {
    int left = count;
    while (left > 0) {
      int now = Math.min(left, Picture.PICTURES_PER_REQUEST_MAX);
      assertThat(completed.behind().call(caller, Commands.add(Optional.of(album), now)))
          .isInstanceOf(Reply.Done.class);
      left -= now;
    }
  }

  /** Uploads a photo with a caption, and returns the picture with its album. */
  public Picture upload(Caller caller, Optional<AlbumId> album, String caption) {
    return done(
            caller,
            Commands.upload(album, caption, SamplePictures.SMALL_PNG),
            UploadPhoto.Uploaded.class)
        .picture()
        .picture();
  }

  /** Uploads a photo through a program that needs approval. */
  public Picture uploadPending(Persona role, Optional<AlbumId> album) {
    return upload(as(role, SampleApplication.NEWCOMER), album, "waits");
  }

  public List<AlbumView> albumsOf(Persona owner, Caller viewer) {
    return done(viewer, Commands.list(id(owner)), ListAlbums.Listed.class).albums();
  }

  public List<PictureView> picturesOf(Persona owner, Optional<AlbumId> album, Caller viewer) {
    return done(viewer, Commands.gallery(id(owner), album), GetGallery.Read.class)
        .pictures()
        .items();
  }

  public List<PictureView> found(Caller caller, FindPictures query) {
    Page<?> page = done(caller, query, Page.class);
    return page.items().stream().map(PictureView.class::cast).toList();
  }

  public List<PictureId> pendingOf(Caller caller) {
    return ids(done(caller, Commands.pending(), GetPendingPictures.Read.class).pictures().items());
  }

  /** The plan at a position of an owner's list, from 1, or one that does not exist. */
  public PricePlanId plan(Persona owner, int position) {
    return completed.plan(as(owner), id(owner), position);
  }

  /** The number of the entry at a position of a member's account, from 1, or one of none. */
  public long entry(Persona member, int position) {
    return completed.entry(id(member), position);
  }

  /** The ids of pictures, in their order. */
  public static List<PictureId> ids(List<PictureView> pictures) {
    return pictures.stream().map(view -> view.picture().id()).toList();
  }

  /** Whether the viewer got addresses of the picture. */
  public static boolean isLinked(PictureView picture) {
    return picture.links().isPresent();
  }

  /** The number of pictures that an album shows. */
  public static int size(AlbumView album) {
    return album.album().tally().approved();
  }
}

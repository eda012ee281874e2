package org.pinacotheca.testkit.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.pictures.ApprovePictures;
import org.pinacotheca.application.api.pictures.RejectPictures;
import org.pinacotheca.application.api.pictures.RemovePictures;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.RefundSale;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.picture.PictureSelection;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.scenario.Commands;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;
import org.pinacotheca.testkit.scenario.Session;
import org.pinacotheca.testkit.scenario.SessionRunner;

/** Steps of members and programs, drawn from one random source. Used by one thread. */
final class RandomSteps {
  private static final String PIN = "a7Q2";
  private static final String WRONG_PIN = "b8R3";

  private final Random random;
  private final Deque<Session.Step> guesses = new ArrayDeque<>();
  private int references;

  RandomSteps(Random random) {
    this.random = random;
  }

  /** Anna sells, and the buyers have credits. */
  List<Session.Step> opening() {
    return List.of(
        Session.Line.by(Persona.ANNA, Commands.create(Commands.locked("locked", PIN, "1.5"))),
        Session.Line.by(
            Persona.ANNA, Commands.add(Optional.of(new AlbumId(1)), SamplePictures.SMALL_PNG)),
        Session.Line.by(Persona.ANNA, Commands.offer(Commands.plan(1, 120), Commands.plan(6, 400))),
        grant(Persona.BEN, 2_000),
        grant(Persona.DORA, 2_000));
  }

  /** A step in a gallery with so many albums and pictures. */
  Session.Step next(int albums, int pictures) {
    if (!guesses.isEmpty()) {
      return guesses.pop();
    }
    int kind = random.nextInt(100);
    if (kind < 8) {
      return new Session.Wait(
          one(
              Duration.ofMillis(1),
              Duration.ofSeconds(2),
              Duration.ofMinutes(15),
              Duration.ofHours(1),
              Duration.ofDays(1),
              Duration.ofDays(31)));
    }
    if (kind < 11) {
      return new Session.WaitForAnEnd(one(Session.Moment.values()));
    }
    return kind < 66 ? sellersLine(albums, pictures) : buyersLine(albums, pictures);
  }

  private Session.Line sellersLine(int albums, int pictures) {
    Object command =
        switch (random.nextInt(12)) {
          case 0, 1 -> Commands.create(draft());
          case 2 -> Commands.update(album(albums), draft(), sequence(albums));
          case 3 -> new RemoveAlbum(album(albums), random.nextBoolean());
          case 4, 5, 6 -> Commands.add(perhapsIn(albums), images());
          case 7 -> Commands.upload(perhapsIn(albums), "photo", one(SamplePictures.goodOnes()));
          case 8 ->
              Commands.describe(
                  picture(pictures), "title", "", perhapsIn(albums), random.nextBoolean());
          case 9 -> new RemovePictures(some(pictures));
          case 10 ->
              random.nextBoolean()
                  ? new ApprovePictures(some(pictures))
                  : new RejectPictures(some(pictures));
          default ->
              Commands.offer(
                  Commands.plan(1 + random.nextInt(6), 1 + random.nextInt(500)),
                  Commands.plan(1, 120));
        };
    int who = random.nextInt(10);
    Persona actor = who < 7 ? Persona.ANNA : who < 9 ? Persona.CLARA : Persona.DORA;
    return new Session.Line(
        actor,
        actor == Persona.ANNA ? Optional.empty() : Optional.of(Persona.ANNA),
        one(SampleApplication.values()),
        Set.of(Scope.values()),
        command);
  }

  private Session.Line buyersLine(int albums, int pictures) {
    Persona buyer = one(Persona.BEN, Persona.DORA);
    return switch (random.nextInt(11)) {
      case 0, 1, 2 ->
          Session.Line.by(
              buyer, Commands.unlock(album(albums), random.nextInt(4) == 0 ? WRONG_PIN : PIN));
      case 3, 4 ->
          Session.Line.by(
              buyer,
              new Subscribe(
                  SessionRunner.number(Persona.ANNA),
                  new PricePlanId(1 + random.nextInt(3)),
                  Optional.empty()));
      case 5 -> Session.Line.by(buyer, new GetAlbumPrice(album(albums)));
      case 6 -> guess(buyer, album(albums));
      case 7 -> Session.Line.by(buyer, Commands.list(SessionRunner.number(Persona.ANNA)));
      case 8 -> grant(buyer, 1 + random.nextInt(300));
      case 9 ->
          Session.Line.by(
              Persona.EMIL,
              new RefundSale(SessionRunner.entry(buyer, 1 + random.nextInt(6)), "asked"));
      default ->
          Session.Line.by(
              Persona.EMIL,
              new GalleryApi.Moderate(List.of(picture(pictures)), random.nextBoolean()));
    };
  }

  /** So many wrong PINs that the album is locked, and the right one. */
  private Session.Line guess(Persona buyer, AlbumId album) {
    Session.Line wrong = Session.Line.by(buyer, Commands.unlock(album, WRONG_PIN));
    guesses.addAll(Collections.nCopies(4, wrong));
    guesses.add(Session.Line.by(buyer, Commands.unlock(album, PIN)));
    return wrong;
  }

  private Session.Line grant(Persona member, long hundredths) {
    String reference = "reference-" + ++references;
    return Session.Line.by(
        Persona.EMIL, Commands.grant(SessionRunner.number(member), hundredths, reference));
  }

  private AlbumDraft draft() {
    return switch (random.nextInt(3)) {
      case 0 -> AlbumDraft.named("open " + random.nextInt(10));
      case 1 -> Commands.locked("locked", PIN, "0.5");
      default -> Commands.locked("dear", PIN, "4");
    };
  }

  private OptionalInt sequence(int albums) {
    return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(albums + 1));
  }

  private SamplePictures[] images() {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(
            _ -> random.nextInt(12) == 0 ? SamplePictures.TEXT : one(SamplePictures.goodOnes()))
        .toArray(SamplePictures[]::new);
  }

  /** One of those ever made, which may be gone, or one that does not exist. */
  private AlbumId album(int albums) {
    return new AlbumId(1 + random.nextInt(albums + 1));
  }

  private Optional<AlbumId> perhapsIn(int albums) {
    return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(album(albums));
  }

  private PictureId picture(int pictures) {
    return new PictureId(1 + random.nextInt(pictures + 1));
  }

  private PictureSelection some(int pictures) {
    return PictureSelection.of(
        IntStream.rangeClosed(0, random.nextInt(3))
            .mapToObj(_ -> picture(pictures))
            .distinct()
            .toList());
  }

  @SafeVarargs
  private <T> T one(T... values) {
    return values[random.nextInt(values.length)];
  }
}

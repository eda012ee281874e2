package org.pinacotheca.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestEngine;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.albums.UpdateAlbum;
import org.pinacotheca.application.api.selling.RefundSale;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.selling.UpdatePricePlans;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.memory.InMemoryGallery;

/**
 * Plays the same session on two galleries: all replies and the final state must agree, and the laws
 * of galleries hold on both. One gallery is the subclass's; the other is the use cases alone, in
 * memory, and new for every session. The first sessions come from one seed, so that all subclasses
 * are compared on the same ones; a few more are different every time. The system property {@code
 * pinacotheca.session.scenes} sets the length of the longest session.
 */
public abstract class GallerySessions {
  private static final int SCENES_MAX_DEFAULT = 40;

  /**
   * The gallery under test with new sample members; it may hold data of earlier sessions.
   *
   * @param commission what the gallery keeps of sales
   */
  protected abstract TestedGallery gallery(Commission commission);

  /** Fails where only the engine of JUnit runs this class, which would silently pass. */
  @Test
  void theEngineOfPropertiesIsOnTheClassPath() {
    assertThat(ServiceLoader.load(TestEngine.class))
        .as("the engine jqwik runs the sessions")
        .extracting(TestEngine::getId)
        .contains("jqwik");
  }

  @Property(tries = 40, seed = "1839", edgeCases = EdgeCasesMode.NONE)
  void allGalleriesAgreeOnTheSameSessions(@ForAll("sessions") Session session) {
    playOnBoth(session);
    Statistics.label("answers")
        .coverage(coverage -> {
          coverage.check("refused").percentage(share -> share > 15);
          coverage.check("done").percentage(share -> share > 30);
        });
    requireSome(
        "refusals",
        "ScopeMissing",
        "NotInGroup",
        "ManagesNoGroup",
        "MemberNotFound",
        "AlbumNotFound",
        "PicturesNotFound",
        "InvalidFields",
        "WrongPin",
        "TooManyWrongPins",
        "PlanNotFound",
        "SubscriptionTooLong",
        "NotEnoughCredits",
        "Conflict",
        "Unknown",
        "PriceChanged",
        "TransferNotFound",
        "NotASale",
        "AlreadyRefunded");
    requireSome(
        "sales",
        "GrantCredits",
        "UnlockAlbum",
        "Subscribe",
        "UpdatePricePlans",
        "RefundSale",
        "GetCreditsHistory");
    requireSome("charges", "Unlocked", "Subscribed", "Refunded");
    requireSome("access", "Owner", "Subscribed", "Unlocked", "None");
    requireSome("safe covers", true, false);
    requireSome("offered", true);
    requireSome("commissions", Commission.NONE, SessionArbitraries.A_THIRD);
  }

  private static void requireSome(String label, Object... values) {
    Statistics.label(label)
        .coverage(coverage -> {
          for (Object value : values) {
            coverage.check(value).count(count -> count > 0);
          }
        });
  }

  @Property(tries = 5, edgeCases = EdgeCasesMode.NONE)
  void twoGalleriesAgreeOnAnySession(@ForAll("sessions") Session session) {
    playOnBoth(session);
  }

  @Provide
  Arbitrary<Session> sessions() {
    return SessionArbitraries.sessions(
        Integer.getInteger("pinacotheca.session.scenes", SCENES_MAX_DEFAULT));
  }

  private void playOnBoth(Session session) {
    TestedGallery tested = gallery(session.commission());
    SessionRunner one = new SessionRunner(tested.world(), tested.api());
    InMemoryGallery inMemory = InMemoryGallery.keeping(session.commission());
    SessionRunner other =
        new SessionRunner(SampleMembers.of(inMemory), new CoreApi(inMemory.gallery()));
    // Dates are compared, so both start at the same time, in a precision that every API reports.
    Instant start = one.world().clock().instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    one.world().clock().set(start);
    other.world().clock().set(start);
    for (Session.Step step : session.steps()) {
      Reply reply = play(one, step);
      requireAgreement(one, reply, other, play(other, step), step);
      count(step, reply);
      if (mayChangeAccess(step)) {
        requireAgreement(
            one, one.lookAtWhatWasBought(), other, other.lookAtWhatWasBought(), "after " + step);
      }
    }
    List<Reply> lastLook = one.observe();
    requireAgreement(one, lastLook, other, other.observe(), "the last look");
    countSafeCovers(lastLook);
    for (SessionRunner runner : List.of(one, other)) {
      requireLaws(runner, session.commission());
    }
    Statistics.label("offered").collect(one.offersSome());
    one.notOffered().forEach(name -> Statistics.label("not offered").collect(name));
    Statistics.label("commissions").collect(session.commission());
    for (Journal.Entry entry : one.journal()) {
      if (entry instanceof Journal.Seen seen) {
        Statistics.label("access").collect(seen.access().getClass().getSimpleName());
      } else {
        Statistics.label("charges").collect(entry.getClass().getSimpleName());
      }
    }
  }

  private static Reply play(SessionRunner runner, Session.Step step) {
    return isSale(step)
        ? GalleryLaws.refusalLeavesNoTrace(runner::accounts, () -> runner.play(step))
        : runner.play(step);
  }

  private static boolean isSale(Session.Step step) {
    return step instanceof Session.Line line
        && line.command().getClass().getPackage().equals(UnlockAlbum.class.getPackage());
  }

  private static boolean mayChangeAccess(Session.Step step) {
    return switch (step) {
      case Session.Wait _, Session.WaitForAnEnd _ -> true;
      case Session.Line line ->
          switch (line.command()) {
            case UnlockAlbum _,
                Subscribe _,
                RefundSale _,
                UpdatePricePlans _,
                UpdateAlbum _,
                RemoveAlbum _ ->
                true;
            default -> false;
          };
    };
  }

  private static void count(Session.Step step, Reply reply) {
    boolean isRefused = reply instanceof Reply.Refused;
    Statistics.label("answers").collect(isRefused ? "refused" : "done");
    if (reply instanceof Reply.Refused(Class<?> refusal)) {
      Statistics.label("refusals").collect(refusal.getSimpleName());
    } else if (step instanceof Session.Line line && isSale(step)) {
      Statistics.label("sales").collect(line.command().getClass().getSimpleName());
    }
  }

  private static void countSafeCovers(List<Reply> replies) {
    for (Reply reply : replies) {
      if (reply instanceof Reply.Done done
          && done.outcome() instanceof ListAlbums.Listed(var albums)
          && done.shows(Field.COVER_SAFETY)) {
        albums.stream()
            .filter(album -> GalleryFixture.size(album) > 0)
            .forEach(album -> Statistics.label("safe covers").collect(album.coverSafe()));
      }
    }
  }

  private static void requireAgreement(
      SessionRunner one, List<Reply> first, SessionRunner other, List<Reply> second, String what) {
    assertThat(first).as(what).hasSameSizeAs(second);
    for (int i = 0; i < first.size(); i++) {
      requireAgreement(one, first.get(i), other, second.get(i), what);
    }
  }

  private static void requireAgreement(
      SessionRunner one, Reply first, SessionRunner other, Reply second, Object what) {
    Set<Field> hidden = new HashSet<>();
    for (Reply reply : List.of(first, second)) {
      if (reply instanceof Reply.Done done) {
        hidden.addAll(done.hidden());
      }
    }
    ReplyTree.difference(
            one.tree(reported(other.api(), first), hidden),
            other.tree(reported(one.api(), second), hidden))
        .ifPresent(difference -> {
          throw new AssertionError(
              what + ": " + difference + "; one replies " + first + ", the other " + second);
        });
  }

  private static Reply reported(GalleryApi api, Reply reply) {
    return reply instanceof Reply.Refused(Class<?> refusal)
        ? new Reply.Refused(api.reportedAs(refusal))
        : reply;
  }

  private static void requireLaws(SessionRunner runner, Commission commission) {
    SampleMembers world = runner.world();
    CoreApi api = new CoreApi(world.gallery());
    GalleryLaws.accountsBalance(api, world);
    GalleryLaws.theCommissionIsKept(api, world, commission);
    GalleryLaws.chargesAreThoseReported(api, world, runner.journal());
    GalleryLaws.accessLastsAsBought(runner.journal());
    for (Persona owner : Persona.values()) {
      GalleryLaws.holdFor(api, world.caller(owner), world.member(owner));
      GalleryLaws.holdFor(api, world.readerOnly(Persona.DORA), world.member(owner));
    }
  }
}

package org.pinacotheca.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.pinacotheca.application.api.CreditAccounts.GrantCredits;
import org.pinacotheca.application.api.Registration;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.member.UserId;

/**
 * The same random session on two stages side by side: every answer and what can be seen in the end
 * must agree, and the laws of galleries hold on both. A runner extends this class and gives two
 * stages, each anew for every session; the galleries on them may hold what earlier sessions left.
 * The system property {@code pinacotheca.session.lines} sets the length of the longest session.
 */
public abstract class GalleryStatefulProperties {
  private static final int LINES_MAX_DEFAULT = 40;

  /** A stage to play on, with a world of its own. */
  protected abstract Stage one();

  /** Another stage to play on, with a world of its own. */
  protected abstract Stage other();

  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
  void twoGalleriesAgreeOnEverySession(@ForAll("sessions") List<Stage.Line> session) {
    Stage one = one();
    Stage other = other();
    grantToBuyers(one.world());
    grantToBuyers(other.world());
    for (Stage.Line line : session) {
      Reply first = one.play(line);
      Reply second = other.play(line);
      requireAgreement(one, first, other, second, line);
      Statistics.label("answers").collect(first instanceof Reply.Refused ? "refused" : "done");
      if (first instanceof Reply.Refused(String refusal)) {
        Statistics.label("refusals").collect(refusal);
      }
    }
    List<Reply> seenOnOne = one.observe();
    List<Reply> seenOnOther = other.observe();
    assertThat(seenOnOne).hasSameSizeAs(seenOnOther);
    for (int place = 0; place < seenOnOne.size(); place++) {
      requireAgreement(one, seenOnOne.get(place), other, seenOnOther.get(place), "the last look");
    }
    requireLaws(one);
    requireLaws(other);
    Statistics.label("answers")
        .coverage(coverage -> {
          coverage.check("refused").percentage(share -> share > 15);
          coverage.check("done").percentage(share -> share > 30);
        });
    Statistics.label("refusals")
        .coverage(coverage -> {
          for (String refusal :
              List.of(
                  "ScopeMissing",
                  "NotInGroup",
                  "ManagesNoGroup",
                  "AlbumNotFound",
                  "PicturesNotFound",
                  "WrongPin",
                  "PlanNotFound",
                  "NotEnoughCredits")) {
            coverage.check(refusal).count(count -> count > 0);
          }
        });
  }

  @Provide
  Arbitrary<List<Stage.Line>> sessions() {
    return GalleryArbitraries.sessions(
        Integer.getInteger("pinacotheca.session.lines", LINES_MAX_DEFAULT));
  }

  private static void requireAgreement(
      Stage one, Reply first, Stage other, Reply second, Object what) {
    Reply firstToOther = told(other.door(), first);
    Reply secondToOne = told(one.door(), second);
    if (!firstToOther.agreesWith(secondToOne)) {
      throw new AssertionError("on " + what + " one answers " + first + " and the other " + second);
    }
  }

  private static Reply told(GalleryDoor door, Reply reply) {
    return reply instanceof Reply.Refused(String refusal)
        ? new Reply.Refused(door.toldAs(refusal))
        : reply;
  }

  /** Enough for some of what is on sale, not for all. */
  private static void grantToBuyers(World world) {
    for (Role buyer : List.of(Role.BEN, Role.DORA)) {
      UserId member = world.member(buyer);
      GrantCredits grant =
          new GrantCredits(member, new Credits(500), "to-member-" + member.value());
      assertThat(world.gallery().creditAccounts().grant(grant))
          .isInstanceOf(Registration.Registered.class);
    }
  }

  private static void requireLaws(Stage stage) {
    GalleryLaws.booksBalance(stage.world());
    CoreDoor door = new CoreDoor(stage.world().gallery());
    for (Role owner : Role.values()) {
      GalleryLaws.holdFor(door, stage.world().caller(owner), stage.world().member(owner));
      GalleryLaws.holdFor(door, stage.world().readerOnly(Role.DORA), stage.world().member(owner));
    }
  }
}

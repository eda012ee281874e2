package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.application.api.operations.EraseMember;
import org.pinacotheca.application.api.operations.Finding;
import org.pinacotheca.application.api.operations.FindingKind;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;

/** A member who did everything once is erased from a whole installation. */
abstract class ErasureBehaviour extends InspectedInstallation {
  /** The columns where their number may remain afterwards. */
  private static final Set<String> PSEUDONYMOUS =
      Set.of(
          "erased_member.member_id",
          "audit_entry.actor_id",
          "audit_entry.subject_id",
          "credit_account.account_id",
          "ledger_entry.account_id",
          "ledger_transfer.payer_id",
          "ledger_transfer.receiver_id",
          "ledger_transfer.actor_id");

  MarkedMembers members() {
    return new MarkedMembers(world());
  }

  @Test
  void nothingOfThemIsLeftButTheirNumberInTheBooks() throws SQLException, IOException {
    Set<Path> filesBefore = regularFiles(files());
    UserId member = members().whoDidEverything();
    MemberTraces before = MemberTraces.of(database(), member);
    assertThat(before.marked()).as("what is there is seen").hasSizeGreaterThan(7);
    assertThat(before.numbered()).hasSizeGreaterThan(PSEUDONYMOUS.size() + 8);
    assertThat(regularFiles(files())).hasSizeGreaterThan(filesBefore.size());
    assertThat(world().gallery.erasures().erase(new EraseMember(member)))
        .isEqualTo(new EraseMember.Erased());
    MemberTraces after = MemberTraces.of(database(), member);
    assertThat(after.marked()).isEmpty();
    assertThat(PSEUDONYMOUS).containsAll(after.numbered());
    assertThat(regularFiles(files())).isEqualTo(filesBefore);
    assertSound();
    assertThat(world().gallery.erasures().erase(new EraseMember(member)))
        .as("again")
        .isEqualTo(new EraseMember.Erased());
  }

  @Test
  void anErasureThatIsNotNotedIsFound() throws SQLException {
    UserId member = members().member("Short");
    members().grant(member, "short");
    assertThat(world().gallery.erasures().erase(new EraseMember(member)))
        .isEqualTo(new EraseMember.Erased());
    String where = " WHERE member_id = " + member.value();
    database().execute("UPDATE erased_member SET member_id = 2000000" + where);
    try {
      assertThat(inspect(QUICK).findings())
          .extracting(Finding::kind)
          .containsOnly(FindingKind.ERASURE_UNFOUNDED);
    } finally {
      database()
          .execute(
              "UPDATE erased_member SET member_id = "
                  + member.value()
                  + " WHERE member_id = 2000000");
    }
    assertSound();
  }

  @Test
  void whatTheyAndOthersDoAtTheSameTimeDoesNotBringThemBack() throws Exception {
    Set<Path> filesBefore = regularFiles(files());
    for (int round = 0; round < 3; round++) {
      UserId member = members().member(MarkedMembers.MARK);
      members().grant(member, "race-" + round);
      Caller caller = members().caller(member);
      AlbumId album = members().album(caller, MarkedMembers.MARK);
      PricePlan plan = members().plan(caller);
      Tokens.TokenPair tokens = members().tokens(member);
      AtomicBoolean over = new AtomicBoolean();
      try (ExecutorService threads = Executors.newCachedThreadPool()) {
        List<Future<?>> working = new ArrayList<>();
        working.add(
            threads.submit(() -> until(over, () -> members().upload(caller, Optional.of(album)))));
        working.add(
            threads.submit(() -> until(over, () -> members().upload(caller, Optional.empty()))));
        working.add(threads.submit(() -> until(over, () -> members().sell(member, album, plan))));
        working.add(threads.submit(() -> until(over, () -> members().enroll(member))));
        working.add(threads.submit(() -> members().keepRefreshing(over, tokens)));
        try {
          assertThat(world().gallery.erasures().erase(new EraseMember(member)))
              .isEqualTo(new EraseMember.Erased());
          // The other work has run at least once after the erasure before it ends.
          assertThat(members().upload(caller, Optional.empty()))
              .isEqualTo(new Denied(new Denial.MemberGone()));
        } finally {
          over.set(true);
        }
        for (Future<?> work : working) {
          work.get(5, TimeUnit.MINUTES);
        }
      }
      MemberTraces after = MemberTraces.of(database(), member);
      assertThat(after.marked()).isEmpty();
      assertThat(PSEUDONYMOUS).containsAll(after.numbered());
      assertThat(world().gallery.tokens().identify(tokens.accessToken())).isEmpty();
    }
    assertThat(regularFiles(files())).isEqualTo(filesBefore);
    assertSound();
  }

  private static Object until(AtomicBoolean over, Callable<?> work) throws Exception {
    Object last = "";
    while (!over.get()) {
      last = work.call();
    }
    return last;
  }

  private static Set<Path> regularFiles(Path directory) throws IOException {
    return new HashSet<>(
        Directories.below(directory).stream().filter(Files::isRegularFile).toList());
  }
}

package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.accounts.EndSession;
import org.pinacotheca.application.api.accounts.GetSessions;
import org.pinacotheca.application.api.accounts.MemberSession;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.TokenAdmin.IssueToken;
import org.pinacotheca.application.api.accounts.Tokens.RefreshTokens;
import org.pinacotheca.application.api.accounts.Tokens.Refreshed;
import org.pinacotheca.application.api.accounts.Tokens.TokenPair;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** A program that refreshes its tokens while its member ends its session keeps none of them. */
interface EndedSessionsBehaviour {
  int ROUNDS = 30;

  Gallery gallery();

  ManualClock clock();

  @Test
  default void whoRefreshesWhileTheyArePutOutKeepsNothing() throws Exception {
    Gallery gallery = gallery();
    SampleMembers world = SampleMembers.of(gallery, clock());
    Caller anna = world.caller(Persona.ANNA);
    ClientApplication program = world.application(SampleApplication.TRUSTED);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < ROUNDS; round++) {
        TokenPair pair = issue(gallery, anna);
        EndSession end = new EndSession(sessions(gallery, anna).getFirst().id());
        List<Callable<Object>> both =
            List.of(
                () -> refresh(gallery, program, pair),
                () -> gallery.memberSessions().end(anna, end));
        List<Future<Object>> done = threads.invokeAll(both, 5, TimeUnit.MINUTES);
        assertThat(done.getLast().get()).isEqualTo(new EndSession.Ended());
        if (done.getFirst().get() instanceof Refreshed.Issued(TokenPair fresh)) {
          assertThat(gallery.tokens().identify(fresh.accessToken())).isEmpty();
          assertThat(refresh(gallery, program, fresh))
              .isEqualTo(new Refreshed.RefreshTokenExpired());
        }
        assertThat(sessions(gallery, anna)).isEmpty();
      }
    }
  }

  private static TokenPair issue(Gallery gallery, Caller caller) {
    IssueToken wanted =
        new IssueToken(caller.actor(), caller.application(), caller.scopes(), Optional.empty());
    if (gallery.grants().issueToken(wanted)
        instanceof Registration.Registered<TokenPair>(TokenPair pair)) {
      return pair;
    }
    throw new AssertionError("no token");
  }

  private static Refreshed refresh(Gallery gallery, ClientApplication program, TokenPair pair) {
    return gallery
        .tokens()
        .refresh(
            new RefreshTokens(
                program.key().value(), program.secret().value(), pair.refreshToken()));
  }

  private static List<MemberSession> sessions(Gallery gallery, Caller caller) {
    GetSessions all = new GetSessions(Optional.empty(), new PageRequest(1, 50));
    return gallery.memberSessions().list(caller, all).items();
  }
}

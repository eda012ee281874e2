package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.accounts.ApproveLogin;
import org.pinacotheca.application.api.accounts.CompleteLogin;
import org.pinacotheca.application.api.accounts.LoginNotFound;
import org.pinacotheca.application.api.accounts.RequestLogin;
import org.pinacotheca.application.api.accounts.RpcSessions;
import org.pinacotheca.domain.authorization.LoginToken;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** Concurrent requests with the same login token. */
interface CrowdedLoginBehaviour {
  int ROUNDS = 5;
  int CROWD = 4;

  Gallery gallery();

  ManualClock clock();

  @Test
  default void oneOfManyIsGivenTheSession() throws Exception {
    SampleMembers world = SampleMembers.of(gallery(), clock());
    ClientApplication application = world.application(SampleApplication.TRUSTED);
    for (int round = 0; round < ROUNDS; round++) {
      LoginToken token = request(application);
      gallery().logins().approve(world.caller(Persona.ANNA), new ApproveLogin(token));
      CompleteLogin command = new CompleteLogin(application.key(), token);
      List<CompleteLogin.Outcome> outcomes =
          together(
              Stream.<Callable<CompleteLogin.Outcome>>generate(
                      () -> () -> gallery().logins().complete(command))
                  .limit(CROWD)
                  .toList());
      List<CompleteLogin.Completed> completed =
          outcomes.stream()
              .filter(CompleteLogin.Completed.class::isInstance)
              .map(CompleteLogin.Completed.class::cast)
              .toList();
      assertThat(completed).hasSize(1);
      assertThat(outcomes).filteredOn(new LoginNotFound()::equals).hasSize(CROWD - 1);
      assertThat(enter(application, completed.getFirst()))
          .isInstanceOf(RpcSessions.Entry.Entered.class);
    }
  }

  @Test
  default void oneOfTwoMembersIsTheOneWhoApproved() throws Exception {
    SampleMembers world = SampleMembers.of(gallery(), clock());
    ClientApplication application = world.application(SampleApplication.TRUSTED);
    for (int round = 0; round < ROUNDS; round++) {
      LoginToken token = request(application);
      ApproveLogin command = new ApproveLogin(token);
      List<ApproveLogin.Outcome> outcomes =
          together(
              Stream.of(Persona.ANNA, Persona.BEN)
                  .<Callable<ApproveLogin.Outcome>>map(
                      role -> () -> gallery().logins().approve(world.caller(role), command))
                  .toList());
      assertThat(outcomes)
          .containsExactlyInAnyOrder(new ApproveLogin.Approved(), new LoginNotFound());
      Persona approver = outcomes.getFirst() instanceof LoginNotFound ? Persona.BEN : Persona.ANNA;
      assertThat(gallery().logins().complete(new CompleteLogin(application.key(), token)))
          .isInstanceOfSatisfying(
              CompleteLogin.Completed.class,
              completed ->
                  assertThat(completed.session().user()).isEqualTo(world.member(approver)));
    }
  }

  private LoginToken request(ClientApplication application) {
    RequestLogin command = new RequestLogin(application.key(), Optional.empty(), Optional.empty());
    if (gallery().logins().request(command) instanceof RequestLogin.Requested(LoginToken token)) {
      return token;
    }
    throw new AssertionError("not requested");
  }

  private RpcSessions.Entry enter(
      ClientApplication application, CompleteLogin.Completed completed) {
    return gallery()
        .sessions()
        .enter(
            new RpcSessions.EnterSession(
                Optional.of(application.key()),
                InetAddress.ofLiteral("192.0.2.7"),
                application.secret()::equals,
                Optional.of(completed.session().session()),
                Optional.empty()));
  }

  private static <T> List<T> together(List<Callable<T>> works) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(works, 5, TimeUnit.MINUTES)) {
        results.add(future.get());
      }
      return results;
    }
  }
}

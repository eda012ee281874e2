package org.pinacotheca.testkit.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.identity.Scope;

/**
 * A script to be played on a {@link SessionRunner}.
 *
 * @param commission what the platform of the gallery keeps
 */
public record Session(Commission commission, List<Step> steps) {
  public Session {
    steps = List.copyOf(steps);
  }

  /** What happens next. */
  public sealed interface Step {}

  /**
   * Somebody makes a call.
   *
   * @param scopes of the caller's token
   * @param call with numbers of the script
   */
  public record Line(
      Persona actor,
      Optional<Persona> actingFor,
      SampleApplication program,
      Set<Scope> scopes,
      Call call)
      implements Step {
    public Line {
      scopes = Set.copyOf(scopes);
    }

    /** A line by one who has every scope and acts for himself, through the trusted program. */
    public static Line by(Persona actor, Call call) {
      return new Line(
          actor, Optional.empty(), SampleApplication.TRUSTED, Set.of(Scope.values()), call);
    }
  }

  /**
   * Time passes.
   *
   * @param time in whole milliseconds
   */
  public record Wait(Duration time) implements Step {}

  /**
   * Time passes until a subscription is over, the next one to end; none passes where none is on.
   */
  public record WaitForAnEnd(Moment moment) implements Step {}

  /** When it is that a subscription ends. */
  public enum Moment {
    /** One millisecond before it is over. */
    LAST,
    /** When it is just over. */
    OVER
  }
}

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
 * @param commission the commission of the gallery
 */
public record Session(Commission commission, List<Step> steps) {
  public Session {
    steps = List.copyOf(steps);
  }

  /** A step of a session. */
  public sealed interface Step {}

  /**
   * Somebody makes a call.
   *
   * @param scopes of the caller's token
   * @param command of {@link GalleryApi}, with numbers of the script
   */
  public record Line(
      Persona actor,
      Optional<Persona> actingFor,
      SampleApplication program,
      Set<Scope> scopes,
      Object command)
      implements Step {
    public Line {
      scopes = Set.copyOf(scopes);
    }

    /** A line by a member with every scope who acts for themselves, through the trusted program. */
    public static Line by(Persona actor, Object command) {
      return new Line(
          actor, Optional.empty(), SampleApplication.TRUSTED, Set.of(Scope.values()), command);
    }
  }

  /**
   * Time passes.
   *
   * @param time in whole milliseconds
   */
  public record Wait(Duration time) implements Step {}

  /** Time passes until the next subscription ends; none passes where none is active. */
  public record WaitForAnEnd(Moment moment) implements Step {}

  /** A moment around the end of a subscription. */
  public enum Moment {
    /** One millisecond before it ends. */
    LAST,
    /** The first instant after its end. */
    OVER
  }
}

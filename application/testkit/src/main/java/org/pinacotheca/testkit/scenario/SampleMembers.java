package org.pinacotheca.testkit.scenario;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.accounts.TokenAdmin;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.memory.ManualClock;

/**
 * Five members, two groups and two applications, newly registered in a gallery that may hold
 * others, with their tokens and sessions. Thread-safe.
 */
public final class SampleMembers {
  private final Gallery gallery;
  private final ManualClock clock;
  private final Map<Persona, Member> members = new EnumMap<>(Persona.class);
  private final Map<SampleApplication, ClientApplication> applications =
      new EnumMap<>(SampleApplication.class);
  private final Map<Caller, BearerToken> tokens = new ConcurrentHashMap<>();
  private final Map<Caller, TokenAdmin.OpenedSession> sessions = new ConcurrentHashMap<>();

  private SampleMembers(Gallery gallery, ManualClock clock) {
    this.gallery = gallery;
    this.clock = clock;
  }

  /** Registers everyone in a gallery in memory. */
  public static SampleMembers of(InMemoryGallery inMemory) {
    return of(inMemory.gallery(), inMemory.clock());
  }

  /**
   * Registers everyone.
   *
   * @param clock the clock of the gallery's storage
   */
  public static SampleMembers of(Gallery gallery, ManualClock clock) {
    SampleMembers world = new SampleMembers(gallery, clock);
    Registrations registrations = gallery.registrations();
    for (Persona role : Persona.values()) {
      Nickname nickname = new Nickname(role.name());
      world.members.put(
          role,
          registered(
              registrations.addMember(
                  new Registrations.NewMember(Optional.empty(), nickname, Optional.empty()))));
    }
    Set<UserId> clarasMembers = Set.of(world.member(Persona.ANNA), world.member(Persona.BEN));
    Group clarasGroup =
        registered(
            registrations.addGroup(
                new Registrations.NewGroup(
                    Optional.empty(), "Clara's", world.member(Persona.CLARA), clarasMembers)));
    Group emilsGroup =
        registered(
            registrations.addGroup(
                new Registrations.NewGroup(
                    Optional.empty(), "Emil's", world.member(Persona.EMIL), Set.of())));
    if (clarasGroup.id().equals(emilsGroup.id())) {
      throw new IllegalStateException("two groups have the id " + clarasGroup.id().value());
    }
    for (SampleApplication program : SampleApplication.values()) {
      world.applications.put(
          program,
          registered(
              registrations.addApplication(
                  new Registrations.NewApplication(
                      nameOf(program),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      program == SampleApplication.TRUSTED,
                      List.of(),
                      false,
                      Optional.empty()))));
    }
    return world;
  }

  /** The program's name, which is longer than an album's name may be. */
  public static String nameOf(SampleApplication program) {
    return "Pictures by the program " + program;
  }

  /** The gallery, whose operator registered everyone. */
  public Gallery gallery() {
    return gallery;
  }

  /** The clock of the gallery. */
  public ManualClock clock() {
    return clock;
  }

  public UserId member(Persona role) {
    return Objects.requireNonNull(members.get(role)).id();
  }

  /** Whether this is one of the sample members. */
  public boolean isMember(UserId member) {
    return members.values().stream().anyMatch(known -> known.id().equals(member));
  }

  /** The role of a sample member. */
  public Persona roleOf(UserId member) {
    return members.entrySet().stream()
        .filter(entry -> entry.getValue().id().equals(member))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody in this world is member " + member.value()));
  }

  /** The application with its secret, for APIs that sign. */
  public ClientApplication application(SampleApplication program) {
    return Objects.requireNonNull(applications.get(program));
  }

  /** The application with this key. */
  public ClientApplication application(ApiKey key) {
    return applications.values().stream()
        .filter(application -> application.key().equals(key))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no application of this world has the key " + key.value()));
  }

  /** A caller through the trusted program, with every scope. */
  public Caller caller(Persona role) {
    return caller(role, SampleApplication.TRUSTED);
  }

  /** A caller with every scope. */
  public Caller caller(Persona role, SampleApplication program) {
    return caller(role, program, Set.of(Scope.values()));
  }

  /** A caller whose token has these scopes. */
  public Caller caller(Persona role, SampleApplication program, Set<Scope> scopes) {
    return Caller.of(member(role), application(program).key(), scopes);
  }

  /** A caller whose token has no scope. */
  public Caller readerOnly(Persona role) {
    return caller(role, SampleApplication.TRUSTED, Set.of());
  }

  /**
   * A bearer token of the caller, issued when it is first asked for and again when that one has
   * expired; the member they act for is not in it.
   */
  public String bearerToken(Caller caller) {
    Caller forThemselves = Caller.of(caller.actor(), caller.application(), caller.scopes());
    return Objects.requireNonNull(
            tokens.compute(
                forThemselves,
                (who, known) ->
                    known != null && clock.instant().isBefore(known.expires())
                        ? known
                        : issueToken(who)))
        .text();
  }

  private BearerToken issueToken(Caller caller) {
    Tokens.TokenPair issued =
        registered(
            gallery
                .grants()
                .issueToken(
                    new TokenAdmin.IssueToken(
                        caller.actor(), caller.application(), caller.scopes(), Optional.empty())));
    return new BearerToken(issued.accessToken(), clock.instant().plus(issued.lifetime()));
  }

  /** A session of the caller, opened when it is first asked for. */
  public TokenAdmin.OpenedSession session(Caller caller) {
    Caller forThemselves = Caller.of(caller.actor(), caller.application(), Set.of());
    return sessions.computeIfAbsent(
        forThemselves,
        who ->
            registered(
                gallery
                    .grants()
                    .openSession(
                        new TokenAdmin.OpenSession(
                            who.actor(),
                            who.application(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()))));
  }

  private record BearerToken(String text, Instant expires) {
    @Override
    public String toString() {
      return "BearerToken[…]";
    }
  }

  private static <T> T registered(Registration<T> registration) {
    return switch (registration) {
      case Registration.Registered<T>(T value) -> value;
      case Registration.Unknown<T>(String what) -> throw new AssertionError(what);
      case Registration.Conflict<T>(String what) -> throw new AssertionError(what);
    };
  }
}

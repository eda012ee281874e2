package org.pinacotheca.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.operations.Operations;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.MediaFile;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.application.api.selling.RefundSale;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.installation.SweepLimit;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testkit.scenario.Commands;
import org.pinacotheca.testkit.scenario.CoreApi;
import org.pinacotheca.testkit.scenario.GalleryLaws;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.Reply;
import org.pinacotheca.testkit.scenario.SampleMembers;
import org.pinacotheca.testkit.scenario.Session;
import org.pinacotheca.testkit.scenario.SessionRunner;

/**
 * Plays random sessions on several nodes of one gallery, whose storage and files fail on purpose,
 * whose processes die at any step, and whose clocks differ, and compares it with a single gallery
 * that never fails. All of it runs on one thread and from one random source, so that a seed replays
 * exactly. A contradiction is an {@link AssertionError} with the seed and the last steps:
 *
 * <ul>
 *   <li>What was acknowledged is there, what was refused left no trace, and what was lost on the
 *       way is there as a whole or not at all; a command with an idempotency key is done once.
 *   <li>Books balance, and everybody sees what they would see in the single gallery.
 *   <li>The address of a picture ends with it: at once on the node that removed it, within {@link
 *       GallerySettings#ADDRESS_STALENESS_MAX} on others. Every picture has its files, and after a
 *       sweep no file remains of others.
 * </ul>
 */
public final class GallerySimulation {
  /** How many steps a simulation has unless a caller wants others. */
  static final int STEPS = 150;

  private static final int NODES = 3;
  private static final int LAST_STEPS = 12;
  private static final int LOOK_EVERY = 25;
  private static final int ADDRESSES_MAX = 60;
  private static final List<Fault> FAULTS = List.of(Fault.values());

  /** Every orphan may be removed: there are many for so few pictures. */
  private static final SweepLimit ANY = new SweepLimit(Long.MAX_VALUE, 100);

  /** More than are ever made. */
  private static final Set<PictureId> PICTURES =
      IntStream.rangeClosed(1, 5_000).mapToObj(PictureId::new).collect(Collectors.toSet());

  private final Random random;
  private final Installation installation;
  private final List<Node> nodes = new ArrayList<>();
  private final NodesApi api;
  private final SessionRunner runner;
  private final InMemoryGallery modelGallery;
  private final SessionRunner model;
  private final RandomSteps steps;
  private final Map<String, PictureId> addresses = new LinkedHashMap<>();
  private final List<String> log = new ArrayList<>();
  private int keys;

  /** The pictures before the present command. */
  private Set<PictureId> there = Set.of();

  private GallerySimulation(long seed, Installation installation) {
    this.random = new Random(seed);
    this.installation = installation;
    Commission commission = random.nextBoolean() ? Commission.NONE : new Commission(3333);
    GallerySettings settings = GallerySettings.DEFAULT.withCommission(commission);
    for (int i = 0; i < NODES; i++) {
      ManualClock clock = new ManualClock(installation.clock().instant());
      nodes.add(new Node(installation, settings, clock));
    }
    Node first = nodes.getFirst();
    first.gallery().operations().claimMedia();
    api = new NodesApi(first);
    runner = new SessionRunner(SampleMembers.of(first.gallery(), installation.clock()), api);
    modelGallery = InMemoryGallery.keeping(commission);
    model = new SessionRunner(SampleMembers.of(modelGallery), new CoreApi(modelGallery.gallery()));
    steps = new RandomSteps(random);
  }

  /**
   * Runs a simulation.
   *
   * @param steps how many steps of members are played
   */
  public static void run(long seed, int steps) {
    run(seed, steps, Installation::new);
  }

  /** Runs a simulation of 150 steps. */
  public static void run(long seed) {
    run(seed, STEPS);
  }

  /**
   * Runs a simulation on an installation, which may have a bug.
   *
   * @param installation makes one from the seed
   */
  public static void run(long seed, int steps, LongFunction<? extends Installation> installation) {
    GallerySimulation simulation = new GallerySimulation(seed, installation.apply(seed));
    try {
      simulation.play(steps);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "seed "
              + seed
              + ", step "
              + simulation.log.size()
              + ": "
              + e.getMessage()
              + "\nlast steps:\n  "
              + String.join("\n  ", simulation.lastSteps()),
          e);
    }
  }

  private List<String> lastSteps() {
    return log.subList(Math.max(0, log.size() - LAST_STEPS), log.size());
  }

  private void play(int count) {
    for (Session.Step step : steps.opening()) {
      play(step, nodes.getFirst(), "");
    }
    for (int i = 1; i <= count; i++) {
      switch (random.nextInt(14)) {
        case 0 -> restart();
        case 1 -> sweep();
        case 2 -> setClock();
        case 3 -> look();
        default -> member();
      }
      checkAddresses();
      if (i % LOOK_EVERY == 0) {
        compareEverything();
      }
    }
    compareEverything();
    requireFiles();
  }

  private void restart() {
    int node = random.nextInt(NODES);
    log.add("node " + node + " starts again");
    nodes.get(node).restart();
  }

  /** Clocks differ by far less than the age at which a sweep removes files, forwards and back. */
  private void setClock() {
    int node = random.nextInt(NODES);
    Duration difference = Duration.ofSeconds(random.nextInt(7_200) - 3_600L);
    log.add("the clock of node " + node + " differs by " + difference);
    nodes.get(node).clock().set(installation.clock().instant().plus(difference));
  }

  private void sweep() {
    int node = random.nextInt(NODES);
    log.add("node " + node + " sweeps");
    Operations.Swept swept = nodes.get(node).gallery().operations().sweep(ANY);
    if (!(swept instanceof Operations.Swept.Done)) {
      throw new AssertionError("a sweep stopped: " + swept);
    }
  }

  /** A step of a member on some node, which may fail. */
  private void member() {
    Session.Step step = steps.next(runner.albumsMade(), runner.picturesMade());
    int number = random.nextInt(NODES);
    Node node = nodes.get(number);
    String where = "node " + number;
    switch (random.nextInt(5)) {
      case 0, 1 -> {
        Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
        int call = 1 + random.nextInt(4);
        node.faults().plan(fault, call);
        where += ", " + fault + " at call " + call;
      }
      case 2 -> planBetween(step, node);
      default -> {}
    }
    play(step, node, where);
    node.faults().clear();
  }

  /** Not before what the runner has to look up for a command. */
  private void planBetween(Session.Step step, Node node) {
    if (step instanceof Session.Line line
        && !(line.command() instanceof RefundSale || line.command() instanceof Subscribe)) {
      node.faults().planBetween(() -> between(node));
    }
  }

  /** Another node does something between two units of work. */
  private void between(Node busy) {
    Node other = nodes.get((nodes.indexOf(busy) + 1) % NODES);
    if (random.nextInt(3) == 0) {
      log.add("  meanwhile another node sweeps");
      other.gallery().operations().sweep(ANY);
    } else {
      Session.Step step = steps.next(runner.albumsMade(), runner.picturesMade());
      // What is made now has no number yet in the command that waits.
      if (step instanceof Session.Line line && !makesSomething(line)) {
        log.add("  meanwhile on another node: " + line);
        api.choose(other);
        compare(line, runner.play(line));
        api.choose(busy);
        // The busy node need not know at once what the other has removed.
        there = pictures();
      }
    }
  }

  private static boolean makesSomething(Session.Line line) {
    return line.command() instanceof CreateAlbum
        || line.command() instanceof AddPictures
        || line.command() instanceof UploadPhoto;
  }

  private void play(Session.Step step, Node node, String where) {
    log.add(where + ": " + step);
    switch (step) {
      case Session.Line line -> play(line, node);
      case Session.Wait(Duration time) -> pass(time);
      case Session.WaitForAnEnd _ -> {
        Instant before = installation.clock().instant();
        runner.play(step);
        Duration passed = Duration.between(before, installation.clock().instant());
        nodes.forEach(it -> it.clock().advance(passed));
      }
    }
  }

  private void pass(Duration time) {
    installation.clock().advance(time);
    nodes.forEach(node -> node.clock().advance(time));
  }

  private void play(Session.Line line, Node node) {
    if (random.nextBoolean()) {
      api.choose(node, nodes.get(random.nextInt(NODES)), "key-" + ++keys);
    } else {
      api.choose(node);
    }
    there = pictures();
    Reply reply;
    try {
      reply = runner.play(line);
    } catch (NodesApi.NothingDoneException e) {
      log.add("  nothing was done: " + e.getMessage());
      return;
    }
    compare(line, reply);
    Set<PictureId> removed = new HashSet<>(there);
    removed.removeAll(pictures());
    requireUnknown(node, removed);
  }

  /** The single gallery does the same at the same time. */
  private void compare(Session.Line line, Reply reply) {
    modelGallery.clock().set(api.doneAt());
    Reply expected = model.play(line);
    runner
        .difference(reply, model, expected)
        .ifPresent(difference -> {
          throw new AssertionError(
              difference + "; the nodes reply " + reply + ", a single gallery " + expected);
        });
  }

  private void compareEverything() {
    Node node = nodes.get(random.nextInt(NODES));
    api.choose(node);
    modelGallery.clock().set(node.clock().instant());
    List<Reply> replies = runner.observe();
    List<Reply> expected = model.observe();
    for (int i = 0; i < replies.size(); i++) {
      Reply reply = replies.get(i);
      runner
          .difference(reply, model, expected.get(i))
          .ifPresent(difference -> {
            throw new AssertionError("everything is compared: " + difference);
          });
    }
    GalleryLaws.accountsBalance(new CoreApi(node.gallery()), runner.world());
  }

  private Set<PictureId> pictures() {
    Set<PictureId> ids = new HashSet<>();
    stored().forEach(picture -> ids.add(picture.id()));
    return ids;
  }

  private List<Picture> stored() {
    return installation.storage().read(tx -> tx.pictures().findAll(PICTURES));
  }

  /** An owner looks at their pictures and keeps the addresses. */
  private void look() {
    Node node = nodes.get(random.nextInt(NODES));
    Caller owner = runner.world().caller(Persona.ANNA);
    Reply reply =
        new CoreApi(node.gallery()).call(owner, Commands.gallery(owner.actor(), Optional.empty()));
    if (reply instanceof Reply.Done done) {
      for (PictureView view : done.as(GetGallery.Read.class).pictures().items()) {
        view.links()
            .ifPresent(links -> addresses.put(links.path(Rendition.THUMB), view.picture().id()));
      }
    }
    while (addresses.size() > ADDRESSES_MAX) {
      addresses.remove(addresses.keySet().iterator().next());
    }
    log.add("an owner keeps " + addresses.size() + " addresses");
  }

  /** What a node looks up now is right, and so is what it knew a while ago. */
  private void checkAddresses() {
    Set<PictureId> stored = pictures();
    Node node = nodes.get(random.nextInt(NODES));
    addresses.forEach((path, picture) -> {
      Optional<MediaFile> found = node.gallery().mediaFiles().find(path);
      if (found.isPresent() && !stored.contains(picture)) {
        throw new AssertionError(path + " is the address of a removed picture");
      }
      if (found.isPresent() && found.get().open().isEmpty()) {
        throw new AssertionError(path + " has no file");
      }
    });
    if (random.nextInt(4) == 0) {
      pass(GallerySettings.ADDRESS_STALENESS_MAX);
      nodes.forEach(each -> requireUnknown(each, gone(stored)));
    }
  }

  private Set<PictureId> gone(Set<PictureId> stored) {
    Set<PictureId> gone = new HashSet<>(addresses.values());
    gone.removeAll(stored);
    return gone;
  }

  private void requireUnknown(Node node, Set<PictureId> removed) {
    addresses.forEach((path, picture) -> {
      if (removed.contains(picture) && node.gallery().mediaFiles().known(path).isPresent()) {
        throw new AssertionError(path + " is still known, and its picture was removed");
      }
    });
  }

  /** After a sweep there are the files of the stored pictures, and no others. */
  private void requireFiles() {
    pass(Duration.ofDays(3));
    sweep();
    Set<MediaKey> expected = new HashSet<>();
    stored().forEach(picture -> expected.add(picture.media()));
    Set<MediaKey> files = installation.stored().keys();
    if (!files.equals(expected)) {
      throw new AssertionError(
          "after the sweep there are "
              + files.size()
              + " files of "
              + expected.size()
              + " pictures: "
              + files
              + ", "
              + expected);
    }
  }
}

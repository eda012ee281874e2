package org.pinacotheca.testkit.simulation;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.pinacotheca.application.api.GalleryCommands;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.operations.Idempotency;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.application.api.selling.GetSubscriptions;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.testkit.scenario.CoreApi;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.Reply;
import org.pinacotheca.testkit.simulation.FaultPlan.DeathException;

/**
 * The use cases of whichever node is chosen. A command whose reply is lost is replied to as the
 * storage has it; one with an idempotency key is sent again until there is a reply. Used by one
 * thread.
 */
final class NodesApi implements GalleryApi {
  private static final int TRIES_MAX = 3;

  private final List<Object> answers = new ArrayList<>();
  private Node node;
  private Node nextNode;
  private Optional<String> key = Optional.empty();
  private Instant doneAt = Instant.EPOCH;

  NodesApi(Node node) {
    this.node = node;
    this.nextNode = node;
  }

  /** Nothing was done, and nothing may have changed. */
  static final class NothingDoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingDoneException(Throwable cause) {
      super(cause);
    }
  }

  /** Calls go to this node. */
  void choose(Node chosen) {
    node = chosen;
    nextNode = chosen;
    key = Optional.empty();
  }

  /** The next call goes to this node with a key, and is repeated on another. */
  void choose(Node first, Node second, String retryKey) {
    node = first;
    nextNode = second;
    key = Optional.of(retryKey);
  }

  /** The time at which the last command was done or refused, by the clock of the node that did. */
  Instant doneAt() {
    return doneAt;
  }

  @Override
  public Reply call(Caller caller, Object command) {
    if (isLookUp(command)) {
      return node.faults().without(() -> new CoreApi(node.gallery()).call(caller, command));
    }
    Optional<Function<GalleryCommands, Object>> keyed =
        key.isEmpty() ? Optional.empty() : keyed(caller, command);
    return keyed.isPresent()
        ? repeated(caller, key.get(), keyed.get())
        : once(() -> new CoreApi(node.gallery()).call(caller, command));
  }

  /** What the runner itself asks before or after a command. */
  private static boolean isLookUp(Object command) {
    return command instanceof GetPlans
        || command instanceof GetCreditsHistory
        || command instanceof GetSubscriptions;
  }

  private interface Attempt {
    Reply reply();
  }

  private Reply once(Attempt attempt) {
    begin();
    try {
      Reply reply = attempt.reply();
      end();
      return reply;
    } catch (UncheckedIOException | DeathException e) {
      if (e instanceof DeathException) {
        node.restart();
      }
      return end()
          .map(it -> CoreApi.reply(it.result()))
          .orElseThrow(() -> new NothingDoneException(e));
    }
  }

  private void begin() {
    node.work().takeCommitted();
    doneAt = node.clock().instant();
  }

  private Optional<FailingWork.Committed> end() {
    Optional<FailingWork.Committed> committed = node.work().takeCommitted();
    committed.ifPresent(it -> doneAt = it.at());
    return committed;
  }

  /** Sends a command with the same key until there is an answer, as its client would. */
  private Reply repeated(
      Caller caller, String retryKey, Function<GalleryCommands, Object> command) {
    for (int time = 1; ; time++) {
      begin();
      try {
        Reply reply = answered(caller, retryKey, command);
        end();
        return reply;
      } catch (UncheckedIOException | DeathException e) {
        if (e instanceof DeathException) {
          node.restart();
        }
        if (time == TRIES_MAX) {
          throw new AssertionError("a command fails again and again", e);
        }
        if (end().isPresent()) {
          return again(caller, retryKey, command);
        }
        node = nextNode;
      }
    }
  }

  /** The answer to what was done already, from another node. */
  private Reply again(Caller caller, String retryKey, Function<GalleryCommands, Object> command) {
    Instant before = doneAt;
    node = nextNode;
    Reply reply = answered(caller, retryKey, command);
    doneAt = before;
    return reply;
  }

  private Reply answered(
      Caller caller, String retryKey, Function<GalleryCommands, Object> command) {
    String fingerprint = HexFormat.of().formatHex(retryKey.getBytes(StandardCharsets.US_ASCII));
    Idempotency.Once<Object> once =
        node.gallery()
            .idempotency()
            .once(
                caller,
                new Idempotency.RetryKey(retryKey, fingerprint),
                Set.of(),
                command,
                this::written);
    return switch (once) {
      case Idempotency.Once.Answered<Object>(byte[] answer, boolean _) ->
          CoreApi.reply(
              answers.get(Integer.parseInt(new String(answer, StandardCharsets.US_ASCII))));
      case Idempotency.Once.Refused<Object>(Object outcome) -> CoreApi.reply(outcome);
      case Idempotency.Once.Denied<Object>(var why) -> new Reply.Refused(why.getClass());
      case Idempotency.Once.UsedForAnother<Object> used ->
          throw new AssertionError("a key was used once: " + used);
    };
  }

  /** An answer stands for its outcome. */
  private byte[] written(Object outcome) {
    answers.add(outcome);
    return Integer.toString(answers.size() - 1).getBytes(StandardCharsets.US_ASCII);
  }

  /** The commands that are worth a key, because a second time would cost something. */
  private static Optional<Function<GalleryCommands, Object>> keyed(Caller caller, Object command) {
    return switch (command) {
      case CreateAlbum create -> Optional.of(on -> on.albums().create(caller, create));
      case AddPictures add -> Optional.of(on -> on.pictures().add(caller, add));
      case UnlockAlbum unlock -> Optional.of(on -> on.unlocks().unlock(caller, unlock));
      case Subscribe subscribe ->
          Optional.of(on -> on.subscriptions().subscribe(caller, subscribe));
      default -> Optional.empty();
    };
  }
}

package org.pinacotheca.testkit.scenario;

import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;

/**
 * An API under test, and the use cases behind it for the calls that it does not offer. It records
 * which these are. Used by one thread.
 */
final class CompletedApi implements GalleryApi {
  /** A number that no entry of an account has, and that JSON can write. */
  private static final long NO_ENTRY = Long.MAX_VALUE / 100;

  private final SampleMembers world;
  private final GalleryApi api;
  private final GalleryApi behind;
  private final SortedSet<String> notOffered = new TreeSet<>();
  private boolean offersSome;

  CompletedApi(SampleMembers world, GalleryApi api) {
    this.world = world;
    this.api = api;
    this.behind = new CoreApi(world.gallery());
  }

  /** The use cases. */
  GalleryApi behind() {
    return behind;
  }

  /** The names of the commands that the API did not offer. */
  SortedSet<String> notOffered() {
    return notOffered;
  }

  /** Whether the API offered any of the commands. */
  boolean offersSome() {
    return offersSome;
  }

  /** Makes a call of the API alone, and notes whether it is offered. */
  Reply callOnlyApi(Caller caller, Object command) {
    Reply reply = api.call(caller, command);
    if (reply instanceof Reply.NotOffered) {
      notOffered.add(command.getClass().getSimpleName());
    } else {
      offersSome = true;
    }
    return reply;
  }

  /** Makes a call of the API, or of the use cases where the API does not offer it. */
  @Override
  public Reply call(Caller caller, Object command) {
    Reply reply = callOnlyApi(caller, command);
    return reply instanceof Reply.NotOffered ? behind.call(caller, command) : reply;
  }

  /** The plan at a position of an owner's list, from 1, or one that does not exist. */
  PricePlanId plan(Caller caller, UserId owner, int position) {
    return call(caller, new GetPlans(owner)) instanceof Reply.Done done
        ? done.listOf(PricePlan.class).stream()
            .skip(position - 1L)
            .findFirst()
            .map(PricePlan::id)
            .orElse(new PricePlanId(Integer.MAX_VALUE))
        : new PricePlanId(Integer.MAX_VALUE);
  }

  /** The number of the entry at a position of a member's account, from 1, or one of none. */
  long entry(UserId member, int position) {
    GetCreditsHistory query = new GetCreditsHistory(false, OptionalInt.of(position), 1);
    return world.isMember(member)
            && call(world.caller(world.roleOf(member)), query) instanceof Reply.Done done
        ? done.as(GetCreditsHistory.Read.class).entries().items().stream()
            .findFirst()
            .map(LedgerEntry::number)
            .orElse(NO_ENTRY)
        : NO_ENTRY;
  }
}

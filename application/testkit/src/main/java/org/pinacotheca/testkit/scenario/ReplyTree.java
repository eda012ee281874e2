package org.pinacotheca.testkit.scenario;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.pinacotheca.application.api.pictures.PictureLinks;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Safety;

/**
 * A reply as a tree of names and values, in which replies of different galleries can be compared.
 * It leaves out what differs between galleries that behave the same: keys, hashes, numbers of the
 * ledger, and the text of addresses.
 */
final class ReplyTree {
  /** Components of records, named like those of {@link Field}. */
  static final Set<String> DIFFERENT =
      Set.of(
          "PinLock.pin",
          "Picture.media",
          "Picture.application",
          "ApplicationDefault.application",
          "PricePlan.id",
          "Subscription.plan",
          "Subscribed.plan",
          "Transfer.id",
          "LedgerEntry.number",
          "PostedTransfer.number",
          "Refunded.number",
          "Grant.number",
          "OfPlatform.part");

  private final Set<Field> hidden;
  private final Function<Object, ?> ids;

  private ReplyTree(Set<Field> hidden, Function<Object, ?> ids) {
    this.hidden = hidden;
    this.ids = ids;
  }

  /**
   * The tree of a reply.
   *
   * @param hidden what is left out
   * @param ids gives the names of ids
   */
  static Object of(Reply reply, Set<Field> hidden, Function<Object, ?> ids) {
    return reply instanceof Reply.Done(Object outcome, var _)
        ? new ReplyTree(hidden, ids).tree(outcome)
        : reply.toString();
  }

  private Object tree(Object value) {
    return switch (value) {
      case UserId _, AlbumId _, PictureId _ -> ids.apply(value);
      case PictureLinks _ -> "an address";
      case Safety safety -> safety.isSafe();
      case Instant instant -> instant.truncatedTo(ChronoUnit.MILLIS);
      case Optional<?> optional -> optional.<Object>map(this::tree).orElse("none");
      case Collection<?> items -> items.stream().map(this::tree).toList();
      case GetAlbumPrice.Reported(var album, var access) ->
          Map.of("price", tree(album.lock()), "access", tree(access));
      case Record whole -> tree(whole);
      default -> value;
    };
  }

  private Map<String, Object> tree(Record whole) {
    String name = whole.getClass().getSimpleName();
    Map<String, Object> tree = new LinkedHashMap<>(Map.of("is", name));
    for (RecordComponent component : whole.getClass().getRecordComponents()) {
      String full = name + "." + component.getName();
      if (!DIFFERENT.contains(full)
          && hidden.stream().noneMatch(field -> field.components().contains(full))) {
        try {
          Object part = Objects.requireNonNull(component.getAccessor().invoke(whole));
          tree.put(component.getName(), tree(part));
        } catch (ReflectiveOperationException e) {
          throw new IllegalArgumentException("not a public record: " + whole, e);
        }
      }
    }
    return tree;
  }

  /** The first difference of two trees, with the path to it. */
  static Optional<String> difference(Object one, Object other) {
    return difference("", one, other);
  }

  private static Optional<String> difference(String path, Object one, Object other) {
    if (one.equals(other)) {
      return Optional.empty();
    }
    List<String> differences = new ArrayList<>();
    if (one instanceof Map<?, ?> ones
        && other instanceof Map<?, ?> others
        && ones.keySet().equals(others.keySet())) {
      ones.forEach((name, value) ->
          difference(path + "." + name, value, Objects.requireNonNull(others.get(name)))
              .ifPresent(differences::add));
    } else if (one instanceof List<?> ones
        && other instanceof List<?> others
        && ones.size() == others.size()) {
      for (int i = 0; i < ones.size(); i++) {
        difference(path + "[" + i + "]", ones.get(i), others.get(i)).ifPresent(differences::add);
      }
    }
    return differences.stream()
        .findFirst()
        .or(() -> Optional.of(path + " is " + one + " in one and " + other + " in the other"));
  }
}

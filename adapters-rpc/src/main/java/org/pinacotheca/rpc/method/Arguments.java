package org.pinacotheca.rpc.method;

import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.rpc.wire.ParameterForms;
import org.pinacotheca.rpc.wire.RpcError;
import org.pinacotheca.rpc.wire.RpcRequest;

/** The parameters of a call, converted for its method. */
public record Arguments(RpcRequest request) {
  /** The most ids in a list. */
  static final int LISTED_MAX = 100;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

  /** An optional text; an empty one counts as absent. */
  Optional<String> text(String name) {
    return request.value(name);
  }

  /** A required text. */
  String required(String name) throws CallRefused {
    return text(name)
        .orElseThrow(() -> CallRefused.parameter("The parameter " + name + " is required."));
  }

  /** A number of at least 0. */
  OptionalInt number(String name) throws CallRefused {
    Optional<String> text = text(name);
    return text.isPresent() ? OptionalInt.of(number(name, text.get())) : OptionalInt.empty();
  }

  private static int number(String name, String text) throws CallRefused {
    try {
      if (NUMBER.matcher(text).matches()) {
        return Integer.parseInt(text);
      }
    } catch (NumberFormatException e) {
      // Reported below, like every other number that is not valid.
    }
    throw CallRefused.parameter("The parameter " + name + " must be a whole number from 0 on.");
  }

  /** A member's id. */
  Optional<UserId> user(String name) throws CallRefused {
    Optional<String> text = text(name);
    return text.isPresent() ? Optional.of(user(name, text.get())) : Optional.empty();
  }

  private static UserId user(String name, String text) throws CallRefused {
    int value = number(name, text);
    if (value < 1) {
      throw CallRefused.parameter("The parameter " + name + " must name users by their numbers.");
    }
    return new UserId(value);
  }

  /** The ids of members, empty when none is named. */
  Set<UserId> users(String name) throws CallRefused {
    Set<UserId> users = new LinkedHashSet<>();
    for (String item : list(name)) {
      users.add(user(name, item));
    }
    return users;
  }

  /**
   * One id of an album or picture.
   *
   * @param malformed the error when no album or picture can have it
   */
  Optional<RpcId> id(String name, RpcError malformed) throws CallRefused {
    Optional<String> text = text(name);
    return text.isPresent() ? Optional.of(parseId(text.get(), malformed)) : Optional.empty();
  }

  /** The ids of albums or pictures in a list. */
  static Set<RpcId> ids(List<String> items, RpcError malformed) throws CallRefused {
    Set<RpcId> ids = new LinkedHashSet<>();
    for (String item : items) {
      ids.add(parseId(item, malformed));
    }
    return ids;
  }

  private static RpcId parseId(String text, RpcError malformed) throws CallRefused {
    return RpcId.parse(text).orElseThrow(() -> new CallRefused(malformed));
  }

  /** A list of at most {@value #LISTED_MAX} texts, empty when it is absent. */
  List<String> list(String name) throws CallRefused {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> items =
        ParameterForms.list(text.get())
            .orElseThrow(() ->
                CallRefused.parameter(
                    "The parameter "
                        + name
                        + " must be a comma-separated list or a JSON array of texts and numbers."));
    if (items.size() > LISTED_MAX) {
      throw CallRefused.parameter(
          "The parameter " + name + " must list at most " + LISTED_MAX + " ids.");
    }
    return items;
  }

  /** The uploaded file; when there is none, an empty source, which image processors refuse. */
  PictureSource file() {
    return request.upload().<PictureSource>map(file -> file).orElse(InputStream::nullInputStream);
  }
}

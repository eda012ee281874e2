package org.pinacotheca.http.wire;

import io.vertx.core.http.HttpServerRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.domain.validation.Text;
import org.pinacotheca.transport.UrlEncoding;

/**
 * The fields of a request, from its JSON body or its query. A number may come as a string of digits
 * and a text as a number, because nothing is lost. A malformed field reads as absent and is noted
 * as a fault. Used by one thread.
 */
public final class Fields {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,50}(\\.[0-9]{1,50})?");
  private static final String NOT_TEXT = "must be a string.";
  private static final String NOT_WHOLE =
      "must be a whole number between -2147483648 and 2147483647.";
  private static final int UNKNOWN_REPORTED_MAX = 10;

  /** The greatest exponent of a decimal, up to which arithmetic is fast. */
  private static final int SCALE_MAX = 1_000;

  private final Map<String, @Nullable Object> values;
  private final String prefix;
  private final List<ErrorBody.Fault> faults;
  private final Map<String, String> asked = new LinkedHashMap<>();
  private boolean refusesOthers;

  private Fields(
      Map<String, @Nullable Object> values, String prefix, List<ErrorBody.Fault> faults) {
    this.values = values;
    this.prefix = prefix;
    this.faults = faults;
  }

  /** The fields of a body; the map ignores letter case. */
  static Fields of(Map<String, @Nullable Object> values) {
    return new Fields(values, "", new ArrayList<>());
  }

  public static Fields none() {
    return of(Map.of());
  }

  /** The fields of a request's query; empty when it cannot be decoded. */
  public static Optional<Fields> ofQuery(HttpServerRequest request) {
    Map<String, @Nullable Object> query = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    try {
      if (request.query() != null) {
        var _ = UrlEncoding.decode(request.query());
      }
      request
          .params()
          .forEach((name, value) -> {
            if (!value.isEmpty()) {
              query.put(name, value);
            }
          });
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return Optional.of(of(query));
  }

  /**
   * Reports given names that are not read before {@link #faults()} as faults, because a misspelt
   * field must not be ignored silently.
   */
  public Fields refusingOthers() {
    refusesOthers = true;
    return this;
  }

  /** The faults of the fields read so far. */
  public List<ErrorBody.Fault> faults() {
    List<ErrorBody.Fault> all = new ArrayList<>(faults);
    if (refusesOthers) {
      values.keySet().stream()
          .filter(name -> !asked.containsKey(name.toLowerCase(Locale.ROOT)))
          .limit(UNKNOWN_REPORTED_MAX)
          .forEach(name -> all.add(new ErrorBody.Fault(name, unknown(name))));
    }
    return List.copyOf(all);
  }

  private String unknown(String name) {
    return NameSuggestions.nearest(name, asked.values())
        .map(near -> "is unknown; did you mean \"" + near + "\"?")
        .orElseGet(() -> "is unknown; known are " + String.join(", ", asked.values()) + ".");
  }

  public void fault(String name, String message) {
    faults.add(new ErrorBody.Fault(prefix + name, message));
  }

  /** Notes that a field is missing, unless it has a fault already. */
  public void required(String name, String message) {
    boolean isNoted = faults.stream().anyMatch(fault -> fault.name().equals(prefix + name));
    if (!isNoted) {
      fault(name, message);
    }
  }

  /** The value of a required field, which is noted as missing where there is none. */
  public <V> Optional<V> required(String name, Optional<V> value) {
    if (value.isEmpty()) {
      required(name, "is required.");
    }
    return value;
  }

  public boolean has(String name) {
    return value(name) != null;
  }

  /** A null reads as absent; {@link #change} distinguishes them. */
  private @Nullable Object value(String name) {
    if (refusesOthers) {
      asked.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
    }
    return values.get(name);
  }

  /** The change of an existing value: absent, null, or a new value. */
  public <V> Change<V> change(String name, Function<String, Optional<V>> reading) {
    return value(name) == null && values.containsKey(name)
        ? new Change.Clear<>()
        : reading.apply(name).<Change<V>>map(Change.Set::new).orElseGet(Change.Keep::new);
  }

  /** Reads a value where there is one, and notes a fault where it cannot be read. */
  private <V> Optional<V> read(
      String name, Function<Object, Optional<V>> reading, String ifMalformed) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    Optional<V> read = reading.apply(value);
    if (read.isEmpty()) {
      fault(name, ifMalformed);
    }
    return read;
  }

  /** As above, for the items of a list. */
  private <V> List<V> readAll(
      String name, Function<@Nullable Object, Optional<V>> reading, String ifMalformed) {
    List<V> read = new ArrayList<>();
    List<?> items = list(name);
    for (int i = 0; i < items.size(); i++) {
      Optional<V> item = reading.apply(items.get(i));
      item.ifPresent(read::add);
      if (item.isEmpty()) {
        fault(name + "[" + i + "]", ifMalformed);
      }
    }
    return read;
  }

  public Optional<String> text(String name) {
    return read(name, Fields::asText, NOT_TEXT);
  }

  /** A string, or a number as written, unless it has an exponent. */
  private static Optional<String> asText(@Nullable Object value) {
    return switch (value) {
      case String text -> Optional.of(text);
      case JsonReading.Digits(String digits) when DECIMAL.matcher(digits).matches() ->
          Optional.of(digits);
      case null, default -> Optional.empty();
    };
  }

  /** A name chosen by a client, trimmed. */
  public Optional<String> name(String name, int lengthMax) {
    Optional<String> trimmed = text(name).map(Text::trim);
    Optional<String> fault = trimmed.flatMap(text -> Text.nameFault(text, lengthMax));
    fault.ifPresent(message -> fault(name, message));
    return fault.isEmpty() ? trimmed : Optional.empty();
  }

  /** A text converted to a value whose constructor validates it. */
  public <V> Optional<V> value(String name, Function<String, V> constructor) {
    return text(name).flatMap(text -> made(name, () -> constructor.apply(text)));
  }

  private <V> Optional<V> made(String name, Supplier<V> making) {
    try {
      return Optional.of(making.get());
    } catch (IllegalArgumentException e) {
      fault(name, "is wrong: " + e.getMessage() + ".");
      return Optional.empty();
    }
  }

  public OptionalInt integer(String name) {
    return read(name, Fields::asInteger, NOT_WHOLE)
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  private static Optional<Integer> asInteger(@Nullable Object value) {
    return asText(value)
        .map(String::strip)
        .filter(digits -> WHOLE.matcher(digits).matches())
        .map(Long::parseLong)
        .filter(number -> number == number.intValue())
        .map(Long::intValue);
  }

  /** A whole number converted to a value whose constructor validates it. */
  public <V> Optional<V> numbered(String name, IntFunction<V> constructor) {
    return read(name, Fields::asInteger, NOT_WHOLE)
        .flatMap(number -> made(name, () -> constructor.apply(number)));
  }

  public boolean flag(String name) {
    return optionalFlag(name).orElse(false);
  }

  public Optional<Boolean> optionalFlag(String name) {
    return read(name, Fields::asFlag, "must be true or false.");
  }

  private static Optional<Boolean> asFlag(Object value) {
    if (value instanceof Boolean flag) {
      return Optional.of(flag);
    }
    return switch (asText(value).orElse("").strip().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  public Optional<BigDecimal> decimal(String name) {
    return read(name, Fields::asDecimal, "must be a decimal number.");
  }

  /** A number may have an exponent, a string may not. */
  private static Optional<BigDecimal> asDecimal(Object value) {
    Optional<String> digits =
        value instanceof JsonReading.Digits(String written)
            ? Optional.of(written)
            : asText(value).map(String::strip).filter(text -> DECIMAL.matcher(text).matches());
    try {
      return digits
          .map(BigDecimal::new)
          .filter(number -> Math.abs((long) number.scale()) <= SCALE_MAX);
    } catch (NumberFormatException _) {
      // An excessive exponent.
      return Optional.empty();
    }
  }

  /** A time as this API writes it, or with a zone. */
  public Optional<Instant> time(String name) {
    return read(
        name,
        value -> asText(value).map(String::strip).flatMap(WireTime::read),
        "must be a time such as 2026-12-31T18:00:00, in UTC where it has no zone.");
  }

  /** A list of whole numbers; empty when absent. */
  public List<Integer> integers(String name) {
    return readAll(name, Fields::asInteger, NOT_WHOLE);
  }

  /** A list of texts; empty when absent. */
  public List<String> texts(String name) {
    return readAll(name, Fields::asText, NOT_TEXT);
  }

  /** A list of objects; empty when absent. */
  public List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    List<?> items = list(name);
    for (int i = 0; i < items.size(); i++) {
      String path = name + "[" + i + "]";
      Map<String, @Nullable Object> members = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      if (items.get(i) instanceof Map<?, ?> object) {
        object.forEach((key, member) -> members.put((String) key, member));
      } else {
        fault(path, "must be an object.");
      }
      objects.add(new Fields(members, prefix + path + ".", faults));
    }
    return objects;
  }

  /** A picture in base64; empty when absent. */
  public Optional<PictureSource> picture(String name) {
    return read(
        name,
        value -> value instanceof PictureSource source ? Optional.of(source) : Optional.empty(),
        NOT_TEXT);
  }

  private List<?> list(String name) {
    return this.<List<?>>read(
            name,
            value -> value instanceof List<?> list ? Optional.of(list) : Optional.empty(),
            "must be a list.")
        .orElse(List.of());
  }
}

package org.pinacotheca.http.wire;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.domain.validation.Text;

/**
 * The fields of a request, from its JSON body or its query. A number may come as a string of digits
 * and a text as a number, because nothing is lost. A malformed field reads as absent and is noted
 * as a fault. Used by one thread.
 */
public final class Fields {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,50}(\\.[0-9]{1,50})?");
  private static final String NOT_TEXT = "must be a string.";
  private static final int UNKNOWN_TOLD_MAX = 10;

  /** The greatest exponent of a decimal, up to which arithmetic is fast. */
  private static final int SCALE_MAX = 1_000;

  private final Map<String, Object> values;
  private final String prefix;
  private final List<ErrorBody.Fault> faults;
  private final Map<String, String> asked = new LinkedHashMap<>();
  private List<String> given = List.of();

  private Fields(Map<String, Object> values, String prefix, List<ErrorBody.Fault> faults) {
    this.values = values;
    this.prefix = prefix;
    this.faults = faults;
  }

  public static Fields of(Map<String, Object> values) {
    return new Fields(values, "", new ArrayList<>());
  }

  /**
   * Reports given names that are not read before {@link #faults()} as faults, because a misspelt
   * field must not be ignored silently.
   */
  public Fields refusingOthers(List<String> names) {
    given = List.copyOf(names);
    return this;
  }

  /** The faults of the fields read so far. */
  public List<ErrorBody.Fault> faults() {
    List<ErrorBody.Fault> all = new ArrayList<>(faults);
    given.stream()
        .filter(name -> !asked.containsKey(name.toLowerCase(Locale.ROOT)))
        .limit(UNKNOWN_TOLD_MAX)
        .forEach(name -> all.add(new ErrorBody.Fault(name, unknown(name))));
    return List.copyOf(all);
  }

  private String unknown(String name) {
    return Spelling.nearest(name, asked.values())
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

  public boolean has(String name) {
    return value(name) != null;
  }

  /** A null reads as absent; {@link #change} distinguishes them. */
  private @Nullable Object value(String name) {
    Object value = valueOrNull(name);
    return value == JsonReading.Null.NULL ? null : value;
  }

  private @Nullable Object valueOrNull(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    if (!given.isEmpty()) {
      asked.putIfAbsent(key, name);
    }
    return values.get(key);
  }

  /** The change of an existing value: absent, null, or a new value. */
  public <V> Change<V> change(String name, Function<String, Optional<V>> reading) {
    return valueOrNull(name) == JsonReading.Null.NULL
        ? new Change.Clear<>()
        : reading.apply(name).<Change<V>>map(Change.Set::new).orElseGet(Change.Keep::new);
  }

  public Optional<String> text(String name) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    Optional<String> text = text(value);
    if (text.isEmpty()) {
      fault(name, NOT_TEXT);
    }
    return text;
  }

  /** A string, or a number as written, unless it has an exponent. */
  private static Optional<String> text(Object value) {
    return switch (value) {
      case String text -> Optional.of(text);
      case JsonReading.Digits(String digits, boolean _) when DECIMAL.matcher(digits).matches() ->
          Optional.of(digits);
      default -> Optional.empty();
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
    Object value = value(name);
    return value == null ? OptionalInt.empty() : integer(name, value);
  }

  /** A whole number converted to a value whose constructor validates it. */
  public <V> Optional<V> numbered(String name, IntFunction<V> constructor) {
    OptionalInt number = integer(name);
    return number.isEmpty()
        ? Optional.empty()
        : made(name, () -> constructor.apply(number.getAsInt()));
  }

  private OptionalInt integer(String name, Object value) {
    String digits = text(value).orElse("").strip();
    if (WHOLE.matcher(digits).matches()) {
      long number = Long.parseLong(digits);
      if (number == (int) number) {
        return OptionalInt.of((int) number);
      }
    }
    fault(name, "must be a whole number between -2147483648 and 2147483647.");
    return OptionalInt.empty();
  }

  public boolean flag(String name) {
    return optionalFlag(name).orElse(false);
  }

  public Optional<Boolean> optionalFlag(String name) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Boolean flag) {
      return Optional.of(flag);
    }
    return switch (text(value).orElse("").strip().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> {
        fault(name, "must be true or false.");
        yield Optional.empty();
      }
    };
  }

  public Optional<BigDecimal> decimal(String name) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    String digits =
        value instanceof JsonReading.Digits number
            ? number.text()
            : text(value).filter(text -> DECIMAL.matcher(text.strip()).matches()).orElse("");
    try {
      BigDecimal number = new BigDecimal(digits.strip());
      if (Math.abs((long) number.scale()) <= SCALE_MAX) {
        return Optional.of(number);
      }
    } catch (NumberFormatException e) {
      // No digits, or an excessive exponent.
    }
    fault(name, "must be a decimal number.");
    return Optional.empty();
  }

  /** A list of whole numbers; empty when absent. */
  public List<Integer> integers(String name) {
    List<Integer> numbers = new ArrayList<>();
    List<?> items = list(name);
    for (int i = 0; i < items.size(); i++) {
      integer(name + "[" + i + "]", items.get(i)).ifPresent(numbers::add);
    }
    return numbers;
  }

  /** A list of texts; empty when absent. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    List<?> items = list(name);
    for (int i = 0; i < items.size(); i++) {
      Optional<String> text = text(items.get(i));
      text.ifPresent(texts::add);
      if (text.isEmpty()) {
        fault(name + "[" + i + "]", NOT_TEXT);
      }
    }
    return texts;
  }

  /** A list of objects; empty when absent. */
  public List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    List<?> items = list(name);
    for (int i = 0; i < items.size(); i++) {
      String path = name + "[" + i + "]";
      Map<String, Object> members = new HashMap<>();
      if (items.get(i) instanceof Map<?, ?> object) {
        object.forEach((key, member) -> members.put((String) key, member));
      } else {
        fault(path, "must be an object.");
      }
      objects.add(new Fields(members, prefix + path + ".", faults));
    }
    return objects;
  }

  /** A string that was left in place; empty when absent. */
  public Optional<JsonReading.InPlace> inPlace(String name) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonReading.InPlace inPlace) {
      return Optional.of(inPlace);
    }
    fault(name, NOT_TEXT);
    return Optional.empty();
  }

  private List<?> list(String name) {
    Object value = value(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    fault(name, "must be a list.");
    return List.of();
  }
}

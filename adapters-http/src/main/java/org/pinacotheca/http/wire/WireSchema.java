package org.pinacotheca.http.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The wire schema of one type of response: its properties in the contract's order for JSON, in
 * ordinal order for XML.
 *
 * @param name the element's name in XML
 * @param area the last part of the namespace in XML
 */
public record WireSchema<T>(
    String name, String area, List<Property<T>> properties, List<Property<T>> ordinal) {

  @SafeVarargs
  public static <T> WireSchema<T> of(String name, String area, Property<T>... properties) {
    List<Property<T>> inOrder = new ArrayList<>();
    for (Property<T> property : properties) {
      inOrder.add(property);
    }
    Comparator<Property<T>> byName = Comparator.comparing(property -> property.name().pascal());
    return new WireSchema<>(
        name, area, List.copyOf(inOrder), inOrder.stream().sorted(byName).toList());
  }

  /** The same schema without this property. */
  public WireSchema<T> without(String wireName) {
    Predicate<Property<T>> other = property -> !property.name().pascal().equals(wireName);
    return new WireSchema<>(
        name,
        area,
        properties.stream().filter(other).toList(),
        ordinal.stream().filter(other).toList());
  }

  /**
   * A property of a value.
   *
   * @param value gives a string, a {@link Long}, {@link Boolean} or {@link BigDecimal}, {@link
   *     Numbers}, an object or array of {@link Response.Content}, or null
   */
  public record Property<T>(PropertyName name, Function<T, @Nullable Object> value) {
    private Property(String wireName, Function<T, @Nullable Object> value) {
      this(new PropertyName(wireName), value);
    }
  }

  /** A list of numbers, which XML declares even where it is null. */
  record Numbers(@Nullable List<Integer> values) {}

  public static <T> Property<T> whole(String wireName, ToLongFunction<T> of) {
    return new Property<>(wireName, of::applyAsLong);
  }

  public static <T> Property<T> wholeOrNil(String wireName, Function<T, Optional<Integer>> of) {
    return new Property<>(wireName, value -> of.apply(value).map(Integer::longValue).orElse(null));
  }

  public static <T> Property<T> text(String wireName, Function<T, String> of) {
    return new Property<>(wireName, of::apply);
  }

  public static <T> Property<T> textOrNil(String wireName, Function<T, Optional<String>> of) {
    return new Property<>(wireName, value -> of.apply(value).orElse(null));
  }

  public static <T> Property<T> time(String wireName, Function<T, Instant> of) {
    return new Property<>(wireName, value -> WireTime.write(of.apply(value)));
  }

  public static <T> Property<T> timeOrNil(String wireName, Function<T, Optional<Instant>> of) {
    return textOrNil(wireName, value -> of.apply(value).map(WireTime::write));
  }

  public static <T> Property<T> flag(String wireName, Predicate<T> of) {
    return new Property<>(wireName, of::test);
  }

  public static <T> Property<T> decimal(String wireName, Function<T, BigDecimal> of) {
    return new Property<>(wireName, of::apply);
  }

  public static <T> Property<T> decimalOrNil(
      String wireName, Function<T, Optional<BigDecimal>> of) {
    return new Property<>(wireName, value -> of.apply(value).orElse(null));
  }

  public static <T> Property<T> numbersOrNil(
      String wireName, Function<T, Optional<List<Integer>>> of) {
    return new Property<>(wireName, value -> new Numbers(of.apply(value).orElse(null)));
  }

  public static <T, P> Property<T> part(String wireName, WireSchema<P> model, Function<T, P> of) {
    return new Property<>(wireName, value -> new Response.Content.Single<>(model, of.apply(value)));
  }

  public static <T, P> Property<T> parts(
      String wireName, WireSchema<P> model, Function<T, List<P>> of) {
    return new Property<>(
        wireName, value -> new Response.Content.Several<>(model, of.apply(value)));
  }
}

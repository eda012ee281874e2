package org.pinacotheca.http.wire;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  /** A property and its writer. */
  public record Property<T>(PropertyName name, Writing<T> writing) {
    void write(T value, WireWriter sink) throws IOException {
      writing.write(value, sink);
    }
  }

  /** Writes one property of a value. */
  @FunctionalInterface
  interface Writing<T> {
    void write(T value, WireWriter sink) throws IOException;
  }

  public static <T> Property<T> whole(String wireName, ToLongFunction<T> of) {
    PropertyName name = new PropertyName(wireName);
    return new Property<>(name, (value, sink) -> sink.whole(name, of.applyAsLong(value)));
  }

  public static <T> Property<T> wholeOrNil(String wireName, Function<T, @Nullable Long> of) {
    PropertyName name = new PropertyName(wireName);
    return new Property<>(
        name,
        (value, sink) -> {
          Long whole = of.apply(value);
          if (whole == null) {
            sink.nil(name);
          } else {
            sink.whole(name, whole);
          }
        });
  }

  public static <T> Property<T> text(String wireName, Function<T, @Nullable String> of) {
    PropertyName name = new PropertyName(wireName);
    return new Property<>(name, (value, sink) -> sink.text(name, of.apply(value)));
  }

  public static <T> Property<T> flag(String wireName, Predicate<T> of) {
    PropertyName name = new PropertyName(wireName);
    return new Property<>(name, (value, sink) -> sink.flag(name, of.test(value)));
  }

  public static <T> Property<T> decimal(String wireName, Function<T, @Nullable BigDecimal> of) {
    PropertyName name = new PropertyName(wireName);
    return new Property<>(name, (value, sink) -> sink.decimal(name, of.apply(value)));
  }

  public static <T> Property<T> numbers(String wireName, Function<T, @Nullable List<Integer>> of) {
    PropertyName name = new PropertyName(wireName);
    return new Property<>(name, (value, sink) -> sink.numbers(name, of.apply(value)));
  }

  public static <T, P> Property<T> part(String wireName, WireSchema<P> model, Function<T, P> of) {
    PropertyName name = new PropertyName(wireName);
    return new Property<>(name, (value, sink) -> sink.part(name, model, of.apply(value)));
  }

  public static <T, P> Property<T> parts(
      String wireName, WireSchema<P> model, Function<T, List<P>> of) {
    PropertyName name = new PropertyName(wireName);
    return new Property<>(name, (value, sink) -> sink.parts(name, model, of.apply(value)));
  }
}

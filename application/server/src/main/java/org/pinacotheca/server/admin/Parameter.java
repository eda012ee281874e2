package org.pinacotheca.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pinacotheca.server.cli.CommandSpecs;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * One thing that a call is given.
 *
 * @param word the option's name, or the placeholder of what is given by its place
 * @param field its name on the wire; empty for the id in the path
 */
record Parameter(
    Kind kind,
    String word,
    String field,
    String placeholder,
    String description,
    boolean required) {

  /** What it takes, and what of it goes over the wire. */
  enum Kind {
    TEXT(String.class),
    NUMBER(Integer.class),
    DECIMAL(BigDecimal.class),
    TEXTS(String[].class),
    NUMBERS(Integer[].class),
    /** There is {@code true}. */
    FLAG(boolean.class),
    /** There is {@code false}, which is not the same as nothing. */
    COUNTERFLAG(boolean.class),
    /** The name of a file goes in, and its content out. */
    SECRET(String.class),
    /** The id in the path. */
    ID(Integer.class),
    /** The id in the path is a secret in a file. */
    SECRET_ID(String.class),
    /** Ids that need no option. */
    PLACES(Integer[].class),
    /** Goes over the wire without being given. */
    FIXED(boolean.class);

    private final Class<?> type;

    Kind(Class<?> type) {
      this.type = type;
    }

    /** Say in words what would be right. */
    private ITypeConverter<?>[] converters() {
      return switch (this) {
        case NUMBER, NUMBERS, ID, PLACES ->
            new ITypeConverter<?>[] {text -> converted(text, Integer::valueOf, "a whole number")};
        case DECIMAL ->
            new ITypeConverter<?>[] {
              text -> converted(text, BigDecimal::new, "a number like 20.00")
            };
        default -> new ITypeConverter<?>[0];
      };
    }

    private static <T> T converted(String text, Function<String, T> reading, String right) {
      try {
        return reading.apply(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + text + "' is not " + right);
      }
    }

    boolean isPositional() {
      return this == ID || this == PLACES;
    }
  }

  static Parameter required(
      Kind kind, String word, String field, String placeholder, String description) {
    return new Parameter(kind, word, field, placeholder, description, true);
  }

  static Parameter optional(
      Kind kind, String word, String field, String placeholder, String description) {
    return new Parameter(kind, word, field, placeholder, description, false);
  }

  static Parameter flag(Kind kind, String word, String field, String description) {
    return new Parameter(kind, word, field, "", description, false);
  }

  /** What the call always says. */
  static Parameter fixed(String field, boolean value) {
    return new Parameter(Kind.FIXED, Boolean.toString(value), field, "", "", false);
  }

  /** What of it is given on the command line; empty when nothing is. */
  Optional<ArgSpec> given() {
    return kind == Kind.FIXED ? Optional.empty() : Optional.of(spec());
  }

  ArgSpec spec() {
    if (kind.isPositional()) {
      return PositionalParamSpec.builder()
          .index(kind == Kind.PLACES ? "0..*" : "0")
          .arity(kind == Kind.PLACES ? "1..*" : "1")
          .required(required)
          .type(kind.type)
          .converters(kind.converters())
          .paramLabel(placeholder)
          .description(description)
          .build();
    }
    boolean isFlag = kind == Kind.FLAG || kind == Kind.COUNTERFLAG;
    OptionSpec.Builder option =
        OptionSpec.builder(word)
            .type(kind.type)
            .converters(kind.converters())
            .arity(isFlag ? "0" : "1")
            .required(required)
            .description(description);
    if (!isFlag) {
      option.paramLabel(placeholder);
    }
    if (kind.type.isArray()) {
      option.splitRegex(",").splitRegexSynopsisLabel(",");
    }
    return option.build();
  }

  private <T> Optional<T> value(ParseResult arguments) {
    return kind.isPositional()
        ? Optional.ofNullable(arguments.matchedPositionalValue(0, (T) null))
        : Optional.ofNullable(arguments.matchedOptionValue(word, (T) null));
  }

  /** The id for the path, empty text when this is not one. */
  String pathId(ParseResult arguments) {
    return switch (kind) {
      case ID -> this.<Integer>value(arguments).map(String::valueOf).orElse("");
      case SECRET_ID ->
          this.<String>value(arguments)
              .map(file -> CommandSpecs.secret(arguments, word, file))
              .orElse("");
      default -> "";
    };
  }

  /** Adds to the body, or the query, what was given. */
  void addTo(ObjectNode fields, ParseResult arguments) {
    switch (kind) {
      case TEXT -> this.<String>value(arguments).ifPresent(text -> fields.put(field, text));
      case NUMBER -> this.<Integer>value(arguments).ifPresent(number -> fields.put(field, number));
      case DECIMAL ->
          this.<BigDecimal>value(arguments).ifPresent(amount -> fields.put(field, amount));
      case TEXTS ->
          this.<String[]>value(arguments)
              .ifPresent(texts -> List.of(texts).forEach(fields.withArray(field)::add));
      case NUMBERS, PLACES ->
          this.<Integer[]>value(arguments)
              .ifPresent(numbers -> List.of(numbers).forEach(fields.withArray(field)::add));
      case FLAG -> this.<Boolean>value(arguments).ifPresent(_ -> fields.put(field, true));
      case COUNTERFLAG -> this.<Boolean>value(arguments).ifPresent(_ -> fields.put(field, false));
      case SECRET ->
          this.<String>value(arguments)
              .ifPresent(file -> fields.put(field, CommandSpecs.secret(arguments, word, file)));
      case FIXED -> fields.put(field, Boolean.parseBoolean(word));
      case ID, SECRET_ID -> {
        // Stands in the path.
      }
    }
  }
}

package org.pinacotheca.tools.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pinacotheca.tools.cli.CommandSpecs;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * A parameter of a call.
 *
 * @param word the option's name, or the placeholder of a positional parameter
 * @param field its wire name; empty for the id in the path
 */
record Parameter(
    Kind kind,
    String word,
    String field,
    String placeholder,
    String description,
    boolean required) {

  /** The type of its value, and how it is sent. */
  enum Kind {
    TEXT(String.class),
    NUMBER(Integer.class),
    DECIMAL(BigDecimal.class),
    TEXTS(String[].class),
    NUMBERS(Integer[].class),
    /** Sends {@code true} when present. */
    FLAG(boolean.class),
    /** Sends {@code false} when present. */
    COUNTERFLAG(boolean.class),
    /** The name of a file whose content is sent. */
    SECRET(String.class),
    /** The id in the path. */
    ID(Integer.class),
    /** The id in the path, a secret read from a file. */
    SECRET_ID(String.class),
    /** Positional ids. */
    PLACES(Integer[].class),
    /** Always sent. */
    FIXED(boolean.class);

    private final Class<?> type;

    Kind(Class<?> type) {
      this.type = type;
    }

    /** Converters whose messages say what is valid. */
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

  /** A value that the call always sends. */
  static Parameter fixed(String field, boolean value) {
    return new Parameter(Kind.FIXED, Boolean.toString(value), field, "", "", false);
  }

  /** The value on the command line; empty when absent. */
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

  /** The id for the path; empty when this is not one. */
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

  /** Adds the given value to the body or query. */
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
        // Sent in the path.
      }
    }
  }
}

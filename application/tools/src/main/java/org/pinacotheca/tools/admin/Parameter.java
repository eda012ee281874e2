package org.pinacotheca.tools.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
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
 * @param option the option's name; empty for a positional parameter, and for a value that the call
 *     always sends
 * @param field its wire name; empty for the id in the path
 * @param isRequired whether it must be given
 * @param isAlternative whether exactly one of the call's alternatives must be given
 */
record Parameter(
    String option,
    String field,
    Kind kind,
    boolean isRequired,
    boolean isAlternative,
    String placeholder,
    String description) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The type of its value, and how it is sent. */
  enum Kind {
    TEXT(String.class),
    NUMBER(Integer.class),
    DECIMAL(BigDecimal.class),
    TEXTS(String[].class),
    NUMBERS(Integer[].class),
    /** Sends {@code true}, when present if it is an option. */
    TRUE(boolean.class),
    /** Sends {@code false}, when present if it is an option. */
    FALSE(boolean.class),
    /** The name of a file whose content is sent. */
    SECRET(String.class),
    /** The id in the path. */
    ID(Integer.class),
    /** The id in the path, a secret read from a file. */
    SECRET_ID(String.class),
    /** Positional ids. */
    IDS(Integer[].class);

    private final Class<?> type;

    Kind(Class<?> type) {
      this.type = type;
    }

    /** Converters whose messages say what is valid. */
    private ITypeConverter<?>[] converters() {
      return switch (this) {
        case NUMBER, NUMBERS, ID, IDS ->
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

    private boolean isConstant() {
      return this == TRUE || this == FALSE;
    }
  }

  /** Reads the columns of a line of the table. */
  static Parameter of(String[] columns) {
    String kind = columns[2];
    return new Parameter(
        columns[0],
        columns[1],
        Kind.valueOf(kind.replaceAll("[!|]", "").toUpperCase(Locale.ROOT)),
        kind.endsWith("!"),
        kind.endsWith("|"),
        columns[3],
        columns[4]);
  }

  /** Whether it stands on the command line. */
  boolean isGiven() {
    return !option.isEmpty() || !kind.isConstant();
  }

  ArgSpec spec() {
    if (option.isEmpty()) {
      return PositionalParamSpec.builder()
          .index(kind == Kind.IDS ? "0..*" : "0")
          .arity(kind == Kind.IDS ? "1..*" : "1")
          .required(isRequired)
          .type(kind.type)
          .converters(kind.converters())
          .paramLabel(placeholder)
          .description(description)
          .build();
    }
    OptionSpec.Builder spec =
        OptionSpec.builder(option)
            .type(kind.type)
            .converters(kind.converters())
            .arity(kind.isConstant() ? "0" : "1")
            .required(isRequired)
            .description(description);
    if (!kind.isConstant()) {
      spec.paramLabel(placeholder);
    }
    if (kind.type.isArray()) {
      spec.splitRegex(",").splitRegexSynopsisLabel(",");
    }
    return spec.build();
  }

  private <T> Optional<T> value(ParseResult arguments) {
    return option.isEmpty()
        ? Optional.ofNullable(arguments.matchedPositionalValue(0, (T) null))
        : Optional.ofNullable(arguments.matchedOptionValue(option, (T) null));
  }

  private Optional<String> secret(ParseResult arguments) {
    return this.<String>value(arguments).map(file -> CommandSpecs.secret(arguments, option, file));
  }

  /** The id for the path; empty when this is not one. */
  String pathId(ParseResult arguments) {
    return switch (kind) {
      case ID -> this.<Integer>value(arguments).map(String::valueOf).orElse("");
      case SECRET_ID -> secret(arguments).orElse("");
      default -> "";
    };
  }

  /** Adds the given value to the body or query. */
  void addTo(ObjectNode fields, ParseResult arguments) {
    switch (kind) {
      case ID, SECRET_ID -> {
        // Sent in the path.
      }
      case SECRET -> secret(arguments).ifPresent(text -> fields.put(field, text));
      case TRUE, FALSE -> {
        if (!isGiven() || arguments.hasMatchedOption(option)) {
          fields.put(field, kind == Kind.TRUE);
        }
      }
      default -> value(arguments).ifPresent(value -> fields.set(field, JSON.valueToTree(value)));
    }
  }
}

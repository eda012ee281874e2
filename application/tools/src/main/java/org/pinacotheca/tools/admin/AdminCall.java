package org.pinacotheca.tools.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pinacotheca.tools.cli.Action;
import org.pinacotheca.tools.cli.CommandFailedException;
import org.pinacotheca.tools.cli.CommandSpecs;
import org.pinacotheca.tools.cli.Environment;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * A call of the admin API as a command.
 *
 * @param path the path, where {@code *} stands for an id
 * @param parameters its parameters, in the order of the help
 * @param secret the response field that is shown only once; empty for none
 */
record AdminCall(
    String verb,
    String description,
    String method,
    String path,
    List<Parameter> parameters,
    String secret,
    List<String> examples)
    implements Action {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_OPTION = "--json";

  AdminCall {
    parameters = List.copyOf(parameters);
    examples = List.copyOf(examples);
  }

  /** Reads a call and its parameters from lines of the table. */
  static AdminCall parse(List<String> lines) {
    String[] head = AdminCommands.columns(lines.getFirst());
    String[] target = head[1].split(" ", -1);
    List<Parameter> parameters = new ArrayList<>();
    List<String> examples = new ArrayList<>();
    String secret = "";
    for (String line : lines.subList(1, lines.size())) {
      String[] columns = AdminCommands.columns(line);
      switch (columns[0]) {
        case "e.g." -> examples.add(columns[1]);
        case "once" -> secret = columns[1];
        default -> parameters.add(Parameter.of(columns));
      }
    }
    return new AdminCall(head[0], head[2], target[0], target[1], parameters, secret, examples);
  }

  CommandSpec spec() {
    CommandSpec spec = CommandSpecs.command(verb, this, List.of(description), examples);
    ArgGroupSpec.Builder oneOf = ArgGroupSpec.builder().exclusive(true).multiplicity("1");
    for (Parameter parameter : parameters) {
      if (parameter.isAlternative()) {
        oneOf.addArg(parameter.spec());
      } else if (parameter.isGiven()) {
        spec.add(parameter.spec());
      }
    }
    if (!oneOf.args().isEmpty()) {
      spec.addArgGroup(oneOf.build());
    }
    spec.addOption(
        CommandSpecs.flag(JSON_OPTION, "print exactly the JSON that the server answers"));
    CommandSpecs.addServerOptions(spec);
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Environment environment) {
    ObjectNode fields = JSON.createObjectNode();
    parameters.forEach(parameter -> parameter.addTo(fields, arguments));
    String id = parameters.stream().map(it -> it.pathId(arguments)).collect(Collectors.joining());
    String place = path.replace("*", encoded(id));
    String answer;
    try (AdminClient client = AdminClient.of(arguments, environment)) {
      answer =
          switch (method) {
            case "GET" -> client.call(method, place + query(fields), Optional.empty());
            case "DELETE" -> client.call(method, place, Optional.empty());
            default -> client.call(method, place, Optional.of(fields.toString()));
          };
    }
    print(answer, arguments.hasMatchedOption(JSON_OPTION), environment);
    return 0;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String query(ObjectNode fields) {
    return fields.properties().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue().asText()))
        .collect(Collectors.joining("&", fields.isEmpty() ? "" : "?", ""));
  }

  private void print(String answer, boolean asJson, Environment environment) {
    PrintStream out = environment.out();
    if (asJson) {
      if (!answer.isEmpty()) {
        out.println(answer);
      }
      return;
    }
    if (answer.isEmpty()) {
      out.println("Done.");
      return;
    }
    try {
      JsonNode node = JSON.readTree(answer);
      Table.of(node).forEach(out::println);
      if (!secret.isEmpty() && node.hasNonNull(secret)) {
        environment.err().println("Keep the " + secret + ": it is not shown again.");
      }
    } catch (JsonProcessingException e) {
      throw new CommandFailedException("the server's answer is not JSON", e);
    }
  }
}

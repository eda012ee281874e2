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
 * @param choices parameters of which exactly one must be given; may be empty
 * @param secret the response field that is shown only once; empty for none
 */
record AdminCall(
    String verb,
    String description,
    String method,
    String path,
    List<Parameter> parameters,
    List<Parameter> choices,
    String secret,
    List<String> examples)
    implements Action {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_OPTION = "--json";

  AdminCall {
    parameters = List.copyOf(parameters);
    choices = List.copyOf(choices);
    examples = List.copyOf(examples);
  }

  /** A copy with a response field that is shown only once. */
  AdminCall showingOnce(String field) {
    return new AdminCall(verb, description, method, path, parameters, choices, field, examples);
  }

  /** A copy with parameters of which exactly one must be given. */
  AdminCall choosingFrom(List<Parameter> alternatives) {
    return new AdminCall(
        verb, description, method, path, parameters, alternatives, secret, examples);
  }

  CommandSpec spec() {
    CommandSpec spec = CommandSpecs.command(verb, this, List.of(description), examples);
    parameters.forEach(parameter -> parameter.given().ifPresent(spec::add));
    if (!choices.isEmpty()) {
      ArgGroupSpec.Builder one = ArgGroupSpec.builder().exclusive(true).multiplicity("1");
      choices.forEach(choice -> one.addArg(choice.spec()));
      spec.addArgGroup(one.build());
    }
    spec.addOption(
        CommandSpecs.flag(JSON_OPTION, "print exactly the JSON that the server answers"));
    CommandSpecs.addServerOptions(spec);
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Environment surroundings) {
    ObjectNode fields = JSON.createObjectNode();
    List<Parameter> all = new ArrayList<>(parameters);
    all.addAll(choices);
    all.forEach(parameter -> parameter.addTo(fields, arguments));
    String id =
        all.stream()
            .map(it -> it.pathId(arguments))
            .filter(it -> !it.isEmpty())
            .findFirst()
            .orElse("");
    String place = path.replace("*", encoded(id));
    String answer;
    try (AdminClient client = AdminClient.of(arguments, surroundings)) {
      answer =
          switch (method) {
            case "GET" -> client.call(method, place + query(fields), Optional.empty());
            case "DELETE" -> client.call(method, place, Optional.empty());
            default -> client.call(method, place, Optional.of(fields.toString()));
          };
    }
    print(answer, arguments.hasMatchedOption(JSON_OPTION), surroundings);
    return 0;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String query(ObjectNode fields) {
    StringBuilder query = new StringBuilder();
    fields
        .properties()
        .forEach(field ->
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(field.getKey())
                .append('=')
                .append(encoded(field.getValue().asText())));
    return query.toString();
  }

  private void print(String answer, boolean asJson, Environment surroundings) {
    PrintStream out = surroundings.out();
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
        surroundings.err().println("Keep the " + secret + ": it is not shown again.");
      }
    } catch (JsonProcessingException e) {
      throw new CommandFailedException("the server's answer is not JSON", e);
    }
  }
}

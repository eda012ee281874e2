package org.pinacotheca.tools.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jline.utils.WCWidth;

/** Formats a response for people: a page as a table, any other object as names and values. */
final class Table {
  private static final String GAP = "  ";

  private Table() {}

  static List<String> of(JsonNode answer) {
    for (JsonNode field : answer) {
      if (field.isArray() && answer.has("PageNumber")) {
        return page(answer, field);
      }
    }
    List<List<String>> rows = new ArrayList<>();
    answer.properties().forEach(field -> rows.add(List.of(field.getKey(), cell(field.getValue()))));
    return aligned(rows);
  }

  private static List<String> page(JsonNode page, JsonNode items) {
    Set<String> columns = new LinkedHashSet<>();
    items.forEach(item -> item.fieldNames().forEachRemaining(columns::add));
    List<List<String>> rows = new ArrayList<>();
    if (!columns.isEmpty()) {
      rows.add(List.copyOf(columns));
    }
    items.forEach(
        item -> rows.add(columns.stream().map(column -> cell(item.path(column))).toList()));
    List<String> lines = new ArrayList<>(aligned(rows));
    lines.add(
        "page "
            + page.path("PageNumber").asText()
            + " of "
            + page.path("PageCount").asText()
            + ", "
            + total(page)
            + " in all");
    return lines;
  }

  /** The total count, which every page names after its list. */
  private static String total(JsonNode page) {
    return page.properties().stream()
        .filter(field -> field.getKey().endsWith("Total"))
        .map(field -> field.getValue().asText())
        .findFirst()
        .orElse("-");
  }

  /** Removes control characters, so that names cannot control the terminal. */
  private static String cell(JsonNode value) {
    if (value.isArray()) {
      return value.isEmpty()
          ? "-"
          : StreamSupport.stream(value.spliterator(), false)
              .map(Table::cell)
              .collect(Collectors.joining(", "));
    }
    String text = value.isNull() || value.isMissingNode() ? "" : value.asText();
    return text.isEmpty() ? "-" : text.replaceAll("\\p{Cntrl}|\\p{Cf}", "?");
  }

  private static List<String> aligned(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        int width = width(row.get(column));
        if (column == widths.size()) {
          widths.add(width);
        } else {
          widths.set(column, Math.max(widths.get(column), width));
        }
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      line.append(cell);
      if (column < row.size() - 1) {
        line.append(" ".repeat(widths.get(column) - width(cell))).append(GAP);
      }
    }
    return line.toString();
  }

  /** The width of a text on a terminal: two columns for a wide character, none for an accent. */
  static int width(String text) {
    return text.codePoints().map(point -> Math.max(0, WCWidth.wcwidth(point))).sum();
  }
}

package org.pinacotheca.http.wire;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The response format that a client accepts.
 *
 * @param mediaType the media type of the response
 * @param acceptable whether the client accepts any supported type; if not, errors are JSON
 */
public record Representation(
    String mediaType, boolean isXml, boolean camelCase, boolean acceptable) {
  private static final String JSON = "application/json";
  private static final List<String> OFFERED = List.of(JSON, "application/xml", "text/xml");

  /** What nearly all clients send; needs no parsing. */
  private static final Set<String> USUAL = Set.of(JSON, "*/*");

  private static final double TOLERANCE = 1e-6;

  public static final Representation PLAIN_JSON = new Representation(JSON, false, false, true);

  public String contentType() {
    return mediaType + "; charset=utf-8";
  }

  /** Reads the {@code Accept} and {@code X-CaseType} headers. */
  public static Representation of(@Nullable String accept, @Nullable String caseType) {
    boolean camelCase = caseType != null && caseType.strip().equalsIgnoreCase("camelcase");
    if (accept == null || accept.isBlank() || USUAL.contains(accept)) {
      return new Representation(JSON, false, camelCase, true);
    }
    Choice best = null;
    for (String offered : OFFERED) {
      Choice choice = Choice.of(accept, offered);
      if (choice.quality > 0 && (best == null || choice.beats(best))) {
        best = choice;
      }
    }
    return best == null
        ? new Representation(JSON, false, camelCase, false)
        : new Representation(best.offered, !best.offered.equals(JSON), camelCase, true);
  }

  /**
   * The header's preference for one offered type.
   *
   * @param specificity of the range that matched: 2 the type itself, 1 its main type, 0 any
   * @param place of that range in the header
   */
  private record Choice(String offered, double quality, int specificity, int place) {
    static Choice of(String accept, String offered) {
      Choice best = new Choice(offered, 0, -1, Integer.MAX_VALUE);
      String[] ranges = accept.toLowerCase(Locale.ROOT).split(",", 100);
      for (int place = 0; place < ranges.length; place++) {
        String[] parts = ranges[place].split(";", 20);
        int specificity = specificity(parts[0].strip(), offered);
        if (specificity > best.specificity) {
          best = new Choice(offered, quality(parts), specificity, place);
        }
      }
      return best;
    }

    private static int specificity(String range, String offered) {
      if (range.equals(offered)) {
        return 2;
      }
      String mainType = offered.substring(0, offered.indexOf('/'));
      if (range.equals(mainType + "/*")) {
        return 1;
      }
      return range.equals("*/*") ? 0 : -1;
    }

    private static double quality(String[] parts) {
      for (int i = 1; i < parts.length; i++) {
        String parameter = parts[i].strip();
        if (parameter.startsWith("q=")) {
          try {
            double quality = Double.parseDouble(parameter.substring(2).strip());
            return quality >= 0 && quality <= 1 ? quality : 0;
          } catch (NumberFormatException e) {
            return 0;
          }
        }
      }
      return 1;
    }

    boolean beats(Choice other) {
      if (Math.abs(quality - other.quality) > TOLERANCE) {
        return quality > other.quality;
      }
      if (specificity != other.specificity) {
        return specificity > other.specificity;
      }
      return place < other.place;
    }
  }
}

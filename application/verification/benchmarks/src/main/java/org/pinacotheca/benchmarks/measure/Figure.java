package org.pinacotheca.benchmarks.measure;

import java.util.Locale;

/**
 * A measured number and its aim.
 *
 * @param aim a bound on the number
 * @param atLeast whether the bound is the minimum, rather than the maximum
 */
public record Figure(String what, double measured, double aim, boolean atLeast, String unit) {
  public static Figure atLeast(String what, double measured, double aim, String unit) {
    return new Figure(what, measured, aim, true, unit);
  }

  public static Figure atMost(String what, double measured, double aim, String unit) {
    return new Figure(what, measured, aim, false, unit);
  }

  boolean isMet() {
    return atLeast ? measured >= aim : measured <= aim;
  }

  /** One row of the table at the end. */
  public String row() {
    return String.format(
        Locale.ROOT,
        "%-58s %9.2f %-4s %s %6.2f  %s",
        what,
        measured,
        unit,
        atLeast ? ">=" : "<=",
        aim,
        isMet() ? "met" : "NOT MET");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What the cases of a check on a model come to, with the noise in one place.
 *
 * @param check the check's name
 * @param model the model's name; null where there is none
 * @param place which vector has the noise, {@code features} or {@code weights}; null where there is
 *     no model
 * @param cases how many cases could be checked
 * @param worst the worst of them: the largest value; of orders the smallest of those that fail, of
 *     those that are open if none fails, of all if none is open; of bits, the sum
 * @param lower of the worst order, the lower end of its 95 % interval, else null
 * @param upper the upper end
 * @param limit what the worst may be at the most, of orders at the least
 * @param holds whether it is within the limit, of orders with its whole interval
 * @param open whether the worst order's interval lies on both sides of the limit, so that the check
 *     neither holds nor fails
 * @param text the same in words, model and place first
 */
record Finding(
    String check,
    String model,
    String place,
    int cases,
    double worst,
    Double lower,
    Double upper,
    double limit,
    boolean holds,
    boolean open,
    String text) {
  /**
   * A finding for each check, model and place, in the rows' order; draws whose expectation is not
   * known are left out. What Bridgeout makes of weights must not decide on Sparseout of features.
   */
  static List<Finding> all(List<TheoryRow> rows) {
    return rows.stream()
        .filter(row -> row.standardError() == null || row.exact() != null)
        .collect(groupingBy(Finding::subject, LinkedHashMap::new, toList()))
        .values()
        .stream()
        .map(Finding::of)
        .toList();
  }

  private static List<String> subject(TheoryRow row) {
    return Arrays.asList(row.check(), row.model(), row.place()); // of which some are null
  }

  /** The finding of all rows of one check, model and place. */
  private static Finding of(List<TheoryRow> rows) {
    for (Check check : Check.values()) {
      if (check.label().equals(rows.get(0).check())) {
        return switch (check) {
          case LINEAR_IDENTITY, BRIDGEOUT_IDENTITY ->
              atMost(
                  check,
                  rows,
                  TheoryRow::relativeError,
                  "the expected loss is the penalty, but for %.2g of it");
          case SECOND_ORDER ->
              atMost(
                  check,
                  rows,
                  row -> Math.abs(row.remainder()) / row.bound(),
                  "what exceeds the penalty is within Taylor's bound, at the most %.2g of it");
          case REMAINDER_ORDER -> leastOrder(rows);
          case MONTE_CARLO ->
              atMost(
                  check,
                  rows,
                  TheoryRow::standardErrors,
                  "means of draws are %.2g standard errors off the expectation at the most");
          case DROPOUT_BITS ->
              finding(
                  check,
                  rows,
                  (double) rows.stream().mapToLong(TheoryRow::differences).sum(),
                  "at q = 2, %.0f values and gradients differ in any bit between Sparseout, Dropout,"
                      + " which is the same kernel, and x r/(1-p) by plain arithmetic, which is"
                      + " not");
        };
      }
    }
    throw new IllegalArgumentException("finding: there is no check " + rows.get(0).check());
  }

  private static Finding atMost(
      Check check, List<TheoryRow> rows, ToDoubleFunction<TheoryRow> measure, String text) {
    double worst = 0;
    for (TheoryRow row : rows) {
      worst = Math.max(worst, measure.applyAsDouble(row)); // NaN stays
    }
    return finding(check, rows, worst, text);
  }

  private static Finding finding(Check check, List<TheoryRow> rows, double worst, String text) {
    return new Finding(
        check.label(),
        rows.get(0).model(),
        place(rows.get(0)),
        rows.size(),
        worst,
        null,
        null,
        check.limit(),
        worst <= check.limit(),
        false,
        words(rows.get(0)) + String.format(Locale.ROOT, text, worst));
  }

  private static String place(TheoryRow row) {
    return row.model() == null ? null : row.place();
  }

  /** Model and place, which texts of other findings of the check may share all else with. */
  private static String words(TheoryRow row) {
    return row.model() == null ? "" : row.model() + " regression, noise on " + row.place() + ": ";
  }

  private static Finding leastOrder(List<TheoryRow> rows) {
    double limit = Check.REMAINDER_ORDER.limit();
    RemainderOrder worst =
        Collections.min(
            rows.stream().map(TheoryRow::order).toList(), RemainderOrder.byWorst(limit));
    boolean holds = worst.isAtLeast(limit);
    boolean open = !holds && !worst.isBelow(limit);
    return new Finding(
        Check.REMAINDER_ORDER.label(),
        rows.get(0).model(),
        place(rows.get(0)),
        rows.size(),
        worst.slope(),
        worst.lower(),
        worst.upper(),
        limit,
        holds,
        open,
        words(rows.get(0))
            + String.format(
                Locale.ROOT,
                "in the worst case, what exceeds the penalty falls with the noise to the power of"
                    + " %.2f (%.2f to %.2f)",
                worst.slope(),
                worst.lower(),
                worst.upper())
            + (open ? "; open, as " + limit + " is within the interval" : ""));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

/**
 * What a model comes to, in evaluation, on data that it is not trained on.
 *
 * @param part which data: {@code test} or {@code validation}
 * @param loss the mean loss
 * @param accuracy the share of examples classified right; null for what is no classifier
 */
public record HeldOutMetrics(String part, double loss, Double accuracy) {
  private static final String TEST = "test";
  private static final String VALIDATION = "validation";

  /** On test data. */
  public static HeldOutMetrics test(double loss, Double accuracy) {
    return new HeldOutMetrics(TEST, loss, accuracy);
  }

  /** On validation data, for choices that may not look at the test data. */
  public static HeldOutMetrics validation(double loss, Double accuracy) {
    return new HeldOutMetrics(VALIDATION, loss, accuracy);
  }

  boolean isTest() {
    return part.equals(TEST);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

/**
 * What a model comes to, in evaluation, on images that it is not trained on.
 *
 * @param images which: {@code test} or {@code validation}
 * @param loss the mean loss
 * @param accuracy the share classified right; null for what is no classifier
 */
public record HeldOutMetrics(String images, double loss, Double accuracy) {
  private static final String TEST = "test";
  private static final String VALIDATION = "validation";

  /** On the test images. */
  public static HeldOutMetrics test(double loss, Double accuracy) {
    return new HeldOutMetrics(TEST, loss, accuracy);
  }

  /** On images held out of the training images, for choices that may not look at the test ones. */
  public static HeldOutMetrics validation(double loss, Double accuracy) {
    return new HeldOutMetrics(VALIDATION, loss, accuracy);
  }

  boolean areTest() {
    return images.equals(TEST);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import io.sparseout.core.random.RandomStream;

/**
 * A predictor t = b + x.w. All numbers of x and w are floats, so that both types hold the same.
 *
 * @param x the features, none of them 0. Not modified.
 * @param w as many weights, none of them 0. Not modified.
 * @param intercept b, which never has noise
 */
record Problem(double[] x, double[] w, double intercept) {
  /** The least size of a feature: noise on features near 0 tells little. */
  private static final double LEAST = 0.1;

  /**
   * Random features and weights, the same for every scale of one seed: of normal distributions, the
   * sizes of features with {@value #LEAST} added, the weights scaled to a Euclidean norm.
   *
   * @param scale the norm of w
   */
  static Problem random(long seed, int features, double scale) {
    RandomStream random = RandomStream.of(seed).stream("theory").stream("features=" + features);
    double[] x = random.stream("x").next().normals(features);
    double[] w = random.stream("w").next().normals(features);
    double squares = 0;
    for (double weight : w) {
      squares += weight * weight;
    }
    for (int j = 0; j < features; j++) {
      x[j] = (float) (x[j] + Math.copySign(LEAST, x[j]));
      w[j] = (float) (scale * (w[j] / Math.sqrt(squares)));
    }
    return new Problem(x, w, 0);
  }

  /**
   * The same but for signs and the intercept, so that each feature adds to x.w and t is a given
   * number. The third moments of the noise of all features then have one sign, and cannot cancel.
   */
  Problem aligned(double predictor) {
    double[] weights = w.clone();
    double product = 0;
    for (int j = 0; j < x.length; j++) {
      weights[j] = Math.copySign(w[j], x[j]);
      product += x[j] * weights[j];
    }
    return new Problem(x, weights, predictor - product);
  }

  /** t. */
  double predictor() {
    double sum = intercept;
    for (int j = 0; j < x.length; j++) {
      sum += x[j] * w[j];
    }
    return sum;
  }
}

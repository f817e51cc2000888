// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import static java.lang.StrictMath.pow;

import io.sparseout.core.DType;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.regularizers.Bridgeout;
import io.sparseout.regularizers.Masks;
import io.sparseout.regularizers.Sparseout;

/**
 * The regularizer on one vector of a {@link Problem}, the other of which is its factor in t.
 *
 * @param place which vector: Sparseout on x, or Bridgeout on w
 * @param q the norm
 * @param p the probability of dropping
 * @param masks how often Bridgeout draws; null of Sparseout
 */
record Noise(Place place, float q, float p, Masks masks) {
  /** The vector that has the noise. */
  double[] noisy(Problem problem) {
    return place == Place.FEATURES ? problem.x() : problem.w();
  }

  /** The other one. */
  double[] factor(Problem problem) {
    return place == Place.FEATURES ? problem.w() : problem.x();
  }

  /**
   * Draws noise on copies of the vector by the regularizer's own code. Sparseout takes the copies
   * for a batch of examples. Bridgeout takes them for the weights of as many outputs or, where each
   * example has its own mask, gives the weights one by one: each is the product with a unit vector.
   *
   * @param copies {@code [n, d]}
   * @return {@code [n, d]}, or {@code [n d, 1]} of the same order
   */
  Tensor draw(Tensor copies, Pass pass) {
    if (place == Place.FEATURES) {
      return new Sparseout(p, q).forward(pass.input(copies), pass);
    }
    Bridgeout bridgeout = bridgeout();
    if (masks == Masks.BATCH) {
      return bridgeout.forward(pass.input(copies), pass);
    }
    int n = copies.shape().dim(0);
    int d = copies.shape().dim(1);
    double[] units = new double[n * d * d];
    for (int i = 0; i < n * d; i++) {
      units[i * d + i % d] = 1;
    }
    Tensor x = Tensor.of(units, n * d, d).to(copies.dtype());
    return bridgeout.linear(pass.input(x), pass.input(copies.slice(0, 1)), null, pass);
  }

  private Bridgeout bridgeout() {
    return new Bridgeout(p, q, Sparseout.Gradient.PUBLISHED, 0, masks);
  }

  /** The variance of t, p/(1-p) sum_j f_j^2 |v_j|^q for noise on v with factors f. */
  double variance(Problem problem) {
    double[] noisy = noisy(problem);
    double[] factor = factor(problem);
    double sum = 0;
    for (int j = 0; j < noisy.length; j++) {
      sum += factor[j] * factor[j] * pow(Math.abs(noisy[j]), q);
    }
    return (double) p / (1 - (double) p) * sum;
  }

  /** What the noise adds to the expected loss in second order, A''(t) Var[t] / 2. */
  double penalty(Problem problem, double curvature) {
    return curvature / 2 * variance(problem);
  }

  /** The regularizer as the command line names it. */
  String regularizer() {
    String settings = ":p=" + RegularizerChoice.number(p) + ",q=" + RegularizerChoice.number(q);
    if (place == Place.FEATURES) {
      return "sparseout" + settings;
    }
    return "bridgeout" + settings + (masks == Masks.EXAMPLE ? ",masks=example" : "");
  }

  /** So many copies of a vector, {@code [n, d]}. */
  static Tensor copies(int n, DType dtype, double... vector) {
    double[] copies = new double[n * vector.length];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = vector[i % vector.length];
    }
    return Tensor.of(copies, n, vector.length).to(dtype);
  }
}

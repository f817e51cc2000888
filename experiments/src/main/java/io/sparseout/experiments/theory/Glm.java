// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.log1p;
import static java.lang.StrictMath.sqrt;

import java.util.Locale;

/**
 * A generalized linear model with predictor t and response y: its loss is A(t) - y t but for what
 * does not depend on t. Noise of mean 0 on t adds E[A(t + d)] - A(t) to the expected loss, of
 * second order A''(t) Var[d] / 2.
 *
 * <p>The linear model's loss is the whole squared error (y - t)^2, so its A is t^2, its y counts
 * twice and A'' is 2; of half the squared error, penalty and loss would both be half as large.
 */
enum Glm {
  /** Linear regression, (y - t)^2. The second order is all there is. */
  LINEAR(0.25) {
    @Override
    double increase(double t, double d) {
      return d * (d + 2 * (t - response()));
    }

    @Override
    double curvature(double t) {
      return 2;
    }

    @Override
    double steepest(double t, double d) {
      return 0;
    }
  },

  /** Logistic regression, A = log(1 + e^t). */
  LOGISTIC(1) {
    /** The difference of logarithms as one logarithm, of what cannot overflow. */
    @Override
    double increase(double t, double d) {
      double one = 1 / (1 + exp(-t));
      double rise = d > 0 ? d + log1p((1 - one) * expm1(-d)) : log1p(one * expm1(d));
      return rise - response() * d;
    }

    @Override
    double curvature(double t) {
      double one = 1 / (1 + exp(-t));
      return one * (1 - one);
    }

    /** A''' = A'' (1 - 2 A'), the largest where A' is (1 +- 1 / sqrt(3)) / 2. */
    @Override
    double steepest(double t, double d) {
      return 1 / (6 * sqrt(3));
    }
  },

  /** Poisson regression, A = e^t. */
  POISSON(2) {
    @Override
    double increase(double t, double d) {
      return exp(t) * expm1(d) - response() * d;
    }

    @Override
    double curvature(double t) {
      return exp(t);
    }

    @Override
    double steepest(double t, double d) {
      return exp(Math.max(t, t + d));
    }
  };

  private final double response;

  Glm(double response) {
    this.response = response;
  }

  /** The observed y. As noise has mean 0 it changes no expectation, only the spread of draws. */
  double response() {
    return response;
  }

  /** The loss at t + d less that at t, without the cancellation of their difference. */
  abstract double increase(double t, double d);

  /** A''(t). */
  abstract double curvature(double t);

  /** A bound of |A'''| between t and t + d. */
  abstract double steepest(double t, double d);

  /** As tables and files call it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

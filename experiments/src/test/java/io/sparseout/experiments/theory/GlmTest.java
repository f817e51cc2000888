// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each model against its loss as it is written down, and its derivatives against differences. */
class GlmTest {
  private static final double[] PREDICTORS = {-6, -1.2, 0, 0.4, 1, 3.5};
  private static final double[] ADDITIONS = {-5, -0.7, -1e-3, 1e-3, 0.3, 2, 6};

  /** The loss but for what does not depend on t. */
  private static double loss(Glm model, double t) {
    double y = model.response();
    return switch (model) {
      case LINEAR -> (y - t) * (y - t);
      case LOGISTIC -> Math.log(1 + Math.exp(t)) - y * t;
      case POISSON -> Math.exp(t) - y * t;
    };
  }

  @ParameterizedTest
  @EnumSource
  void increaseIsTheDifferenceOfLosses(Glm model) {
    for (double t : PREDICTORS) {
      for (double d : ADDITIONS) {
        double size = Math.abs(loss(model, t)) + Math.abs(loss(model, t + d)) + Math.abs(t) + 10;
        assertEquals(
            loss(model, t + d) - loss(model, t), model.increase(t, d), 1e-14 * size, t + " " + d);
      }
      assertEquals(0, Math.abs(model.increase(t, 0)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void farFromZeroItStaysFinite(Glm model) {
    assertTrue(Double.isFinite(model.increase(1, -2_000)));
    if (model != Glm.POISSON) {
      assertTrue(Double.isFinite(model.increase(1, 2_000)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void curvatureIsTheSecondDerivative(Glm model) {
    double h = 1e-4;
    for (double t : PREDICTORS) {
      double second = (model.increase(t, h) + model.increase(t, -h)) / (h * h);
      assertEquals(model.curvature(t), second, 1e-6 * model.curvature(t), () -> "t = " + t);
    }
  }

  /** Between t and t + d, A''' by differences of A'' stays within the bound, and comes near it. */
  @ParameterizedTest
  @EnumSource
  void theThirdDerivativeIsWithinItsBound(Glm model) {
    double h = 1e-4;
    double nearest = 0;
    for (double t : PREDICTORS) {
      for (double d : ADDITIONS) {
        double bound = model.steepest(t, d);
        for (int i = 0; i <= 100; i++) {
          double at = t + d * i / 100;
          double third = Math.abs(model.curvature(at + h) - model.curvature(at - h)) / (2 * h);
          assertTrue(third <= bound * (1 + 1e-6), () -> "t = " + at);
          nearest = Math.max(nearest, third / bound); // NaN of the linear model's 0 / 0
        }
      }
    }
    assertTrue(model == Glm.LINEAR ? Double.isNaN(nearest) : nearest > 0.99, "bound in use");
  }
}

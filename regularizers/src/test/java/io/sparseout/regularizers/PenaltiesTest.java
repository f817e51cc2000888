// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Penalties of activations, by hand. */
class PenaltiesTest {
  /** Three time steps of two units. */
  private static final double[] X = {1, -2, 3, 0.5, 3, -1};

  private static final double SUM = 1 - 2 + 3 + 0.5 + 3 - 1;

  /** What the layer adds to the loss sum(x), which is told without it, and its gradient. */
  private static void check(Layer layer, double expected, double... gradient) {
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor x = pass.variable(Tensor.of(X, 3, 1, 2));
      Tensor y = layer.forward(x, pass);
      assertSame(x, y);
      Tensor loss = y.sum();
      assertEquals(SUM, loss.item(), 1e-15);
      assertEquals(expected, pass.penalty(), 1e-14);
      pass.backward(loss);
      double[] actual = pass.gradient(x).toDoubleArray();
      for (int i = 0; i < X.length; i++) {
        assertEquals(1 + gradient[i], actual[i], 1e-14, "element " + i);
      }
    }
  }

  @Test
  void theActivationPenaltyIsTheMeanSquare() {
    double mean = (1 + 4 + 9 + 0.25 + 9 + 1) / 6;
    double[] gradient = new double[6];
    for (int i = 0; i < 6; i++) {
      gradient[i] = 2 * 2 * X[i] / 6;
    }
    check(new ActivationPenalty(2), 2 * mean, gradient);
  }

  @Test
  void theTemporalPenaltyIsTheMeanSquareOfTheChanges() {
    // Changes 2, 2.5 and 0, -1.5: four of them.
    double mean = (4 + 6.25 + 0 + 2.25) / 4;
    double step = 0.5 * 2 / 4;
    check(
        new TemporalActivationPenalty(0.5f),
        0.5 * mean,
        -2 * step,
        -2.5 * step,
        (2 - 0) * step,
        (2.5 + 1.5) * step,
        0,
        -1.5 * step);
  }

  @Test
  void activityPenaltiesAreMeansOfPowers() {
    double[] signs = new double[6];
    double[] roots = new double[6];
    double sum = 0;
    double rootSum = 0;
    float q = 0.5f;
    for (int i = 0; i < 6; i++) {
      sum += Math.abs(X[i]);
      rootSum += Math.sqrt(Math.abs(X[i]));
      signs[i] = 3 * Math.signum(X[i]) / 6;
      roots[i] = 3 * 0.5 / Math.sqrt(Math.abs(X[i])) * Math.signum(X[i]) / 6;
    }
    check(new ActivityL1(3), 3 * sum / 6, signs);
    check(new ActivityLq(3, 1), 3 * sum / 6, signs);
    check(new ActivityLq(3, q), 3 * rootSum / 6, roots);
  }

  /** Two examples of three units, by hand and against differences. */
  @Test
  void theActivityRateIsHeldToItsTarget() {
    double[] a = {0.2, 0.5, 0.9, 0.4, 0.1, 0.7};
    double t = 0.05f;
    double small = 0x1p-20;
    double expected = 0;
    for (int unit = 0; unit < 3; unit++) {
      double mean = (a[unit] + a[unit + 3]) / 2;
      expected += t * Math.log(t / (mean + small));
      expected += (1 - t) * Math.log((1 - t) / (1 - mean + small));
    }
    Layer layer = new ActivityKl(2, 0.05f);
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor x = pass.variable(Tensor.of(a, 2, 3));
      assertSame(x, layer.forward(x, pass));
      assertEquals(2 * expected, pass.penalty(), 1e-12);
      pass.backward(x.sum());
      for (int i = 0; i < 6; i++) {
        double mean = (a[i % 3] + a[i % 3 + 3]) / 2;
        double derivative = 2 * ((1 - t) / (1 - mean + small) - t / (mean + small)) / 2;
        assertEquals(1 + derivative, pass.gradient(x).toDoubleArray()[i], 1e-12);
      }
    }
    double[] target = new double[8];
    java.util.Arrays.fill(target, t);
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      layer.forward(pass.variable(Tensor.of(target, 2, 4)), pass);
      assertEquals(0, pass.penalty(), 1e-4, "at the target");
    }
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      layer.forward(pass.variable(Tensor.of(new float[] {0, 1, 0, 1}, 2, 2)), pass);
      assertTrue(Double.isFinite(pass.penalty()));
      assertEquals(
          "activityKl: takes activations from 0 to 1, the mean of unit 1 is 2.0; put it behind a"
              + " sigmoid",
          message(() -> layer.forward(pass.variable(Tensor.of(new float[] {0, 2}, 1, 2)), pass)));
    }
  }

  @Test
  void penaltiesOfAllPlacesAddUp() {
    Layer both =
        (x, pass) ->
            new ActivationPenalty(3).forward(new ActivationPenalty(1).forward(x, pass), pass);
    double[] gradient = new double[6];
    for (int i = 0; i < 6; i++) {
      gradient[i] = 4 * 2 * X[i] / 6;
    }
    check(both, 4 * (1 + 4 + 9 + 0.25 + 9 + 1) / 6, gradient);
  }

  @Test
  void aStrengthOf0AndASingleStepAddNothing() {
    check(new ActivationPenalty(0), 0, new double[6]);
    check(new TemporalActivationPenalty(0), 0, new double[6]);
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      new TemporalActivationPenalty(1).forward(pass.variable(Tensor.of(X, 1, 3, 2)), pass);
      assertEquals(0, pass.penalty());
    }
  }

  @Test
  void anEvaluationHasNoPenalty() {
    for (Layer layer : List.of(new ActivationPenalty(1), new TemporalActivationPenalty(1))) {
      try (Pass pass = Pass.evaluation()) {
        Tensor x = pass.input(Tensor.of(X, 3, 2));
        assertSame(x, layer.forward(x, pass));
        assertEquals(0, pass.penalty());
      }
    }
  }

  @Test
  void strengthsOutOfRangeAreRefused() {
    assertArrayEquals(
        new String[] {
          "activationPenalty: the strength is 0 or more and finite, not -1.0",
          "activationPenalty: the strength is 0 or more and finite, not NaN",
          "temporalActivationPenalty: the strength is 0 or more and finite, not Infinity",
          "activityL1: the strength is 0 or more and finite, not NaN",
          "activityLq: q, the norm, is more than 0 and finite, not 0.0",
          "activityKl: rate, the target, is more than 0 and less than 1, not NaN"
        },
        new String[] {
          message(() -> new ActivationPenalty(-1)),
          message(() -> new ActivationPenalty(Float.NaN)),
          message(() -> new TemporalActivationPenalty(Float.POSITIVE_INFINITY)),
          message(() -> new ActivityL1(Float.NaN)),
          message(() -> new ActivityLq(1, 0)),
          message(() -> new ActivityKl(1, Float.NaN))
        });
  }

  private static String message(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}

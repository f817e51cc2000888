// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import io.sparseout.experiments.options.Require;
import io.sparseout.layers.Linear;
import io.sparseout.layers.Sequential;
import io.sparseout.regularizers.Dropout;
import io.sparseout.regularizers.Regularization;
import io.sparseout.regularizers.Regularizers;
import java.util.List;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What regularizers cost, forward and backward: those on activations as a multiple of Dropout,
 * those in and around a Linear as a multiple of one without.
 */
final class RegularizerWorkloads {
  /** Names with a regularizer's text, and sizes, to be filled in. */
  static final List<String> NAMES =
      List.of("REGULARIZER-1M-fwd-bwd", "linear-N-bBATCH", "linear-N-bBATCH+REGULARIZER");

  private static final int ELEMENTS = 1 << 20;

  /** As many elements, as images. */
  private static final int[] IMAGES = {64, 64, 16, 16};

  private static final Pattern NOISE = Pattern.compile("(.+)-1M-fwd-bwd");
  private static final Pattern LINEAR =
      Pattern.compile("linear-([0-9]{1,9})-b([0-9]{1,9})(?:\\+(.+))?");

  private RegularizerWorkloads() {}

  /**
   * The workload of a name; null if the name is none.
   *
   * @throws IllegalArgumentException if there is no such regularizer, or a number is out of range
   */
  static Workload of(String name) {
    Matcher noise = NOISE.matcher(name);
    if (noise.matches()) {
      return ofText(name, () -> noise(name, Regularizers.parse(noise.group(1)), IMAGES));
    }
    Matcher linear = LINEAR.matcher(name);
    if (linear.matches()) {
      int side = Require.inRange("--workload " + name, number(linear.group(1)), 1, 8192);
      int batch = Require.inRange("--workload " + name, number(linear.group(2)), 1, 1 << 16);
      Workload plain = linear("linear-" + side + "-b" + batch, side, batch, Regularization.NONE);
      String text = linear.group(3);
      return text == null
          ? plain
          : ofText(
              name,
              () -> linear(name, side, batch, Regularizers.regularization(text)).against(plain));
    }
    return null;
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private interface Making {
    Workload make();
  }

  private static Workload ofText(String name, Making making) {
    try {
      return making.make();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--workload " + name + ": " + e.getMessage(), e);
    }
  }

  /** A regularizer of a million activations, against Dropout. */
  static Workload noise(String name, Layer regularizer, int... shape) {
    Layer half = new Dropout(0.5f);
    Workload dropout = alone("dropout-1M-fwd-bwd", half, ELEMENTS);
    return regularizer.equals(half) ? dropout : alone(name, regularizer, shape).against(dropout);
  }

  private static Workload alone(String name, Layer regularizer, int... shape) {
    LongFunction<Step> prepare =
        seed -> {
          RandomStream random = RandomStream.of(seed);
          Tensor x = RandomData.uniform(random, -0.5f, shape);
          Tensor gradient = RandomData.uniform(random, 0, shape);
          return new Step(
              () -> {
                try (Pass pass = Pass.training(random)) {
                  pass.backward(regularizer.forward(pass.variable(x), pass), gradient);
                }
              });
        };
    return new Workload(name, "elements/s", ELEMENTS, Cost.noise(ELEMENTS), prepare);
  }

  /** A regularized Linear of as many outputs as inputs; the step has no optimizer. */
  static Workload linear(String name, int side, int batch, Regularization regularization) {
    LongFunction<Step> prepare =
        seed -> {
          RandomStream random = RandomStream.of(seed);
          Layer layer = regularization.activations();
          Layer model = regularization.around(Sequential.of(new Linear(side, side, random), layer));
          Tensor x = RandomData.uniform(random, 0, batch, side);
          Tensor gradient = RandomData.uniform(random, 0, batch, side);
          return new Step(
              () -> {
                try (Pass pass = Pass.training(random)) {
                  pass.backward(model.forward(pass.variable(x), pass), gradient);
                }
                model.parameters().forEach(Parameter::clearGradient);
              });
        };
    Cost cost = new NetworkSize().lookedUp().linear(side, side).training(batch, 0);
    return new Workload(name, "examples/s", batch, cost, prepare);
  }
}

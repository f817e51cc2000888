// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Holds gradients against differences: in double, each element of each input is moved by two steps
 * to both sides, and the five-point formula gives the derivative with an error of the fourth order.
 */
public final class GradientCheck {
  private static final double STEP = 2e-5;
  private static final double TOLERANCE = 1e-7;

  private GradientCheck() {}

  /** A function of tensors to be differentiated, in a pass of its own every time. */
  @FunctionalInterface
  public interface Function extends BiFunction<List<Tensor>, Pass, Tensor> {}

  /**
   * Checks the gradients of a weighted sum of the function's outputs by all inputs.
   *
   * @param inputs FLOAT64 inputs; INT32 ones are left alone. Their values are restored.
   * @param parameters FLOAT64 parameters that the function uses, checked as well
   */
  public static void check(
      String name, Function function, List<Tensor> inputs, List<Parameter> parameters) {
    List<Tensor> moved = new ArrayList<>(inputs);
    parameters.forEach(parameter -> moved.add(parameter.value()));
    parameters.forEach(Parameter::clearGradient);
    List<double[]> gradients = gradients(function, inputs, parameters);
    for (int i = 0; i < moved.size(); i++) {
      Tensor x = moved.get(i);
      if (x.dtype() != DType.FLOAT64) {
        continue;
      }
      double[] values = (double[]) x.array();
      for (int j = 0; j < x.size(); j++) {
        double expected = difference(function, inputs, values, x.offset() + j);
        double actual = gradients.get(i)[j];
        double scale = Math.max(1, Math.max(Math.abs(expected), Math.abs(actual)));
        assertTrue(
            Math.abs(expected - actual) <= TOLERANCE * scale,
            name
                + ", input "
                + i
                + ", element "
                + j
                + ": "
                + actual
                + ", by differences "
                + expected);
      }
    }
  }

  /** The gradients by every input, then every parameter, one array each. */
  public static List<double[]> gradients(
      Function function, List<Tensor> inputs, List<Parameter> parameters) {
    try (Pass pass = Pass.training(RandomStream.of(7))) {
      List<Tensor> variables = inputs.stream().map(x -> variable(pass, x)).toList();
      Tensor output = function.apply(variables, pass);
      pass.backward(output, weights(output));
      List<double[]> gradients = new ArrayList<>();
      for (Tensor variable : variables) {
        boolean whole = variable.dtype() == DType.INT32;
        gradients.add(whole ? new double[0] : pass.gradient(variable).toDoubleArray());
      }
      for (Parameter parameter : parameters) {
        gradients.add(parameter.gradient().toDoubleArray());
        parameter.clearGradient();
      }
      return gradients;
    }
  }

  private static double difference(
      Function function, List<Tensor> inputs, double[] values, int place) {
    double kept = values[place];
    double[] sums = new double[5];
    for (int k = -2; k <= 2; k++) {
      values[place] = kept + k * STEP;
      sums[k + 2] = k == 0 ? 0 : weightedSum(function, inputs);
    }
    values[place] = kept;
    return (sums[0] - 8 * sums[1] + 8 * sums[3] - sums[4]) / (12 * STEP);
  }

  private static double weightedSum(Function function, List<Tensor> inputs) {
    try (Pass pass = Pass.training(RandomStream.of(7))) {
      Tensor output = function.apply(inputs.stream().map(x -> variable(pass, x)).toList(), pass);
      double[] values = output.toDoubleArray();
      double[] weights = weights(output).toDoubleArray();
      assertEquals(weights.length, values.length);
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += weights[i] * values[i];
      }
      return sum;
    }
  }

  private static Tensor variable(Pass pass, Tensor x) {
    return x.dtype() == DType.INT32 ? pass.input(x) : pass.variable(x);
  }

  /** Weights of the outputs, all different, so that no error cancels another. */
  private static Tensor weights(Tensor output) {
    double[] weights = new double[output.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 0.3 + ((i * 37) % 17) / 17.0;
    }
    return Tensor.of(weights, output.shape().dims()).to(output.dtype());
  }
}

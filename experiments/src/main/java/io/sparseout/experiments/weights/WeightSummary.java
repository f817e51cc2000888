// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.weights;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Tensor;
import io.sparseout.regularizers.sparsity.Measures;
import io.sparseout.regularizers.sparsity.WeightSparsity;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How sparse a weight is, or all weights of a model, its parameters of two axes or more: not
 * biases.
 *
 * @param name the parameter's name; {@code all} of all weights
 * @param count how many numbers it has
 * @param zeroFraction the share of zeros
 * @param nearZeroFraction the share of magnitudes up to the threshold, which depends on their scale
 * @param relativeNearZeroFraction the share of magnitudes up to a share of the layer's root mean
 *     square, which does not
 * @param hoyer Hoyer's measure
 * @param gini the Gini index
 * @param kurtosis the excess kurtosis; null where there is none, of numbers that are all the same
 * @param rootMeanSquare the scale of the numbers
 */
record WeightSummary(
    String name,
    long count,
    double zeroFraction,
    double nearZeroFraction,
    double relativeNearZeroFraction,
    double hoyer,
    double gini,
    Double kurtosis,
    double rootMeanSquare) {
  private static final String ALL = "all";

  /** Whether a parameter is measured. */
  static boolean isWeight(Parameter parameter) {
    return parameter.value().shape().rank() > 1;
  }

  /** The weights of a model, one by one. */
  static List<WeightSummary> of(Layer model, WeightsConfig config) {
    return model.parameters().stream()
        .filter(WeightSummary::isWeight)
        .map(weight -> of(weight.name(), weight.value(), config))
        .toList();
  }

  private static WeightSummary of(String name, Tensor weight, WeightsConfig config) {
    WeightSparsity sparsity = WeightSparsity.of(weight, config.threshold());
    Measures all = sparsity.all();
    double scale = rootMeanSquare(weight);
    double near = config.relativeThreshold() * scale;
    return new WeightSummary(
        name,
        all.count(),
        all.zeroFraction(),
        all.nearZeroFraction(),
        Measures.of(near, weight.toDoubleArray()).nearZeroFraction(),
        all.hoyer(),
        sparsity.gini(),
        orNull(all.kurtosis()),
        scale);
  }

  private static double rootMeanSquare(Tensor weight) {
    double squares = 0;
    for (double value : weight.toDoubleArray()) {
      squares += value * value;
    }
    return Math.sqrt(squares / weight.size());
  }

  /**
   * All weights of a model: means over its layers by how many numbers these have. Each layer has
   * its own scale, so a measure of all numbers in one list would rather tell how scales differ.
   */
  static WeightSummary all(List<WeightSummary> layers) {
    long count = layers.stream().mapToLong(WeightSummary::count).sum();
    return new WeightSummary(
        ALL,
        count,
        mean(layers, WeightSummary::zeroFraction),
        mean(layers, WeightSummary::nearZeroFraction),
        mean(layers, WeightSummary::relativeNearZeroFraction),
        mean(layers, WeightSummary::hoyer),
        mean(layers, WeightSummary::gini),
        orNull(mean(layers, WeightSummary::kurtosisOrNaN)),
        mean(layers, WeightSummary::rootMeanSquare));
  }

  /** The excess kurtosis, NaN where there is none. */
  double kurtosisOrNaN() {
    return kurtosis == null ? Double.NaN : kurtosis;
  }

  static Double orNull(double value) {
    return Double.isNaN(value) ? null : (Double) value;
  }

  private static double mean(List<WeightSummary> layers, ToDoubleFunction<WeightSummary> measure) {
    double sum = 0;
    long count = 0;
    for (WeightSummary layer : layers) {
      sum += measure.applyAsDouble(layer) * layer.count;
      count += layer.count;
    }
    return sum / count;
  }
}

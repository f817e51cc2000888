// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.SparseMatrix;
import io.sparseout.core.Tensor;
import io.sparseout.layers.Linear;
import java.util.ArrayList;
import java.util.List;

/**
 * A network for inference with {@link SparseLinear} in the place of each Linear of which so much is
 * zero that the sparse product is the faster one. Its outputs are the same to the last bit, but
 * that a zero may change its sign, where all activations are finite; see {@link SparseMatrix}.
 *
 * @param model the network. What has no Linear to be replaced is the same object as before.
 * @param layers what became of each Linear, in their order
 */
public record Sparsification(Layer model, List<Choice> layers) {
  /** As many examples as break-even is taken for where none are named. */
  private static final int MANY = 64;

  /**
   * What became of a Linear.
   *
   * @param layer its path, as its parameters' names begin
   * @param density the share of its weights that is not zero
   * @param sparse whether it is sparse now
   * @param bytesBefore what its weight took
   * @param bytesAfter what it takes in a file now
   */
  public record Choice(
      String layer, double density, boolean sparse, long bytesBefore, long bytesAfter) {}

  /** Copies the list. */
  public Sparsification {
    layers = List.copyOf(layers);
  }

  /**
   * Takes the sparse form where it is the faster one for any number of examples; the network that
   * is given stays as it is.
   *
   * @throws IllegalArgumentException if a weight is not finite, or not FLOAT32, or the model does
   *     not show its layers, as a wrapper does not
   */
  public static Sparsification sparsify(Layer model) {
    return sparsify(model, MANY);
  }

  /**
   * Takes the sparse form where it is the faster one for so many examples at once, that is up to
   * the density of {@link SparseMatrix#breakEven}; the network that is given stays as it is.
   *
   * @param examples rows of an input, 1 or more
   * @throws IllegalArgumentException if there are none, or a weight is not finite, or not FLOAT32,
   *     or the model does not show its layers, as a wrapper does not
   */
  public static Sparsification sparsify(Layer model, int examples) {
    LayerKinds.requireSeen("sparsify", model);
    double most = SparseMatrix.breakEven(examples);
    List<Choice> choices = new ArrayList<>();
    Layer sparse =
        Replacement.of(
            "",
            model,
            (path, layer) ->
                layer instanceof Linear linear ? choose(path, linear, most, choices) : layer);
    return new Sparsification(sparse, choices);
  }

  private static Layer choose(String path, Linear linear, double most, List<Choice> choices) {
    Tensor weight = linear.weight().detach();
    long bytes = (long) weight.dtype().bytes() * weight.size();
    check(path, weight);
    double density = density(weight);
    if (density > most || weight.shape().dim(1) > SparseMatrix.MAX_IN_FEATURES) {
      choices.add(new Choice(path, density, false, bytes, bytes));
      return linear;
    }
    SparseMatrix matrix = SparseMatrix.of(weight);
    choices.add(new Choice(path, density, true, bytes, matrix.bytes()));
    return new SparseLinear(matrix, linear.bias() == null ? null : linear.bias().copy());
  }

  /** Refuses what is not finite, or not FLOAT32, be it to become sparse or not. */
  private static void check(String path, Tensor weight) {
    if (weight.dtype() != DType.FLOAT32) {
      throw new IllegalArgumentException(
          "layer '" + path + "': sparse: weights are FLOAT32, not " + weight.dtype());
    }
    for (float value : weight.toFloatArray()) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "layer '" + path + "': sparse: weights are finite, not " + value);
      }
    }
  }

  private static double density(Tensor weight) {
    double[] values = weight.to(DType.FLOAT64).toDoubleArray();
    int kept = 0;
    for (double value : values) {
      kept += value != 0 ? 1 : 0;
    }
    return kept / (double) values.length;
  }
}

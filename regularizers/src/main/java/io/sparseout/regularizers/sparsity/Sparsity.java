// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.sparsity;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.train.Batch;
import io.sparseout.core.train.BatchIterator;
import io.sparseout.core.train.Batches;

/**
 * How sparse a layer's outputs are over a set of examples, in evaluation mode. An example's outputs
 * are one row of n units.
 *
 * @param hoyer the mean over examples of (sqrt(n) - |h|_1 / |h|_2) / (sqrt(n) - 1): 0 where all
 *     units are equally active, 1 where one alone is, and 1 where none is; Hoyer 2004, section 3.1
 * @param zeroFraction the share of outputs that are 0
 * @param nearZeroFraction the share of outputs of at most {@link #NEAR_ZERO} in magnitude
 * @param mean the mean output
 * @param examples how many examples were measured
 */
public record Sparsity(
    double hoyer, double zeroFraction, double nearZeroFraction, double mean, long examples) {
  /** The magnitude up to which an output counts as near zero. */
  public static final double NEAR_ZERO = 1e-3;

  /**
   * Measures a layer's outputs.
   *
   * @param layer a model, or the part of one whose output is of interest
   * @param batches the examples; their targets are not used
   * @throws IllegalArgumentException if an output has fewer than two units an example, or there is
   *     no example
   */
  public static Sparsity of(Layer layer, Batches batches) {
    Tally tally = new Tally();
    try (BatchIterator iterator = batches.epoch(0)) {
      for (Batch batch = iterator.next(); batch != null; batch = iterator.next()) {
        try (Pass pass = Pass.evaluation()) {
          tally.add(layer.forward(pass.input(batch.input()), pass));
        }
      }
    }
    return tally.result();
  }

  /** The mean Hoyer sparsity alone; see {@link #of}. */
  public static double hoyer(Layer layer, Batches batches) {
    return of(layer, batches).hoyer();
  }

  /** Measures outputs as they come, batch by batch. For one thread. */
  public static final class Tally {
    private double hoyer;
    private double sum;
    private long zeros;
    private long nearZeros;
    private long elements;
    private long examples;

    /**
     * Adds the outputs of some examples.
     *
     * @param outputs whose first axis counts the examples. Not modified.
     * @throws IllegalArgumentException if there are fewer than two units an example
     */
    public void add(Tensor outputs) {
      int rows = outputs.shape().rank() == 0 ? 0 : outputs.shape().dim(0);
      int units = rows == 0 ? 0 : outputs.size() / rows;
      if (rows > 0 && units < 2) {
        throw new IllegalArgumentException(
            "sparsity: needs two units an example or more, the outputs are " + outputs.shape());
      }
      float[] values = outputs.toFloatArray();
      for (int row = 0; row < rows; row++) {
        hoyer += addRow(values, row * units, units);
      }
      elements += values.length;
      examples += rows;
    }

    private double addRow(float[] values, int from, int units) {
      double absolutes = 0;
      double squares = 0;
      for (int i = from; i < from + units; i++) {
        double value = values[i];
        double magnitude = Math.abs(value);
        absolutes += magnitude;
        squares += value * value;
        sum += value;
        zeros += magnitude == 0 ? 1 : 0;
        nearZeros += magnitude <= NEAR_ZERO ? 1 : 0;
      }
      return Measures.hoyer(units, absolutes, squares);
    }

    /**
     * The sparsity of all that were added.
     *
     * @throws IllegalArgumentException if there is no example
     */
    public Sparsity result() {
      if (examples == 0) {
        throw new IllegalArgumentException("sparsity: there is no example to measure");
      }
      return new Sparsity(
          hoyer / examples,
          (double) zeros / elements,
          (double) nearZeros / elements,
          sum / elements,
          examples);
    }
  }
}

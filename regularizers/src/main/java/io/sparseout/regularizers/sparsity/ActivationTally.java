// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.sparsity;

import io.sparseout.core.Tensor;
import java.util.Arrays;

/**
 * Measures outputs as they come, batch by batch, and holds none of them: a few sums for each unit.
 * The result is the same to the bit however the examples are cut into batches.
 *
 * <p>Outputs {@code [n, units, ...]} are of n examples, with as many outputs of a unit as there are
 * places on the further axes: the pixels of a channel. Outputs of three axes are a sequence's,
 * {@code [t, n, units]}, of t n examples. For one thread.
 */
public final class ActivationTally {
  private static final int SEQUENCE = 3;

  private final double threshold;
  private Moments[] units;
  private long examples;
  private double hoyer;
  private double gini;

  /**
   * A tally of nothing yet.
   *
   * @param threshold the magnitude up to which an output counts as near zero
   * @throws IllegalArgumentException unless it is 0 or more and finite
   */
  public ActivationTally(double threshold) {
    new Moments(threshold); // for its check
    this.threshold = threshold;
  }

  /**
   * Adds the outputs of some examples.
   *
   * @param outputs finite ones of as many units as those before. Not modified.
   * @throws IllegalArgumentException if they are of other units, or have no axis, or one is not
   *     finite
   */
  public void add(Tensor outputs) {
    int rank = outputs.shape().rank();
    if (rank == 0) {
      throw new IllegalArgumentException("sparsity: outputs are of examples, not a single number");
    }
    int unitAxis = rank == SEQUENCE ? 2 : 1;
    int width = rank == 1 ? 1 : outputs.shape().dim(unitAxis);
    if (units == null) {
      units = new Moments[width];
      Arrays.setAll(units, i -> new Moments(threshold));
    }
    if (units.length != width) {
      throw new IllegalArgumentException(
          "sparsity: outputs of " + units.length + " units before, and now " + outputs.shape());
    }
    int rows =
        rank == 1 || rank == SEQUENCE
            ? outputs.size() / Math.max(1, width)
            : outputs.shape().dim(0);
    if (outputs.size() > 0) {
      add(outputs.toFloatArray(), rows);
    }
  }

  private void add(float[] values, int rows) {
    int length = values.length / rows;
    int places = length / units.length;
    for (int row = 0; row < rows; row++) {
      double absolutes = 0;
      double squares = 0;
      int i = row * length;
      for (Moments unit : units) {
        for (int end = i + places; i < end; i++) {
          double value = values[i];
          unit.add(value);
          absolutes += Math.abs(value);
          squares += value * value;
        }
      }
      hoyer += Measures.hoyer(length, absolutes, squares);
      gini += Gini.of(values, row * length, length);
    }
    examples += rows;
  }

  /**
   * The sparsity of all that was added.
   *
   * @throws IllegalArgumentException if there is nothing
   */
  public ActivationSparsity result() {
    if (examples == 0) {
      throw new IllegalArgumentException("sparsity: there is no example to measure");
    }
    Moments all = new Moments(threshold);
    for (Moments unit : units) {
      all.add(unit);
    }
    return new ActivationSparsity(
        examples,
        hoyer / examples,
        gini / examples,
        all.measures(),
        Arrays.stream(units).map(Moments::measures).toList());
  }
}

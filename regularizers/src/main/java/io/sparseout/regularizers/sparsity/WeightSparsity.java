// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.sparsity;

import io.sparseout.core.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * How sparse a weight is, as a whole and by its rows. A row, an index of the first axis, is what
 * one unit of a Linear or one filter of a convolution looks at.
 *
 * @param all the measures of all elements
 * @param gini their {@link Gini} index
 * @param rows the measures of each row; none where there are fewer than two axes, as of a bias
 * @param rowGini the Gini index of each row
 */
public record WeightSparsity(Measures all, double gini, List<Measures> rows, List<Double> rowGini) {
  /**
   * Measures a weight.
   *
   * @param weight of one element or more, all finite; FLOAT64 is rounded to floats. Not modified.
   * @param threshold the magnitude up to which an element counts as near zero
   * @throws IllegalArgumentException if there is no element, or one is not finite
   */
  public static WeightSparsity of(Tensor weight, double threshold) {
    float[] values = weight.toFloatArray();
    boolean hasRows = weight.shape().rank() > 1;
    int count = hasRows ? weight.shape().dim(0) : 1;
    int length = count == 0 ? 0 : values.length / count;
    Moments all = new Moments(threshold);
    List<Measures> rows = new ArrayList<>();
    List<Double> rowGini = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      Moments one = new Moments(threshold);
      for (int i = row * length; i < (row + 1) * length; i++) {
        one.add(values[i]);
      }
      all.add(one);
      if (hasRows && length > 0) {
        rows.add(one.measures());
        rowGini.add(Gini.of(values, row * length, length));
      }
    }
    return new WeightSparsity(
        all.measures(), Gini.of(values), List.copyOf(rows), List.copyOf(rowGini));
  }

  /** How many rows are 0 throughout: units that look at nothing. */
  public int deadRows() {
    return (int) rows.stream().filter(row -> row.zeroFraction() == 1).count();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.inspect;

import io.sparseout.core.DType;
import io.sparseout.core.Tensor;
import io.sparseout.regularizers.sparsity.WeightSparsity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A tensor of a checkpoint, or a weight that is kept in several: sparse, or of eight bits with
 * scales.
 *
 * @param name its name
 * @param shape the lengths of its axes
 * @param type the element type that it is kept in
 * @param elements how many it has
 * @param bytes how many it is kept in
 * @param notFinite how many of them are NaN or infinite
 * @param measures of its elements; null where it has none, or one is not finite
 * @param rows how many rows it has, null of fewer than two axes
 * @param deadRows how many of them are 0 throughout, null where there are no measures
 * @param units the measures of each row; null where they are not asked for
 */
record TensorRow(
    String name,
    List<Integer> shape,
    String type,
    long elements,
    long bytes,
    long notFinite,
    MeasureRow measures,
    Integer rows,
    Integer deadRows,
    List<MeasureRow> units) {
  /**
   * Measures a tensor.
   *
   * @param threshold the magnitude up to which an element counts as near zero
   * @param units whether to measure its rows too
   */
  static TensorRow of(String name, StoredTensor stored, double threshold, boolean units) {
    Tensor tensor = stored.values();
    long notFinite = tensor.isFinite() ? 0 : notFinite(tensor);
    WeightSparsity sparsity =
        tensor.size() == 0 || notFinite > 0 ? null : WeightSparsity.of(tensor, threshold);
    boolean hasRows = tensor.shape().rank() > 1;
    return new TensorRow(
        name,
        Arrays.stream(tensor.shape().dims()).boxed().toList(),
        stored.type().name().toLowerCase(Locale.ROOT),
        tensor.size(),
        stored.bytes(),
        notFinite,
        sparsity == null ? null : MeasureRow.of(sparsity.all(), sparsity.gini()),
        hasRows ? (Integer) tensor.shape().dim(0) : null,
        hasRows && sparsity != null ? (Integer) sparsity.deadRows() : null,
        units && sparsity != null ? units(sparsity) : null);
  }

  /** Whether its elements are weights or statistics, not counts or indices. */
  boolean isOfWeights() {
    return !type.equalsIgnoreCase(DType.INT32.name());
  }

  private static long notFinite(Tensor tensor) {
    return Arrays.stream(tensor.toDoubleArray()).filter(x -> !Double.isFinite(x)).count();
  }

  private static List<MeasureRow> units(WeightSparsity sparsity) {
    List<MeasureRow> units = new ArrayList<>();
    for (int row = 0; row < sparsity.rows().size(); row++) {
      units.add(MeasureRow.of(sparsity.rows().get(row), sparsity.rowGini().get(row)));
    }
    return List.copyOf(units);
  }
}

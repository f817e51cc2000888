// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.inspect;

import io.sparseout.regularizers.sparsity.ActivationRecorder.Part;
import io.sparseout.regularizers.sparsity.ActivationSparsity;
import io.sparseout.regularizers.sparsity.Measures;
import java.util.List;

/**
 * The activations of a part of a model over a data set.
 *
 * @param part its path, as the names of its tensors begin
 * @param kind the name of its class; empty where it has none
 * @param examples how many were measured
 * @param units how many units it has: features, or channels
 * @param deadUnits how many of them are 0 for every example
 * @param hoyer the mean over examples of Hoyer's measure of an example's activations
 * @param gini the mean over examples of their Gini index
 * @param lifetimeTrevesRolls the mean over units of the sparseness of a unit's activations
 * @param measures of all activations of all examples
 * @param perUnit the measures of each unit over the examples; null where they are not asked for
 */
record PartRow(
    String part,
    String kind,
    long examples,
    int units,
    int deadUnits,
    Double hoyer,
    double gini,
    double lifetimeTrevesRolls,
    MeasureRow measures,
    List<MeasureRow> perUnit) {
  /** The row of a part, with its units or without. */
  static PartRow of(Part part, boolean units) {
    ActivationSparsity sparsity = part.sparsity();
    return new PartRow(
        part.path(),
        part.kind(),
        sparsity.examples(),
        sparsity.units().size(),
        sparsity.deadUnits(),
        MeasureRow.orNull(sparsity.hoyer()),
        sparsity.gini(),
        sparsity.units().stream().mapToDouble(Measures::trevesRolls).average().orElseThrow(),
        MeasureRow.of(sparsity.all(), null),
        units ? sparsity.units().stream().map(unit -> MeasureRow.of(unit, null)).toList() : null);
  }

  /** Its path and kind: {@code 1 Relu}. */
  String title() {
    return kind.isEmpty() ? part : part + " " + kind;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.sparsity;

import java.util.List;

/**
 * How sparse the outputs of a part of a model are over a set of examples: of each example over the
 * units, and of each unit over the examples.
 *
 * @param examples how many were measured
 * @param hoyer the mean over examples of the Hoyer sparsity of an example's outputs; NaN where
 *     these are a single number
 * @param gini the mean over examples of the {@link Gini} index of an example's outputs
 * @param all the measures of all outputs of all examples
 * @param units the measures of each unit's outputs over all examples: what is called lifetime
 *     sparseness. There is no Gini index of them: it would need all outputs at once
 */
public record ActivationSparsity(
    long examples, double hoyer, double gini, Measures all, List<Measures> units) {
  /** How many units are dead: 0 for every example. */
  public int deadUnits() {
    return (int) units.stream().filter(unit -> unit.zeroFraction() == 1).count();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compare;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.regularizers.sparsity.Sparsity;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands in a trained model where its regularizer stood, which in evaluation does nothing, and
 * measures what comes by. A model calls it once at each place, in the same order in every pass. For
 * one thread.
 */
public final class Probe implements Layer {
  private final List<Sparsity.Tally> places = new ArrayList<>();
  private Pass current;
  private int next;

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    if (pass != current) {
      current = pass;
      next = 0;
    }
    if (next == places.size()) {
      places.add(new Sparsity.Tally());
    }
    places.get(next++).add(x);
    return x;
  }

  /** The sparsity at each place; none of a model without a place for a regularizer. */
  public List<LayerSparsity> result() {
    List<LayerSparsity> layers = new ArrayList<>();
    for (Sparsity.Tally place : places) {
      layers.add(LayerSparsity.of(layers.size() + 1, place.result()));
    }
    return List.copyOf(layers);
  }
}

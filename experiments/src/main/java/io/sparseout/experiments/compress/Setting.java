// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import io.sparseout.core.Layer;
import io.sparseout.layers.compression.HiddenUnits;
import io.sparseout.regularizers.pruning.Amount;
import io.sparseout.regularizers.pruning.Pruning;
import java.util.ArrayList;
import java.util.List;

/**
 * A network that a run makes with each seed.
 *
 * @param method how it is made sparse
 * @param sparsity the share that is to go: of the weights, or of the hidden units; 0 of the dense
 *     network
 * @param quantized whether its weights are eight bits wide
 */
record Setting(Method method, double sparsity, boolean quantized) {
  /** The dense network, as trained. */
  static final Setting DENSE = new Setting(Method.DENSE, 0, false);

  /** All of a run, the dense network first, each quantized one right after what it is made of. */
  static List<Setting> of(CompressConfig config) {
    List<Setting> floats = new ArrayList<>(List.of(DENSE));
    for (Method method : config.chosenMethods()) {
      for (double sparsity : method.ofUnits() ? config.units() : config.sparsity()) {
        floats.add(new Setting(method, sparsity, false));
      }
    }
    List<Setting> all = new ArrayList<>();
    for (Setting setting : floats) {
      all.add(setting);
      if (config.quantize()) {
        all.add(new Setting(setting.method, setting.sparsity, true));
      }
    }
    return List.copyOf(all);
  }

  /**
   * Prunes a network at once.
   *
   * @param pruning of the network
   * @param norm the n of the norm that units are chosen by
   * @throws IllegalArgumentException if that would leave nothing of it, or there is nothing to
   *     prune
   */
  void prune(Layer network, Pruning pruning, double norm) {
    if (!method.ofUnits()) {
      pruning.globalUnstructured(Training.prunable(network), Amount.share(sparsity));
      return;
    }
    List<HiddenUnits> hidden = HiddenUnits.of(network);
    if (hidden.isEmpty()) {
      throw new IllegalArgumentException(
          "it has no hidden units that could be taken out; leave structured out of --methods");
    }
    for (HiddenUnits layer : hidden) {
      pruning.units(layer.parameters(), Amount.share(sparsity), norm);
    }
  }

  /** The name of its trial with a seed. */
  String trialName(long seed) {
    return method
        + (method == Method.DENSE ? "" : "-" + sparsity)
        + (quantized ? "-int8" : "")
        + "-seed"
        + seed;
  }

  /** The same with weights in floats. */
  Setting inFloats() {
    return new Setting(method, sparsity, false);
  }
}

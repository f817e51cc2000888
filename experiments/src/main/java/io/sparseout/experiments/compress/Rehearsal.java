// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import io.sparseout.core.Layer;
import io.sparseout.experiments.models.ModelChoice;
import io.sparseout.layers.compression.Compaction;
import io.sparseout.layers.compression.ModelFile;
import io.sparseout.regularizers.pruning.Pruning;
import java.util.Collections;

/** Does to an untrained network what will be done to the trained one. */
final class Rehearsal {
  private Rehearsal() {}

  /**
   * Tries the regularizer, and prunes networks by each method, as far as it will, and compacts and
   * writes them down, without files.
   *
   * @throws IllegalArgumentException if one cannot be made
   */
  static void of(Training training) {
    CompressConfig config = training.config();
    ModelChoice.of(config.model()).requireFits(training.regularizer(), training.images().train());
    for (Method method : config.chosenMethods()) {
      double most = Collections.max(method.ofUnits() ? config.units() : config.sparsity());
      try {
        rehearse(training, new Setting(method, most, false));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            String.format(
                "--model %s cannot be made %s with a share of %s: %s",
                config.model(), method, most, e.getMessage()),
            e);
      }
    }
  }

  private static void rehearse(Training training, Setting setting) {
    Layer network = training.network(0);
    setting.prune(network, new Pruning(network), training.config().norm());
    ModelFile.architecture(
        setting.method().ofUnits() ? Compaction.compact(network).model() : network);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import io.sparseout.layers.Mlp;
import io.sparseout.layers.compression.Compaction;
import io.sparseout.layers.compression.HiddenUnits;
import io.sparseout.regularizers.Dropout;
import io.sparseout.regularizers.pruning.Amount;
import io.sparseout.regularizers.pruning.Pruning;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a network gives for a batch, whole, and with half its hidden units pruned and taken out. */
final class CompactionWorkloads {
  private static final int BATCH = 64;
  private static final int CLASSES = 10;

  /** Both of them. */
  static final List<Workload> ALL =
      List.of(
          inference("mlp-784-1024-1024-10-inference-b64", 1024, model -> model),
          inference("mlp-784-1024-1024-10-compact-inference-b64", 512, CompactionWorkloads::half));

  private CompactionWorkloads() {}

  private static Workload inference(String name, int hidden, UnaryOperator<Layer> change) {
    return new Workload(
        name,
        "examples/s",
        BATCH,
        new NetworkSize()
            .linear(784, hidden)
            .linear(hidden, hidden)
            .linear(hidden, CLASSES)
            .inference(BATCH),
        seed -> {
          RandomStream random = RandomStream.of(seed);
          Layer model =
              change.apply(new Mlp(784, List.of(1024, 1024), CLASSES, new Dropout(0.5f), random));
          Tensor x = RandomData.uniform(random, 0, BATCH, 784);
          return new Step(
              () -> {
                try (Pass pass = Pass.evaluation()) {
                  model.forward(pass.input(x), pass);
                }
              });
        });
  }

  private static Layer half(Layer model) {
    Pruning pruning = new Pruning(model);
    for (HiddenUnits layer : HiddenUnits.of(model)) {
      pruning.units(layer.parameters(), Amount.share(0.5), 2);
    }
    return Compaction.compact(model).model();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import io.sparseout.layers.Mlp;
import io.sparseout.layers.compression.Compaction;
import io.sparseout.layers.compression.HiddenUnits;
import io.sparseout.layers.compression.Quantization;
import io.sparseout.layers.compression.Sparsification;
import io.sparseout.regularizers.pruning.Amount;
import io.sparseout.regularizers.pruning.Pruning;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Forward passes of one network: dense, with 95 % and 99 % of its weights zero, in eight bits, and
 * with half its hidden units pruned and taken out.
 */
final class InferenceWorkloads {
  private static final int WIDTH = 1024;
  private static final int CLASSES = 10;

  /** Bytes of a weight: its value alone, and with a column number of 16 bits. */
  private static final int WITH_COLUMN = Float.BYTES + Character.BYTES;

  /** All of them. */
  static final List<Workload> ALL =
      Stream.of(1, 64)
          .flatMap(
              batch ->
                  Stream.of(
                      mlp("dense", batch, WIDTH, 1, Float.BYTES, model -> model),
                      sparse("sparse95", batch, 0.05),
                      sparse("sparse99", batch, 0.01),
                      mlp(
                          "int8",
                          batch,
                          WIDTH,
                          1,
                          Byte.BYTES,
                          model -> Quantization.quantize(model).model()),
                      mlp("compact50", batch, WIDTH / 2, 1, Float.BYTES, InferenceWorkloads::half)))
          .toList();

  private InferenceWorkloads() {}

  private static Workload sparse(String name, int batch, double kept) {
    return mlp(
        name,
        batch,
        WIDTH,
        kept,
        WITH_COLUMN,
        model -> {
          prune(model, kept);
          return Sparsification.sparsify(model).model();
        });
  }

  /**
   * A workload.
   *
   * @param hidden units of a hidden layer that are left
   * @param kept the share of their weights that is left
   * @param bytes what one of these takes in memory
   * @param change makes the network of the one of {@link #WIDTH} units
   */
  private static Workload mlp(
      String name, int batch, int hidden, double kept, double bytes, UnaryOperator<Layer> change) {
    return new Workload(
        "mlp-784-1024-1024-10-b" + batch + "-" + name,
        "examples/s",
        batch,
        new NetworkSize()
            .linear(784, hidden)
            .linear(hidden, hidden)
            .linear(hidden, CLASSES)
            .inference(batch, kept, bytes),
        seed -> {
          RandomStream random = RandomStream.of(seed);
          Layer none = (x, pass) -> x;
          Layer model = change.apply(new Mlp(784, List.of(WIDTH, WIDTH), CLASSES, none, random));
          Tensor x = RandomData.uniform(random, 0, batch, 784);
          return new Step(
              () -> {
                try (Pass pass = Pass.evaluation()) {
                  model.forward(pass.input(x), pass);
                }
              });
        });
  }

  /** Takes out the half of each layer's units whose weights are smallest. */
  private static Layer half(Layer model) {
    Pruning pruning = new Pruning(model);
    for (HiddenUnits layer : HiddenUnits.of(model)) {
      pruning.units(layer.parameters(), Amount.share(0.5), 2);
    }
    return Compaction.compact(model).model();
  }

  /** Leaves the given share of each weight, at random places. */
  private static void prune(Layer model, double kept) {
    RandomStream random = RandomStream.of(1);
    for (Parameter parameter : model.parameters()) {
      Tensor weight = parameter.value();
      if (weight.shape().rank() == 2) {
        float[] values = weight.toFloatArray();
        float[] draws = random.next().uniforms(values.length);
        for (int i = 0; i < values.length; i++) {
          values[i] = draws[i] < kept ? values[i] : 0;
        }
        weight.assign(Tensor.of(values, weight.shape().dims()));
      }
    }
  }
}

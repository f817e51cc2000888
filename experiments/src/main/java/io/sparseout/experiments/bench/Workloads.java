// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.optim.Adam;
import io.sparseout.core.optim.Optimizer;
import io.sparseout.core.optim.Sgd;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Loss;
import io.sparseout.experiments.options.Require;
import io.sparseout.layers.Autoencoder;
import io.sparseout.layers.Losses;
import io.sparseout.layers.Mlp;
import io.sparseout.regularizers.Dropout;
import io.sparseout.regularizers.Sparseout;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The workloads by name. Data are random; what is computed does not depend on their values. */
final class Workloads {
  private static final int BATCH = 128;
  private static final int FEATURES = 784;
  private static final int CLASSES = 10;
  private static final int ELEMENTS = 1 << 20;
  private static final float P = 0.5f;
  private static final String SGEMM = "sgemm-";
  private static final int LARGEST_MATRIX = 8192;

  private static final List<Workload> FIXED =
      List.of(
          new Workload("mlp-784-1024-1024-10-b128", "examples/s", BATCH, Workloads::mlp),
          new Workload("autoencoder-784-256-784-b128", "examples/s", BATCH, Workloads::autoencoder),
          new Workload("dropout-1M-fwd-bwd", "elements/s", ELEMENTS, noise(new Dropout(P))),
          new Workload(
              "sparseout-q1.5-1M-fwd-bwd", "elements/s", ELEMENTS, noise(new Sparseout(P, 1.5f))));

  private Workloads() {}

  /** The names, with N for the size of a matrix. */
  static List<String> names() {
    return Stream.concat(FIXED.stream().map(Workload::name), Stream.of(SGEMM + "N"))
        .collect(Collectors.toUnmodifiableList());
  }

  /**
   * The workload of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Workload of(String name) {
    for (Workload workload : FIXED) {
      if (workload.name().equals(name)) {
        return workload;
      }
    }
    if (name.matches(SGEMM + "[0-9]{1,9}")) {
      int size = Integer.parseInt(name.substring(SGEMM.length()));
      return sgemm(Require.inRange("--workload " + name, size, 1, LARGEST_MATRIX));
    }
    throw new IllegalArgumentException(
        "--workload: one of " + String.join(", ", names()) + ", not '" + name + "'");
  }

  private static Runnable mlp(long seed) {
    RandomStream random = RandomStream.of(seed);
    Layer model = new Mlp(FEATURES, List.of(1024, 1024), CLASSES, new Dropout(P), random);
    float[] draws = random.next().uniforms(BATCH);
    int[] labels = new int[BATCH];
    for (int i = 0; i < BATCH; i++) {
      labels[i] = (int) (draws[i] * CLASSES);
    }
    Tensor x = uniform(random, 0, BATCH, FEATURES);
    Optimizer optimizer = new Sgd(0.1).momentum(0.9);
    return training(model, Losses::crossEntropy, optimizer, x, Tensor.of(labels, BATCH), random);
  }

  private static Runnable autoencoder(long seed) {
    RandomStream random = RandomStream.of(seed);
    Layer model = new Autoencoder(FEATURES, 256, new Dropout(P), random);
    Tensor x = uniform(random, 0, BATCH, FEATURES);
    return training(model, Losses::meanSquaredError, new Adam(1e-3), x, x, random);
  }

  private static Runnable training(
      Layer model, Loss loss, Optimizer optimizer, Tensor x, Tensor target, RandomStream random) {
    return () -> {
      try (Pass pass = Pass.training(random)) {
        pass.backward(loss.of(model.forward(pass.input(x), pass), target));
        optimizer.step(model);
      }
    };
  }

  private static LongFunction<Runnable> noise(Layer regularizer) {
    return seed -> {
      RandomStream random = RandomStream.of(seed);
      Tensor x = uniform(random, -0.5f, ELEMENTS);
      Tensor gradient = uniform(random, 0, ELEMENTS);
      return () -> {
        try (Pass pass = Pass.training(random)) {
          pass.backward(regularizer.forward(pass.variable(x), pass), gradient);
        }
      };
    };
  }

  private static Workload sgemm(int size) {
    LongFunction<Runnable> prepare =
        seed -> {
          RandomStream random = RandomStream.of(seed);
          Tensor x = uniform(random, 0, size, size);
          Tensor y = uniform(random, 0, size, size);
          return () -> {
            try (Pass pass = Pass.evaluation()) {
              pass.input(x).matmul(y);
            }
          };
        };
    return new Workload(SGEMM + size, "flop/s", 2.0 * size * size * size, prepare);
  }

  /** Values of the uniform distribution of width 1 from the given number on. */
  private static Tensor uniform(RandomStream random, float from, int... shape) {
    Tensor zeros = Tensor.zeros(shape);
    float[] values = random.next().uniforms(zeros.size());
    for (int i = 0; i < values.length; i++) {
      values[i] += from;
    }
    return Tensor.of(values, shape);
  }
}

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
import io.sparseout.layers.Autoencoder;
import io.sparseout.layers.CarriedState;
import io.sparseout.layers.LanguageModel;
import io.sparseout.layers.LeNet5;
import io.sparseout.layers.Losses;
import io.sparseout.layers.Mlp;
import io.sparseout.layers.WideResNet;
import io.sparseout.regularizers.Dropout;
import io.sparseout.regularizers.Regularization;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Training steps of networks: forward, backward and the optimizer's update, on one batch. */
final class TrainingWorkloads {
  private static final int CLASSES = 10;
  private static final int WORDS = 10_000;
  private static final Regularization HALF = dropout(0.5f);

  /** Those of several regularizers, by short names; {@link #ALL} has them with Dropout. */
  static final Map<String, Function<Regularization, Workload>> NETWORKS = networks();

  /** All of them. */
  static final List<Workload> ALL =
      List.of(
          mlp(HALF),
          autoencoder(HALF),
          lenet5(HALF),
          wideResNet(10, 2, 64, dropout(0.3f)),
          wideResNet(16, 4, 32, dropout(0.3f)),
          wideResNet(28, 10, 8, dropout(0.3f)),
          lstm(200, HALF),
          lstm(650, HALF),
          lstm(1500, HALF));

  private TrainingWorkloads() {}

  private static Map<String, Function<Regularization, Workload>> networks() {
    Map<String, Function<Regularization, Workload>> networks = new LinkedHashMap<>();
    networks.put("mlp", TrainingWorkloads::mlp);
    networks.put("autoencoder", TrainingWorkloads::autoencoder);
    networks.put("lenet5", TrainingWorkloads::lenet5);
    networks.put("wrn-10-2", regularization -> wideResNet(10, 2, 64, regularization));
    networks.put("lstm", regularization -> lstm(200, regularization));
    networks.put("lstm-650", regularization -> lstm(650, regularization));
    return Collections.unmodifiableMap(networks);
  }

  private static Regularization dropout(float p) {
    return Regularization.ofActivations(new Dropout(p));
  }

  private static Workload mlp(Regularization regularization) {
    return classifier(
        "mlp-784-1024-1024-10-b128",
        "examples/s",
        new NetworkSize().linear(784, 1024).linear(1024, 1024).linear(1024, CLASSES),
        regularization,
        (layer, random) -> new Mlp(784, List.of(1024, 1024), CLASSES, layer, random),
        () -> new Sgd(0.1).momentum(0.9),
        128,
        784);
  }

  private static Workload lenet5(Regularization regularization) {
    return classifier(
        "lenet5-b64",
        "images/s",
        new NetworkSize()
            .convolution(1, 32, 5, 28 * 28)
            .convolution(32, 64, 5, 14 * 14)
            .vectors(32 + 64)
            .linear(64 * 7 * 7, 512)
            .linear(512, CLASSES),
        regularization,
        (layer, random) -> new LeNet5(1, 28, 28, CLASSES, layer, random),
        () -> new Sgd(0.01).momentum(0.9),
        64,
        1,
        28,
        28);
  }

  private static Workload wideResNet(
      int depth, int widen, int batch, Regularization regularization) {
    return classifier(
        "wrn-" + depth + "-" + widen + "-b" + batch,
        "images/s",
        wideResNetSize(depth, widen),
        regularization,
        (layer, random) -> new WideResNet(depth, widen, 3, CLASSES, layer, random),
        () -> new Sgd(0.1).momentum(0.9).nesterov().weightDecay(5e-4),
        batch,
        3,
        32,
        32);
  }

  private static NetworkSize wideResNetSize(int depth, int widen) {
    NetworkSize size = new NetworkSize().convolution(3, 16, 3, 32 * 32);
    int before = 16;
    for (int group = 0; group < 3; group++) {
      int after = (16 << group) * widen;
      int side = 32 >> group;
      int pixels = side * side;
      for (int block = 0; block < (depth - 4) / 6; block++) {
        size.vectors(2.0 * (before + after)).convolution(before, after, 3, pixels);
        size.convolution(after, after, 3, pixels);
        if (before != after) {
          size.convolution(before, after, 1, pixels);
        }
        before = after;
      }
    }
    return size.vectors(2.0 * before).linear(before, CLASSES);
  }

  private static Workload autoencoder(Regularization regularization) {
    int batch = 128;
    return new Workload(
        "autoencoder-784-256-784-b128",
        "examples/s",
        batch,
        new NetworkSize().linear(784, 256).linear(256, 784).training(batch, 2),
        seed -> {
          RandomStream random = RandomStream.of(seed);
          Layer layer = regularization.activations();
          Layer model = regularization.around(new Autoencoder(784, 256, layer, random));
          Tensor x = RandomData.uniform(random, 0, batch, 784);
          return step(model, Losses::meanSquaredError, new Adam(1e-3), x, x, random);
        });
  }

  /**
   * Two layers as wide as the embedding, on 35 time steps of 20 texts, with carried state. Noise on
   * weights is on the recurrent ones.
   */
  private static Workload lstm(int units, Regularization regularization) {
    int bptt = 35;
    int batch = 20;
    double gates = 4.0 * units;
    NetworkSize size =
        new NetworkSize()
            .vectors(WORDS * units)
            .lookedUp()
            .linear(2.0 * units, gates)
            .linear(2.0 * units, gates)
            .vectors(2 * gates)
            .linear(units, WORDS);
    return new Workload(
        "lstm-" + units + "-bptt" + bptt + "-b" + batch,
        "tokens/s",
        bptt * batch,
        size.training(bptt * batch, 0),
        seed -> {
          RandomStream random = RandomStream.of(seed);
          Layer layer = regularization.activations();
          LanguageModel.Builder builder =
              new LanguageModel.Builder(WORDS)
                  .embedding(units)
                  .hidden(units)
                  .input(layer)
                  .between(layer)
                  .output(layer);
          if (regularization.weights() != Regularization.IDENTITY) {
            builder.recurrentWeights(regularization.weights());
          }
          LanguageModel model = builder.build(random);
          Tensor words = RandomData.labels(random, bptt * batch, WORDS);
          Tensor x = Tensor.of(words.toIntArray(), bptt, batch);
          Tensor targets = RandomData.labels(random, bptt * batch, WORDS);
          Optimizer optimizer = new Sgd(1).clipNorm(0.25);
          Layer carried = regularization.around(new CarriedState(model));
          return step(carried, model::loss, optimizer, x, targets, random);
        });
  }

  /** On the cross-entropy of random images, the batch first among the lengths of their axes. */
  private static Workload classifier(
      String name,
      String unit,
      NetworkSize size,
      Regularization regularization,
      BiFunction<Layer, RandomStream, Layer> model,
      Supplier<Optimizer> optimizer,
      int... shape) {
    int batch = shape[0];
    return new Workload(
        name,
        unit,
        batch,
        size.training(batch, 1),
        seed -> {
          RandomStream random = RandomStream.of(seed);
          Layer made = regularization.around(model.apply(regularization.activations(), random));
          Tensor labels = RandomData.labels(random, batch, CLASSES);
          Tensor x = RandomData.uniform(random, 0, shape);
          return step(made, Losses::crossEntropy, optimizer.get(), x, labels, random);
        });
  }

  private static Step step(
      Layer model, Loss loss, Optimizer optimizer, Tensor x, Tensor target, RandomStream random) {
    return new Step(
        () -> {
          try (Pass pass = Pass.training(random)) {
            pass.backward(loss.of(model.forward(pass.input(x), pass), target));
            optimizer.step(model);
          }
        });
  }
}

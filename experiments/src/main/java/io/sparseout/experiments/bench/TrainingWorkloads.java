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
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Training steps of networks: forward, backward and the optimizer's update, on one batch. */
final class TrainingWorkloads {
  private static final int CLASSES = 10;
  private static final int WORDS = 10_000;
  private static final Layer HALF = new Dropout(0.5f);

  /** All of them. */
  static final List<Workload> ALL =
      List.of(
          mlp(),
          autoencoder(),
          lenet5(),
          wideResNet(10, 2, 64),
          wideResNet(16, 4, 32),
          wideResNet(28, 10, 8),
          lstm(200),
          lstm(650),
          lstm(1500));

  private TrainingWorkloads() {}

  private static Workload mlp() {
    return classifier(
        "mlp-784-1024-1024-10-b128",
        "examples/s",
        new NetworkSize().linear(784, 1024).linear(1024, 1024).linear(1024, CLASSES),
        random -> new Mlp(784, List.of(1024, 1024), CLASSES, HALF, random),
        () -> new Sgd(0.1).momentum(0.9),
        128,
        784);
  }

  private static Workload lenet5() {
    return classifier(
        "lenet5-b64",
        "images/s",
        new NetworkSize()
            .convolution(1, 32, 5, 28 * 28)
            .convolution(32, 64, 5, 14 * 14)
            .vectors(32 + 64)
            .linear(64 * 7 * 7, 512)
            .linear(512, CLASSES),
        random -> new LeNet5(1, 28, 28, CLASSES, HALF, random),
        () -> new Sgd(0.01).momentum(0.9),
        64,
        1,
        28,
        28);
  }

  private static Workload wideResNet(int depth, int widen, int batch) {
    return classifier(
        "wrn-" + depth + "-" + widen + "-b" + batch,
        "images/s",
        wideResNetSize(depth, widen),
        random -> new WideResNet(depth, widen, 3, CLASSES, new Dropout(0.3f), random),
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

  private static Workload autoencoder() {
    int batch = 128;
    return new Workload(
        "autoencoder-784-256-784-b128",
        "examples/s",
        batch,
        new NetworkSize().linear(784, 256).linear(256, 784).training(batch, 2),
        seed -> {
          RandomStream random = RandomStream.of(seed);
          Layer model = new Autoencoder(784, 256, HALF, random);
          Tensor x = RandomData.uniform(random, 0, batch, 784);
          return step(model, Losses::meanSquaredError, new Adam(1e-3), x, x, random);
        });
  }

  /** Two layers as wide as the embedding, on 35 time steps of 20 texts, with carried state. */
  private static Workload lstm(int units) {
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
          LanguageModel model =
              new LanguageModel.Builder(WORDS)
                  .embedding(units)
                  .hidden(units)
                  .input(HALF)
                  .between(HALF)
                  .output(HALF)
                  .build(random);
          Tensor words = RandomData.labels(random, bptt * batch, WORDS);
          Tensor x = Tensor.of(words.toIntArray(), bptt, batch);
          Tensor targets = RandomData.labels(random, bptt * batch, WORDS);
          Optimizer optimizer = new Sgd(1).clipNorm(0.25);
          return step(new CarriedState(model), model::loss, optimizer, x, targets, random);
        });
  }

  /** On the cross-entropy of random images, the batch first among the lengths of their axes. */
  private static Workload classifier(
      String name,
      String unit,
      NetworkSize size,
      Function<RandomStream, Layer> model,
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
          Layer made = model.apply(random);
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

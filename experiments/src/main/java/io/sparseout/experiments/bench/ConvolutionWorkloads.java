// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.List;
import java.util.function.LongFunction;

/** One convolution of 3 by 3 with padding, and each of its two gradients alone. */
final class ConvolutionWorkloads {
  private static final int IMAGES = 32;
  private static final int CHANNELS = 64;
  private static final int SIDE = 32;
  private static final int KERNEL = 3;

  /** All of them. */
  static final List<Workload> ALL =
      List.of(
          workload("forward", ConvolutionWorkloads::forward),
          workload("input-gradient", seed -> new Backward(seed, true).step()),
          workload("weight-gradient", seed -> new Backward(seed, false).step()));

  private ConvolutionWorkloads() {}

  private static Workload workload(String what, LongFunction<Step> prepare) {
    Cost cost = Cost.convolution(IMAGES, CHANNELS, CHANNELS, KERNEL, SIDE);
    String name = "conv-3x3-64-64-32x32-b32-" + what;
    return new Workload(name, "flop/s", cost.flops(), cost, prepare);
  }

  private static Step forward(long seed) {
    RandomStream random = RandomStream.of(seed);
    Tensor x = images(random);
    Tensor weight = weight(random);
    return new Step(
        () -> {
          try (Pass pass = Pass.evaluation()) {
            convolution(pass.input(x), weight);
          }
        });
  }

  /** The backward pass to one of the two inputs, after a forward pass that is not timed. */
  private static final class Backward {
    private final RandomStream random;
    private final Tensor x;
    private final Tensor weight;
    private final Tensor gradient;
    private final boolean toImages;
    private Pass pass;
    private Tensor y;

    Backward(long seed, boolean toImages) {
      random = RandomStream.of(seed);
      x = images(random);
      weight = weight(random);
      gradient = images(random);
      this.toImages = toImages;
    }

    Step step() {
      return new Step(this::forward, () -> pass.backward(y, gradient));
    }

    private void forward() {
      if (pass != null) {
        pass.close();
      }
      pass = Pass.training(random);
      y =
          toImages
              ? convolution(pass.variable(x), weight)
              : convolution(pass.input(x), pass.variable(weight));
    }
  }

  private static Tensor convolution(Tensor x, Tensor weight) {
    return x.conv2d(weight, null, 1, KERNEL / 2, 1, 1);
  }

  private static Tensor images(RandomStream random) {
    return RandomData.uniform(random, -0.5f, IMAGES, CHANNELS, SIDE, SIDE);
  }

  private static Tensor weight(RandomStream random) {
    return RandomData.uniform(random, -0.5f, CHANNELS, CHANNELS, KERNEL, KERNEL);
  }
}

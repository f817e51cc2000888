// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.WeightNoise;
import io.sparseout.core.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers compute with the weights that the pass's noise perturbs, and with their own biases. */
class NoisyLayersTest {
  private static final WeightNoise TRIPLED = (weight, pass) -> weight.times(3);

  private static Tensor normals(long seed, int... shape) {
    int n = 1;
    for (int length : shape) {
      n *= length;
    }
    return Tensor.of(RandomStream.of(seed).next().normals(n), shape);
  }

  @Test
  void affineMapsAndConvolutionsHaveNoisyWeights() {
    Tensor w = normals(1, 3, 4);
    Tensor kernel = normals(2, 3, 2, 3, 3);
    Tensor bias = normals(3, 3);
    check(new Linear(w.copy(), bias.copy()), new Linear(scaled(w), bias.copy()), 5, 4);
    check(new Linear(w.copy(), null), new Linear(scaled(w), null), 2, 5, 4);
    check(
        new Conv2d(kernel.copy(), bias.copy(), 1, 1, 1, 1),
        new Conv2d(scaled(kernel), bias.copy(), 1, 1, 1, 1),
        2,
        2,
        4,
        5);
  }

  private static Tensor scaled(Tensor w) {
    return w.times(3);
  }

  /** A layer whose weights are tripled by noise, and one that has such weights. */
  private static void check(Layer layer, Layer tripled, int... shape) {
    Tensor x = normals(4, shape);
    double[] expected;
    double[] plain;
    double[] gradient;
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor y = tripled.forward(pass.input(x), pass);
      expected = y.toDoubleArray();
      pass.backward(y.times(y).sum());
      gradient = tripled.parameters().get(0).gradient().toDoubleArray();
    }
    try (Pass pass = Pass.evaluation()) {
      plain = layer.forward(pass.input(x), pass).toDoubleArray();
      Tensor noisy = pass.callWithWeightNoise("noisy", TRIPLED, layer, pass.input(x));
      assertArrayEquals(plain, noisy.toDoubleArray(), "no noise in evaluation");
    }
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      assertArrayEquals(plain, layer.forward(pass.input(x), pass).toDoubleArray());
      Tensor y = pass.callWithWeightNoise("noisy", TRIPLED, layer, pass.input(x));
      assertArrayEquals(expected, y.toDoubleArray());
      pass.backward(y.times(y).sum());
      double[] own = layer.parameters().get(0).gradient().toDoubleArray();
      for (int i = 0; i < own.length; i++) {
        assertEquals(3 * gradient[i], own[i], 1e-12 * Math.max(1, Math.abs(own[i])));
      }
    }
    assertEquals(tripled.parameters().size(), List.copyOf(layer.parameters()).size());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;

/** What workloads compute with. */
final class RandomData {
  private RandomData() {}

  /** Values of the uniform distribution of width 1 from the given number on. */
  static Tensor uniform(RandomStream random, float from, int... shape) {
    Tensor zeros = Tensor.zeros(shape);
    float[] values = random.next().uniforms(zeros.size());
    for (int i = 0; i < values.length; i++) {
      values[i] += from;
    }
    return Tensor.of(values, shape);
  }

  /** Classes of examples. */
  static Tensor labels(RandomStream random, int examples, int classes) {
    float[] draws = random.next().uniforms(examples);
    int[] labels = new int[examples];
    for (int i = 0; i < examples; i++) {
      labels[i] = (int) (draws[i] * classes);
    }
    return Tensor.of(labels, examples);
  }
}

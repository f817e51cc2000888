// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.DType;
import io.sparseout.core.Shape;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;

/** Inputs for the tests of recurrent layers. */
final class Sequences {
  private Sequences() {}

  /** Normal values. */
  static Tensor normals(long seed, int... shape) {
    double[] values = RandomStream.of(seed).next().normals(Shape.of(shape).size());
    return Tensor.of(values, shape).to(DType.FLOAT32);
  }

  /** Numbers from 0 to count - 1. */
  static Tensor numbers(long seed, int count, int... shape) {
    float[] draws = RandomStream.of(seed).next().uniforms(Shape.of(shape).size());
    int[] values = new int[draws.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (int) (draws[i] * count);
    }
    return Tensor.of(values, shape);
  }
}

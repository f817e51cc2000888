// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import io.sparseout.core.kernels.Kernels;
import io.sparseout.core.kernels.scalar.ScalarColumns;
import io.sparseout.core.kernels.scalar.ScalarGroups;
import io.sparseout.core.kernels.scalar.ScalarUpdate;

/** The kernels on {@code float[]} in explicit SIMD. */
public final class VectorKernels {
  /** All families. */
  public static final Kernels<float[]> KERNELS =
      new Kernels<>(
          "vector",
          new VectorMatmul(),
          new VectorSparse(),
          VectorQuantized.forWidth(),
          new ScalarColumns(),
          new VectorWinograd(),
          new VectorElementwise(),
          new VectorReduction(),
          new ScalarGroups(),
          new VectorRow(),
          new VectorLoss(),
          new VectorPooling(),
          new VectorBatchNorm(),
          new VectorRecurrent(),
          new VectorNoise(),
          new VectorDraw(),
          new ScalarUpdate(), // vectorized by the JIT
          new VectorPeak());

  private VectorKernels() {}

  /** The width of the vectors. */
  public static int bits() {
    return Lanes.FLOATS.vectorBitSize();
  }
}

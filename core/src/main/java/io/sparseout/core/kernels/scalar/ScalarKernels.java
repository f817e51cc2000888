// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.Kernels;

/** The kernels on {@code float[]} that need no module beyond java.base. */
public final class ScalarKernels {
  /** All families. */
  public static final Kernels<float[]> KERNELS =
      new Kernels<>(
          "scalar",
          new ScalarMatmul(),
          new ScalarSparse(),
          new ScalarQuantized(),
          new ScalarColumns(),
          new ScalarWinograd(),
          new ScalarElementwise(),
          new ScalarReduction(),
          new ScalarGroups(),
          new ScalarRow(),
          new ScalarLoss(),
          new ScalarPooling(),
          new ScalarBatchNorm(),
          new ScalarRecurrent(),
          new ScalarNoise(),
          new ScalarDraw(),
          new ScalarUpdate(),
          new ScalarPeak());

  private ScalarKernels() {}
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import io.sparseout.core.kernels.PeakKernels;

/** As many fma as are asked for, x = x / 2 + 1 each. */
final class ReferencePeak implements PeakKernels<double[]> {
  @Override
  public void fma(int rounds, double[] x) {
    for (int pass = 0; pass < rounds * (FMAS_A_ROUND / LENGTH); pass++) {
      for (int i = 0; i < LENGTH; i++) {
        x[i] = Math.fma(x[i], 0.5, 1);
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.vector.Lanes.FLOATS;

import io.sparseout.core.kernels.PeakKernels;
import jdk.incubator.vector.FloatVector;

/**
 * Nothing but fma: twelve chains in registers, enough to hide the latency of fma on two units and
 * few enough for machines with 16 registers. Nothing is loaded or stored while a round runs.
 */
final class VectorPeak implements PeakKernels<float[]> {
  private static final int LANES = FLOATS.length();
  private static final int CHAINS = 12;

  @Override
  public void fma(int rounds, float[] x) {
    for (int round = 0; round < rounds; round++) {
      round(x);
    }
  }

  private static void round(float[] x) {
    FloatVector a = FloatVector.broadcast(FLOATS, 0.5f);
    FloatVector b = FloatVector.broadcast(FLOATS, 1);
    FloatVector x0 = FloatVector.fromArray(FLOATS, x, 0);
    FloatVector x1 = FloatVector.fromArray(FLOATS, x, LANES);
    FloatVector x2 = FloatVector.fromArray(FLOATS, x, 2 * LANES);
    FloatVector x3 = FloatVector.fromArray(FLOATS, x, 3 * LANES);
    FloatVector x4 = FloatVector.fromArray(FLOATS, x, 4 * LANES);
    FloatVector x5 = FloatVector.fromArray(FLOATS, x, 5 * LANES);
    FloatVector x6 = FloatVector.fromArray(FLOATS, x, 6 * LANES);
    FloatVector x7 = FloatVector.fromArray(FLOATS, x, 7 * LANES);
    FloatVector x8 = FloatVector.fromArray(FLOATS, x, 8 * LANES);
    FloatVector x9 = FloatVector.fromArray(FLOATS, x, 9 * LANES);
    FloatVector x10 = FloatVector.fromArray(FLOATS, x, 10 * LANES);
    FloatVector x11 = FloatVector.fromArray(FLOATS, x, 11 * LANES);
    for (int link = 0; link < FMAS_A_ROUND / (CHAINS * LANES); link++) {
      x0 = x0.fma(a, b);
      x1 = x1.fma(a, b);
      x2 = x2.fma(a, b);
      x3 = x3.fma(a, b);
      x4 = x4.fma(a, b);
      x5 = x5.fma(a, b);
      x6 = x6.fma(a, b);
      x7 = x7.fma(a, b);
      x8 = x8.fma(a, b);
      x9 = x9.fma(a, b);
      x10 = x10.fma(a, b);
      x11 = x11.fma(a, b);
    }
    x0.intoArray(x, 0);
    x1.intoArray(x, LANES);
    x2.intoArray(x, 2 * LANES);
    x3.intoArray(x, 3 * LANES);
    x4.intoArray(x, 4 * LANES);
    x5.intoArray(x, 5 * LANES);
    x6.intoArray(x, 6 * LANES);
    x7.intoArray(x, 7 * LANES);
    x8.intoArray(x, 8 * LANES);
    x9.intoArray(x, 9 * LANES);
    x10.intoArray(x, 10 * LANES);
    x11.intoArray(x, 11 * LANES);
  }
}

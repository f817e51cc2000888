// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.kernels.reference.ReferenceKernels;
import io.sparseout.core.kernels.scalar.ScalarKernels;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The float kernels compute what the reference says; {@link KernelParityTest} covers the vectors.
 */
class KernelReferenceTest {
  private static final double[] POWERS = {-2.5, -2, -1, -0.5, 0, 0.3f, 0.5, 1, 2, 3, 5.25};
  private static final float[] SPECIAL = {
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    0x1.8p-130f,
    -0x1.8p-130f,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1f,
    -1f
  };

  static List<KernelCases.Case> cases() {
    return KernelCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithReference(KernelCases.Case kernel) {
    for (int length : new int[] {0, 1, 2, 17, 67, 1025}) {
      for (int from : new int[] {0, 3}) {
        double[] expected =
            kernel.run(ReferenceKernels.KERNELS, KernelRun.Data.ORDINARY, from, length);
        double[] actual = kernel.run(ScalarKernels.KERNELS, KernelRun.Data.ORDINARY, from, length);
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
          assertClose(kernel, expected[i], actual[i], i);
        }
      }
    }
  }

  /** Where a gradient is 0, its sign is left open. */
  @ParameterizedTest
  @EnumSource
  void specialNumbersGiveWhatTheReferenceGives(Unary f) {
    for (double s : f == Unary.POW ? POWERS : new double[] {0.7f}) {
      for (float x : SPECIAL) {
        if (f == Unary.POW && x < 0 && s % 1 != 0) {
          continue; // outside its domain
        }
        double y = reference(f, s, x);
        assertSpecial(y, scalar(f, s, x), f + " " + s + " of " + x);
        for (float g : new float[] {1, -1}) {
          float expected = (float) referenceGradient(f, s, x, (float) y, g);
          float actual = scalarGradient(f, s, x, (float) y, g);
          assertSpecial(
              expected + 0f, actual + 0f, f + " " + s + " gradient of " + x + " times " + g);
        }
      }
    }
  }

  private static double reference(Unary f, double s, float x) {
    double[] y = new double[1];
    ReferenceKernels.KERNELS.elementwise().unary(f, s, 0, 1, new double[] {x}, y);
    return y[0];
  }

  private static float scalar(Unary f, double s, float x) {
    float[] y = new float[1];
    ScalarKernels.KERNELS.elementwise().unary(f, s, 0, 1, new float[] {x}, y);
    return y[0];
  }

  private static double referenceGradient(Unary f, double s, float x, float y, float g) {
    double[] gx = new double[1];
    ReferenceKernels.KERNELS
        .elementwise()
        .unaryGradient(f, s, 0, 1, new double[] {x}, new double[] {y}, new double[] {g}, gx);
    return gx[0];
  }

  private static float scalarGradient(Unary f, double s, float x, float y, float g) {
    float[] gx = new float[1];
    ScalarKernels.KERNELS
        .elementwise()
        .unaryGradient(f, s, 0, 1, new float[] {x}, new float[] {y}, new float[] {g}, gx);
    return gx[0];
  }

  /**
   * The same infinity, zero or NaN; else within some units in the last place, subnormal ones too.
   */
  private static void assertSpecial(double expected, float actual, String what) {
    float rounded = (float) expected;
    if (Float.isFinite(rounded) && rounded != 0) {
      assertEquals(expected, actual, 8 * Math.ulp(rounded), what);
    } else {
      assertEquals(rounded, actual, what);
    }
  }

  private static void assertClose(KernelCases.Case kernel, double expected, double actual, int i) {
    if (Double.isFinite(expected)) {
      double error = Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
      assertTrue(
          error <= kernel.tolerance(),
          () -> kernel + ", result " + i + ": " + actual + ", not " + expected + " by " + error);
    } else {
      assertEquals(expected, actual, () -> kernel + ", result " + i);
    }
  }
}

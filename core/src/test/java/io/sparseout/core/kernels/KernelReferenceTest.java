// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.kernels.reference.ReferenceKernels;
import io.sparseout.core.kernels.scalar.ScalarKernels;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The float kernels compute what the reference says; {@link KernelParityTest} covers the vectors.
 */
class KernelReferenceTest {
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

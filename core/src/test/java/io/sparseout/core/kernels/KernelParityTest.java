// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.sparseout.core.kernels.scalar.ScalarKernels;
import io.sparseout.core.kernels.vector.VectorKernels;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scalar and the vector kernels give the same bits, and write nowhere else. */
class KernelParityTest {
  private static final int[] LENGTHS =
      IntStream.concat(IntStream.rangeClosed(0, 67), IntStream.of(127, 128, 129, 1023, 1024, 1025))
          .toArray();

  static List<KernelCases.Case> cases() {
    return KernelCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sameBits(KernelCases.Case kernel) {
    for (KernelRun.Data data : KernelRun.Data.values()) {
      for (int length : LENGTHS) {
        for (int from : new int[] {0, 1, 3}) {
          double[] expected = kernel.run(ScalarKernels.KERNELS, data, from, length);
          double[] actual = kernel.run(VectorKernels.KERNELS, data, from, length);
          assertArrayEquals(
              expected, actual, () -> kernel + ", " + data + ", " + length + " from " + from);
        }
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import io.sparseout.core.kernels.scalar.ScalarKernels;
import io.sparseout.core.kernels.vector.VectorKernels;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One hash over what all kernels write, every NaN counted as the same. */
final class KernelHash {
  private KernelHash() {}

  /**
   * Prints the hash of the vector kernels, or with the argument {@code scalar}, of the scalar ones.
   */
  public static void main(String[] arguments) {
    boolean scalar = arguments.length > 0 && arguments[0].equals("scalar");
    System.out.println(of(scalar ? ScalarKernels.KERNELS : VectorKernels.KERNELS));
  }

  static String of(Kernels<float[]> kernels) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
    for (KernelCases.Case kernel : KernelCases.all()) {
      for (KernelRun.Data data : KernelRun.Data.values()) {
        for (int length : new int[] {1, 7, 18, 67, 300}) {
          double[] results = kernel.run(kernels, data, 1, length);
          ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * results.length);
          for (double result : results) {
            bytes.putInt(Float.floatToIntBits((float) result));
          }
          digest.update(bytes.array());
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}

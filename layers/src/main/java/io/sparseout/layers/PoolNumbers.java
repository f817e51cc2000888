// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

/** Checks of the numbers of a pooling layer, when it is made. */
final class PoolNumbers {
  private PoolNumbers() {}

  static void check(String layer, int kernelSize, int stride, int padding) {
    require(kernelSize >= 1, layer, "the kernelSize is 1 or more", kernelSize);
    require(stride >= 1, layer, "the stride is 1 or more", stride);
    require(
        padding >= 0 && padding <= kernelSize / 2,
        layer,
        "the padding is from 0 to half of the kernelSize " + kernelSize,
        padding);
  }

  private static void require(boolean valid, String layer, String range, int value) {
    if (!valid) {
      throw new IllegalArgumentException(layer + ": " + range + ", not " + value);
    }
  }
}

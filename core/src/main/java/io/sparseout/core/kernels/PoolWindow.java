// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/**
 * Square windows that move over planes of {@code height} by {@code width} elements: output (i, j)
 * sees {@code kernelSize} rows from i {@code stride} - {@code padding} on, and columns likewise. No
 * window lies outside its plane altogether.
 */
public record PoolWindow(int height, int width, int kernelSize, int stride, int padding) {
  /** Windows down a plane. */
  public int outHeight() {
    return (height + 2 * padding - kernelSize) / stride + 1;
  }

  /** Windows across a plane. */
  public int outWidth() {
    return (width + 2 * padding - kernelSize) / stride + 1;
  }

  /** Elements of a plane. */
  public int size() {
    return height * width;
  }

  /** Windows of a plane. */
  public int outSize() {
    return outHeight() * outWidth();
  }

  /** The first row or column of the plane that the i-th window sees. */
  public int first(int i) {
    return Math.max(0, i * stride - padding);
  }

  /** The row after the last that the i-th window down a plane sees. */
  public int endRow(int i) {
    return Math.min(height, i * stride - padding + kernelSize);
  }

  /** The column after the last that the i-th window across a plane sees. */
  public int endColumn(int i) {
    return Math.min(width, i * stride - padding + kernelSize);
  }

  /** Whether windows are two by two, side by side, without padding: the common case. */
  public boolean isTwoByTwo() {
    return kernelSize == 2 && stride == 2 && padding == 0;
  }
}

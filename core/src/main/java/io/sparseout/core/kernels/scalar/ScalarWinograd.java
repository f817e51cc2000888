// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.WinogradKernels;

/**
 * Winograd's transforms, point and opposite point together: what they have in common is the even
 * part of the polynomial, what they differ in the odd one.
 */
public final class ScalarWinograd implements WinogradKernels<float[]> {
  /** The points sqrt(2) and sqrt(1/2). */
  public static final float A = 1.4142135f;

  public static final float B = 0.70710677f;

  /** The products of the differences from the other points, as reciprocals. */
  public static final float SCALE_A = 1 / 6f;

  public static final float SCALE_B = -2 / 3f;

  @Override
  public void spread(
      int rows,
      int n,
      float[] from,
      int at,
      int step,
      int rowStep,
      float[] to,
      int toAt,
      int toStep,
      int toRowStep) {
    for (int row = 0; row < rows; row++) {
      int f = at + row * rowStep;
      int t = toAt + row * toRowStep;
      for (int l = 0; l < n; l++) {
        float d1 = from[f + step + l];
        float d2 = from[f + 2 * step + l];
        float d3 = from[f + 3 * step + l];
        float d4 = from[f + 4 * step + l];
        float even = Math.fma(d2, -0.5f, d4) * SCALE_A;
        float odd = Math.fma(d1, -0.5f, d3);
        float even2 = Math.fma(d2, -2f, d4) * SCALE_B;
        float odd2 = Math.fma(d1, -2f, d3);
        to[t + l] = Math.fma(d2, -2.5f, from[f + l]) + d4;
        to[t + toStep + l] = Math.fma(odd, A * SCALE_A, even);
        to[t + 2 * toStep + l] = Math.fma(odd, -A * SCALE_A, even);
        to[t + 3 * toStep + l] = Math.fma(odd2, B * SCALE_B, even2);
        to[t + 4 * toStep + l] = Math.fma(odd2, -B * SCALE_B, even2);
        to[t + 5 * toStep + l] = Math.fma(d3, -2.5f, d1) + from[f + 5 * step + l];
      }
    }
  }

  @Override
  public void evaluate(
      int size,
      int rows,
      int n,
      float[] from,
      int at,
      int step,
      int rowStep,
      float[] to,
      int toAt,
      int toStep,
      int toRowStep) {
    for (int row = 0; row < rows; row++) {
      int f = at + row * rowStep;
      int t = toAt + row * toRowStep;
      for (int l = 0; l < n; l++) {
        float c0 = from[f + l];
        float even = c0;
        float odd = from[f + step + l];
        float even2 = even;
        float odd2 = odd;
        if (size > 2) {
          float c2 = from[f + 2 * step + l];
          even = Math.fma(c2, 2f, c0);
          even2 = Math.fma(c2, 0.5f, c0);
        }
        if (size > 3) {
          float c3 = from[f + 3 * step + l];
          odd2 = Math.fma(c3, 0.5f, odd);
          odd = Math.fma(c3, 2f, odd);
        }
        if (size > 4) {
          float c4 = from[f + 4 * step + l];
          even = Math.fma(c4, 4f, even);
          even2 = Math.fma(c4, 0.25f, even2);
        }
        to[t + l] = c0;
        to[t + toStep + l] = Math.fma(odd, A, even);
        to[t + 2 * toStep + l] = Math.fma(odd, -A, even);
        to[t + 3 * toStep + l] = Math.fma(odd2, B, even2);
        to[t + 4 * toStep + l] = Math.fma(odd2, -B, even2);
        to[t + 5 * toStep + l] = from[f + (size - 1) * step + l];
      }
    }
  }

  @Override
  public void collect(
      int size,
      int rows,
      int n,
      float[] from,
      int at,
      int step,
      int rowStep,
      float[] to,
      int toAt,
      int toStep,
      int toRowStep) {
    for (int row = 0; row < rows; row++) {
      int f = at + row * rowStep;
      int t = toAt + row * toRowStep;
      for (int l = 0; l < n; l++) {
        float m1 = from[f + step + l];
        float m2 = from[f + 2 * step + l];
        float m3 = from[f + 3 * step + l];
        float m4 = from[f + 4 * step + l];
        float sum = m1 + m2;
        float odd = (m1 - m2) * A;
        float sum2 = m3 + m4;
        float odd2 = (m3 - m4) * B;
        float last = from[f + 5 * step + l];
        to[t + l] = from[f + l] + sum + sum2;
        to[t + toStep + l] = size > 2 ? odd + odd2 : odd + odd2 + last;
        if (size > 2) {
          float second = Math.fma(sum, 2f, sum2 * 0.5f);
          to[t + 2 * toStep + l] = size > 3 ? second : second + last;
        }
        if (size > 3) {
          float third = Math.fma(odd, 2f, odd2 * 0.5f);
          to[t + 3 * toStep + l] = size > 4 ? third : third + last;
        }
        if (size > 4) {
          to[t + 4 * toStep + l] = Math.fma(sum, 4f, sum2 * 0.25f) + last;
        }
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.scalar.ScalarWinograd.A;
import static io.sparseout.core.kernels.scalar.ScalarWinograd.B;
import static io.sparseout.core.kernels.scalar.ScalarWinograd.SCALE_A;
import static io.sparseout.core.kernels.scalar.ScalarWinograd.SCALE_B;

import io.sparseout.core.kernels.WinogradKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Winograd's transforms in explicit SIMD: the scalar ones, a vector at a time. */
final class VectorWinograd implements WinogradKernels<float[]> {
  private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
  private static final int LANES = FLOATS.length();

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
      spread(n, from, at + row * rowStep, step, to, toAt + row * toRowStep, toStep);
    }
  }

  private static void spread(
      int n, float[] from, int f0, int step, float[] to, int t0, int toStep) {
    int f1 = f0 + step;
    int f2 = f1 + step;
    int f3 = f2 + step;
    int f4 = f3 + step;
    int f5 = f4 + step;
    int t1 = t0 + toStep;
    int t2 = t1 + toStep;
    int t3 = t2 + toStep;
    int t4 = t3 + toStep;
    int t5 = t4 + toStep;
    FloatVector half = FloatVector.broadcast(FLOATS, -0.5f);
    FloatVector two = FloatVector.broadcast(FLOATS, -2f);
    FloatVector middle = FloatVector.broadcast(FLOATS, -2.5f);
    FloatVector a = FloatVector.broadcast(FLOATS, A * SCALE_A);
    FloatVector minusA = FloatVector.broadcast(FLOATS, -A * SCALE_A);
    FloatVector b = FloatVector.broadcast(FLOATS, B * SCALE_B);
    FloatVector minusB = FloatVector.broadcast(FLOATS, -B * SCALE_B);
    for (int l = 0; l < n; l += LANES) {
      FloatVector d1 = FloatVector.fromArray(FLOATS, from, f1 + l);
      FloatVector d2 = FloatVector.fromArray(FLOATS, from, f2 + l);
      FloatVector d3 = FloatVector.fromArray(FLOATS, from, f3 + l);
      FloatVector d4 = FloatVector.fromArray(FLOATS, from, f4 + l);
      FloatVector even = d2.fma(half, d4).mul(SCALE_A);
      FloatVector odd = d1.fma(half, d3);
      FloatVector even2 = d2.fma(two, d4).mul(SCALE_B);
      FloatVector odd2 = d1.fma(two, d3);
      d2.fma(middle, FloatVector.fromArray(FLOATS, from, f0 + l)).add(d4).intoArray(to, t0 + l);
      odd.fma(a, even).intoArray(to, t1 + l);
      odd.fma(minusA, even).intoArray(to, t2 + l);
      odd2.fma(b, even2).intoArray(to, t3 + l);
      odd2.fma(minusB, even2).intoArray(to, t4 + l);
      d3.fma(middle, d1).add(FloatVector.fromArray(FLOATS, from, f5 + l)).intoArray(to, t5 + l);
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
      switch (size) {
        case 2 -> evaluateTwo(n, from, f, step, to, t, toStep);
        case 3 -> evaluateThree(n, from, f, step, to, t, toStep);
        case 4 -> evaluateFour(n, from, f, step, to, t, toStep);
        default -> evaluateFive(n, from, f, step, to, t, toStep);
      }
    }
  }

  private static void evaluateTwo(
      int n, float[] from, int f, int step, float[] to, int t, int toStep) {
    for (int l = 0; l < n; l += LANES) {
      FloatVector c0 = FloatVector.fromArray(FLOATS, from, f + l);
      FloatVector c1 = FloatVector.fromArray(FLOATS, from, f + step + l);
      store(c0, c0, c1, c0, c1, c1, to, t + l, toStep);
    }
  }

  private static void evaluateThree(
      int n, float[] from, int f, int step, float[] to, int t, int toStep) {
    FloatVector two = FloatVector.broadcast(FLOATS, 2f);
    FloatVector half = FloatVector.broadcast(FLOATS, 0.5f);
    for (int l = 0; l < n; l += LANES) {
      FloatVector c0 = FloatVector.fromArray(FLOATS, from, f + l);
      FloatVector c1 = FloatVector.fromArray(FLOATS, from, f + step + l);
      FloatVector c2 = FloatVector.fromArray(FLOATS, from, f + 2 * step + l);
      store(c0, c2.fma(two, c0), c1, c2.fma(half, c0), c1, c2, to, t + l, toStep);
    }
  }

  private static void evaluateFour(
      int n, float[] from, int f, int step, float[] to, int t, int toStep) {
    FloatVector two = FloatVector.broadcast(FLOATS, 2f);
    FloatVector half = FloatVector.broadcast(FLOATS, 0.5f);
    for (int l = 0; l < n; l += LANES) {
      FloatVector c0 = FloatVector.fromArray(FLOATS, from, f + l);
      FloatVector c1 = FloatVector.fromArray(FLOATS, from, f + step + l);
      FloatVector c2 = FloatVector.fromArray(FLOATS, from, f + 2 * step + l);
      FloatVector c3 = FloatVector.fromArray(FLOATS, from, f + 3 * step + l);
      FloatVector odd = c3.fma(two, c1);
      FloatVector odd2 = c3.fma(half, c1);
      store(c0, c2.fma(two, c0), odd, c2.fma(half, c0), odd2, c3, to, t + l, toStep);
    }
  }

  private static void evaluateFive(
      int n, float[] from, int f, int step, float[] to, int t, int toStep) {
    FloatVector two = FloatVector.broadcast(FLOATS, 2f);
    FloatVector half = FloatVector.broadcast(FLOATS, 0.5f);
    FloatVector four = FloatVector.broadcast(FLOATS, 4f);
    FloatVector quarter = FloatVector.broadcast(FLOATS, 0.25f);
    for (int l = 0; l < n; l += LANES) {
      FloatVector c0 = FloatVector.fromArray(FLOATS, from, f + l);
      FloatVector c1 = FloatVector.fromArray(FLOATS, from, f + step + l);
      FloatVector c2 = FloatVector.fromArray(FLOATS, from, f + 2 * step + l);
      FloatVector c3 = FloatVector.fromArray(FLOATS, from, f + 3 * step + l);
      FloatVector c4 = FloatVector.fromArray(FLOATS, from, f + 4 * step + l);
      FloatVector even = c4.fma(four, c2.fma(two, c0));
      FloatVector even2 = c4.fma(quarter, c2.fma(half, c0));
      store(c0, even, c3.fma(two, c1), even2, c3.fma(half, c1), c4, to, t + l, toStep);
    }
  }

  /** The values at the six points: a pair of points has the even part plus and minus the odd. */
  private static void store(
      FloatVector zero,
      FloatVector even,
      FloatVector odd,
      FloatVector even2,
      FloatVector odd2,
      FloatVector last,
      float[] to,
      int t,
      int toStep) {
    FloatVector a = FloatVector.broadcast(FLOATS, A);
    FloatVector minusA = FloatVector.broadcast(FLOATS, -A);
    FloatVector b = FloatVector.broadcast(FLOATS, B);
    FloatVector minusB = FloatVector.broadcast(FLOATS, -B);
    zero.intoArray(to, t);
    odd.fma(a, even).intoArray(to, t + toStep);
    odd.fma(minusA, even).intoArray(to, t + 2 * toStep);
    odd2.fma(b, even2).intoArray(to, t + 3 * toStep);
    odd2.fma(minusB, even2).intoArray(to, t + 4 * toStep);
    last.intoArray(to, t + 5 * toStep);
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
      switch (size) {
        case 2 -> collectTwo(n, from, f, step, to, t, toStep);
        case 3 -> collectThree(n, from, f, step, to, t, toStep);
        case 4 -> collectFour(n, from, f, step, to, t, toStep);
        default -> collectFive(n, from, f, step, to, t, toStep);
      }
    }
  }

  private static void collectTwo(
      int n, float[] from, int f, int step, float[] to, int t, int toStep) {
    for (int l = 0; l < n; l += LANES) {
      FloatVector m0 = FloatVector.fromArray(FLOATS, from, f + l);
      FloatVector m1 = FloatVector.fromArray(FLOATS, from, f + step + l);
      FloatVector m2 = FloatVector.fromArray(FLOATS, from, f + 2 * step + l);
      FloatVector m3 = FloatVector.fromArray(FLOATS, from, f + 3 * step + l);
      FloatVector m4 = FloatVector.fromArray(FLOATS, from, f + 4 * step + l);
      FloatVector m5 = FloatVector.fromArray(FLOATS, from, f + 5 * step + l);
      m0.add(m1.add(m2)).add(m3.add(m4)).intoArray(to, t + l);
      m1.sub(m2).mul(A).add(m3.sub(m4).mul(B)).add(m5).intoArray(to, t + toStep + l);
    }
  }

  private static void collectThree(
      int n, float[] from, int f, int step, float[] to, int t, int toStep) {
    FloatVector two = FloatVector.broadcast(FLOATS, 2f);
    for (int l = 0; l < n; l += LANES) {
      FloatVector m0 = FloatVector.fromArray(FLOATS, from, f + l);
      FloatVector m1 = FloatVector.fromArray(FLOATS, from, f + step + l);
      FloatVector m2 = FloatVector.fromArray(FLOATS, from, f + 2 * step + l);
      FloatVector m3 = FloatVector.fromArray(FLOATS, from, f + 3 * step + l);
      FloatVector m4 = FloatVector.fromArray(FLOATS, from, f + 4 * step + l);
      FloatVector m5 = FloatVector.fromArray(FLOATS, from, f + 5 * step + l);
      FloatVector sum = m1.add(m2);
      FloatVector sum2 = m3.add(m4);
      m0.add(sum).add(sum2).intoArray(to, t + l);
      m1.sub(m2).mul(A).add(m3.sub(m4).mul(B)).intoArray(to, t + toStep + l);
      sum.fma(two, sum2.mul(0.5f)).add(m5).intoArray(to, t + 2 * toStep + l);
    }
  }

  private static void collectFour(
      int n, float[] from, int f, int step, float[] to, int t, int toStep) {
    FloatVector two = FloatVector.broadcast(FLOATS, 2f);
    for (int l = 0; l < n; l += LANES) {
      FloatVector m0 = FloatVector.fromArray(FLOATS, from, f + l);
      FloatVector m1 = FloatVector.fromArray(FLOATS, from, f + step + l);
      FloatVector m2 = FloatVector.fromArray(FLOATS, from, f + 2 * step + l);
      FloatVector m3 = FloatVector.fromArray(FLOATS, from, f + 3 * step + l);
      FloatVector m4 = FloatVector.fromArray(FLOATS, from, f + 4 * step + l);
      FloatVector m5 = FloatVector.fromArray(FLOATS, from, f + 5 * step + l);
      FloatVector sum = m1.add(m2);
      FloatVector sum2 = m3.add(m4);
      FloatVector odd = m1.sub(m2).mul(A);
      FloatVector odd2 = m3.sub(m4).mul(B);
      m0.add(sum).add(sum2).intoArray(to, t + l);
      odd.add(odd2).intoArray(to, t + toStep + l);
      sum.fma(two, sum2.mul(0.5f)).intoArray(to, t + 2 * toStep + l);
      odd.fma(two, odd2.mul(0.5f)).add(m5).intoArray(to, t + 3 * toStep + l);
    }
  }

  private static void collectFive(
      int n, float[] from, int f, int step, float[] to, int t, int toStep) {
    FloatVector two = FloatVector.broadcast(FLOATS, 2f);
    FloatVector four = FloatVector.broadcast(FLOATS, 4f);
    for (int l = 0; l < n; l += LANES) {
      FloatVector m0 = FloatVector.fromArray(FLOATS, from, f + l);
      FloatVector m1 = FloatVector.fromArray(FLOATS, from, f + step + l);
      FloatVector m2 = FloatVector.fromArray(FLOATS, from, f + 2 * step + l);
      FloatVector m3 = FloatVector.fromArray(FLOATS, from, f + 3 * step + l);
      FloatVector m4 = FloatVector.fromArray(FLOATS, from, f + 4 * step + l);
      FloatVector m5 = FloatVector.fromArray(FLOATS, from, f + 5 * step + l);
      FloatVector sum = m1.add(m2);
      FloatVector sum2 = m3.add(m4);
      FloatVector odd = m1.sub(m2).mul(A);
      FloatVector odd2 = m3.sub(m4).mul(B);
      m0.add(sum).add(sum2).intoArray(to, t + l);
      odd.add(odd2).intoArray(to, t + toStep + l);
      sum.fma(two, sum2.mul(0.5f)).intoArray(to, t + 2 * toStep + l);
      odd.fma(two, odd2.mul(0.5f)).intoArray(to, t + 3 * toStep + l);
      sum.fma(four, sum2.mul(0.25f)).add(m5).intoArray(to, t + 4 * toStep + l);
    }
  }
}

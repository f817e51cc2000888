// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import io.sparseout.core.kernels.QuantizedKernels;
import io.sparseout.core.kernels.scalar.ScalarQuantized;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Weights of eight bits in explicit SIMD: they are widened to floats in registers, on the way from
 * memory to the fma. Reading a quarter of the bytes, and that in long runs, is what makes the
 * product of one example fast.
 */
final class VectorQuantized implements QuantizedKernels<float[]> {
  private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
  private static final int LANES = FLOATS.length();

  /** As many lanes of bytes, where there are vectors so short. */
  private static final VectorSpecies<Byte> BYTES =
      LANES < 8 ? null : VectorSpecies.of(byte.class, VectorShape.forBitSize(LANES * Byte.SIZE));

  /** Examples at a time: what each weight that has been widened is used for. */
  private static final int EXAMPLES = 4;

  /** One thread's sums, a panel's outputs for each example. */
  private static final ThreadLocal<float[]> SUMS =
      ThreadLocal.withInitial(() -> new float[EXAMPLES * BLOCK]);

  private VectorQuantized() {}

  /** These kernels, or the scalar ones where a vector of floats is shorter than one of bytes. */
  static QuantizedKernels<float[]> forWidth() {
    return BYTES == null ? new ScalarQuantized() : new VectorQuantized();
  }

  @Override
  public void widen(int fromRow, int toRow, int columns, byte[] q, float[] scale, float[] w) {
    int whole = columns - columns % LANES;
    for (int row = fromRow; row < toRow; row++) {
      int at = row * columns;
      widenRow(q, at, at + whole, scale[row], w);
      for (int i = at + whole; i < at + columns; i++) {
        w[i] = q[i] * scale[row];
      }
    }
  }

  private static void widenRow(byte[] q, int from, int to, float scale, float[] w) {
    FloatVector s = FloatVector.broadcast(FLOATS, scale);
    for (int i = from; i < to; i += LANES) {
      floats(q, i).mul(s).intoArray(w, i);
    }
  }

  @Override
  public void product(
      int from,
      int to,
      int m,
      int n,
      int k,
      byte[] q,
      float[] scale,
      float[] x,
      int xOffset,
      float[] bias,
      int biasOffset,
      float[] y,
      int yOffset) {
    float[] sums = SUMS.get();
    for (int j = from; j < to; j += BLOCK) {
      int outputs = Math.min(BLOCK, to - j);
      for (int i = 0, examples; i < m; i += examples) {
        examples = m - i >= EXAMPLES ? EXAMPLES : 1;
        for (int e = 0; e < examples; e++) {
          if (bias == null) {
            Arrays.fill(sums, e * BLOCK, (e + 1) * BLOCK, 0);
          } else {
            System.arraycopy(bias, biasOffset + j, sums, e * BLOCK, outputs);
          }
        }
        int at = xOffset + i * k;
        if (examples == 1) {
          for (int l = 0; l < BLOCK; l += 4 * LANES) {
            one(k, x, at, q, j * k + l, scale, j + l, sums, l);
          }
        } else {
          for (int l = 0; l < BLOCK; l += 2 * LANES) {
            four(k, x, at, q, j * k + l, scale, j + l, sums, l);
          }
        }
        for (int e = 0; e < examples; e++) {
          System.arraycopy(sums, e * BLOCK, y, yOffset + (i + e) * n + j, outputs);
        }
      }
    }
  }

  /** The chains of one example and four vectors of outputs. */
  private static void one(
      int k,
      float[] x,
      int xAt,
      byte[] q,
      int qAt,
      float[] scale,
      int scaleAt,
      float[] sums,
      int at) {
    FloatVector c0 = FloatVector.fromArray(FLOATS, scale, scaleAt);
    FloatVector c1 = FloatVector.fromArray(FLOATS, scale, scaleAt + LANES);
    FloatVector c2 = FloatVector.fromArray(FLOATS, scale, scaleAt + 2 * LANES);
    FloatVector c3 = FloatVector.fromArray(FLOATS, scale, scaleAt + 3 * LANES);
    FloatVector s0 = FloatVector.fromArray(FLOATS, sums, at);
    FloatVector s1 = FloatVector.fromArray(FLOATS, sums, at + LANES);
    FloatVector s2 = FloatVector.fromArray(FLOATS, sums, at + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(FLOATS, sums, at + 3 * LANES);
    int p = qAt;
    for (int l = 0; l < k; l++) {
      FloatVector v = FloatVector.broadcast(FLOATS, x[xAt + l]);
      s0 = v.fma(floats(q, p).mul(c0), s0);
      s1 = v.fma(floats(q, p + LANES).mul(c1), s1);
      s2 = v.fma(floats(q, p + 2 * LANES).mul(c2), s2);
      s3 = v.fma(floats(q, p + 3 * LANES).mul(c3), s3);
      p += BLOCK;
    }
    s0.intoArray(sums, at);
    s1.intoArray(sums, at + LANES);
    s2.intoArray(sums, at + 2 * LANES);
    s3.intoArray(sums, at + 3 * LANES);
  }

  /** The chains of four examples and two vectors of outputs. */
  private static void four(
      int k,
      float[] x,
      int x0,
      byte[] q,
      int qAt,
      float[] scale,
      int scaleAt,
      float[] sums,
      int at) {
    FloatVector c0 = FloatVector.fromArray(FLOATS, scale, scaleAt);
    FloatVector c1 = FloatVector.fromArray(FLOATS, scale, scaleAt + LANES);
    FloatVector s0 = FloatVector.fromArray(FLOATS, sums, at);
    FloatVector t0 = FloatVector.fromArray(FLOATS, sums, at + LANES);
    FloatVector s1 = FloatVector.fromArray(FLOATS, sums, at + BLOCK);
    FloatVector t1 = FloatVector.fromArray(FLOATS, sums, at + BLOCK + LANES);
    FloatVector s2 = FloatVector.fromArray(FLOATS, sums, at + 2 * BLOCK);
    FloatVector t2 = FloatVector.fromArray(FLOATS, sums, at + 2 * BLOCK + LANES);
    FloatVector s3 = FloatVector.fromArray(FLOATS, sums, at + 3 * BLOCK);
    FloatVector t3 = FloatVector.fromArray(FLOATS, sums, at + 3 * BLOCK + LANES);
    int x1 = x0 + k;
    int x2 = x1 + k;
    int x3 = x2 + k;
    int p = qAt;
    for (int l = 0; l < k; l++) {
      FloatVector a = floats(q, p).mul(c0);
      FloatVector b = floats(q, p + LANES).mul(c1);
      FloatVector v = FloatVector.broadcast(FLOATS, x[x0 + l]);
      s0 = v.fma(a, s0);
      t0 = v.fma(b, t0);
      v = FloatVector.broadcast(FLOATS, x[x1 + l]);
      s1 = v.fma(a, s1);
      t1 = v.fma(b, t1);
      v = FloatVector.broadcast(FLOATS, x[x2 + l]);
      s2 = v.fma(a, s2);
      t2 = v.fma(b, t2);
      v = FloatVector.broadcast(FLOATS, x[x3 + l]);
      s3 = v.fma(a, s3);
      t3 = v.fma(b, t3);
      p += BLOCK;
    }
    s0.intoArray(sums, at);
    t0.intoArray(sums, at + LANES);
    s1.intoArray(sums, at + BLOCK);
    t1.intoArray(sums, at + BLOCK + LANES);
    s2.intoArray(sums, at + 2 * BLOCK);
    t2.intoArray(sums, at + 2 * BLOCK + LANES);
    s3.intoArray(sums, at + 3 * BLOCK);
    t3.intoArray(sums, at + 3 * BLOCK + LANES);
  }

  private static FloatVector floats(byte[] q, int at) {
    return (FloatVector)
        ByteVector.fromArray(BYTES, q, at).convertShape(VectorOperators.B2F, FLOATS, 0);
  }
}

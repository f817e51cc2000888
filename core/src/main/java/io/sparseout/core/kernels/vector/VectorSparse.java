// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import io.sparseout.core.kernels.SparseColumns;
import io.sparseout.core.kernels.SparseKernels;
import io.sparseout.core.kernels.SparseRows;
import io.sparseout.core.kernels.scalar.ScalarSparse;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product with a sparse matrix in explicit SIMD, one lane an example: the examples are
 * transposed, so that those of one column stand side by side. One example alone, or a few, is as
 * fast by the scalar loops: the vectors would have to gather activations, which is no faster than
 * loading them one by one.
 */
final class VectorSparse implements SparseKernels<float[]> {
  private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
  private static final int LANES = FLOATS.length();
  private static final int GROUP = SparseRows.GROUP;

  /** With fewer examples, one after the other is faster. */
  private static final int FEWEST = 4;

  private static final ThreadLocal<Buffers> BUFFERS = ThreadLocal.withInitial(Buffers::new);

  private final ScalarSparse single = new ScalarSparse();

  /** One thread's memory: a block of examples, and its outputs, transposed. */
  private static final class Buffers {
    float[] in = new float[0];
    float[] out = new float[0];

    void reserve(int inputs, int outputs) {
      in = in.length < inputs ? new float[inputs] : in;
      out = out.length < outputs ? new float[outputs] : out;
    }
  }

  @Override
  public void rows(
      SparseRows w,
      float[] values,
      int fromGroup,
      int toGroup,
      int m,
      float[] x,
      int xOffset,
      int ldx,
      float[] bias,
      int biasOffset,
      float[] y,
      int yOffset,
      int ldy) {
    if (m < FEWEST) {
      single.rows(
          w, values, fromGroup, toGroup, m, x, xOffset, ldx, bias, biasOffset, y, yOffset, ldy);
      return;
    }
    Buffers buffers = BUFFERS.get();
    for (int i = 0, width; i < m; i += width) {
      width = m - i > LANES ? 2 * LANES : LANES;
      int examples = Math.min(width, m - i);
      buffers.reserve((w.columns() + 1) * width, GROUP * (toGroup - fromGroup) * width);
      int from = xOffset + i * ldx;
      Packing.transpose(w.columns(), examples, x, from, ldx, buffers.in, 0, width);
      clear(buffers.in, w.columns() * width, width);
      for (int g = fromGroup; g < toGroup; g++) {
        int at = GROUP * (g - fromGroup) * width;
        begin(w, g, bias, biasOffset, buffers.out, at, width);
        if (width == LANES) {
          one(w.starts()[g], w.starts()[g + 1], w.places(), values, buffers.in, buffers.out, at);
        } else {
          two(w.starts()[g], w.starts()[g + 1], w.places(), values, buffers.in, buffers.out, at);
        }
      }
      store(w, fromGroup, toGroup, examples, buffers.out, width, y, yOffset + i * ldy, ldy);
    }
  }

  @Override
  public void columns(
      SparseColumns w,
      float[] values,
      int fromBand,
      int toBand,
      float[] x,
      int xOffset,
      float[] bias,
      int biasOffset,
      float[] y,
      int yOffset) {
    single.columns(w, values, fromBand, toBand, x, xOffset, bias, biasOffset, y, yOffset);
  }

  private static void clear(float[] to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to[at + i] = 0;
    }
  }

  /** The starts of a group's chains. */
  private static void begin(
      SparseRows w, int g, float[] bias, int biasOffset, float[] out, int at, int width) {
    for (int r = 0; r < GROUP; r++) {
      int i = GROUP * g + r;
      float start = bias == null || i >= w.rows() ? 0 : bias[biasOffset + w.order()[i]];
      FloatVector starts = FloatVector.broadcast(FLOATS, start);
      for (int j = 0; j < width; j += LANES) {
        starts.intoArray(out, at + r * width + j);
      }
    }
  }

  /** The four chains of a group, for one vector of examples. */
  private static void one(
      int from, int to, char[] places, float[] values, float[] in, float[] out, int at) {
    FloatVector s0 = FloatVector.fromArray(FLOATS, out, at);
    FloatVector s1 = FloatVector.fromArray(FLOATS, out, at + LANES);
    FloatVector s2 = FloatVector.fromArray(FLOATS, out, at + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(FLOATS, out, at + 3 * LANES);
    for (int l = from; l < to; l += GROUP) {
      s0 = FloatVector.fromArray(FLOATS, in, places[l] * LANES).fma(of(values, l), s0);
      s1 = FloatVector.fromArray(FLOATS, in, places[l + 1] * LANES).fma(of(values, l + 1), s1);
      s2 = FloatVector.fromArray(FLOATS, in, places[l + 2] * LANES).fma(of(values, l + 2), s2);
      s3 = FloatVector.fromArray(FLOATS, in, places[l + 3] * LANES).fma(of(values, l + 3), s3);
    }
    s0.add(0f).intoArray(out, at);
    s1.add(0f).intoArray(out, at + LANES);
    s2.add(0f).intoArray(out, at + 2 * LANES);
    s3.add(0f).intoArray(out, at + 3 * LANES);
  }

  /** The four chains of a group, for two vectors of examples. */
  private static void two(
      int from, int to, char[] places, float[] values, float[] in, float[] out, int at) {
    int width = 2 * LANES;
    FloatVector s0 = FloatVector.fromArray(FLOATS, out, at);
    FloatVector s1 = FloatVector.fromArray(FLOATS, out, at + width);
    FloatVector s2 = FloatVector.fromArray(FLOATS, out, at + 2 * width);
    FloatVector s3 = FloatVector.fromArray(FLOATS, out, at + 3 * width);
    FloatVector t0 = FloatVector.fromArray(FLOATS, out, at + LANES);
    FloatVector t1 = FloatVector.fromArray(FLOATS, out, at + width + LANES);
    FloatVector t2 = FloatVector.fromArray(FLOATS, out, at + 2 * width + LANES);
    FloatVector t3 = FloatVector.fromArray(FLOATS, out, at + 3 * width + LANES);
    for (int l = from; l < to; l += GROUP) {
      FloatVector v = of(values, l);
      int p = places[l] * width;
      s0 = FloatVector.fromArray(FLOATS, in, p).fma(v, s0);
      t0 = FloatVector.fromArray(FLOATS, in, p + LANES).fma(v, t0);
      v = of(values, l + 1);
      p = places[l + 1] * width;
      s1 = FloatVector.fromArray(FLOATS, in, p).fma(v, s1);
      t1 = FloatVector.fromArray(FLOATS, in, p + LANES).fma(v, t1);
      v = of(values, l + 2);
      p = places[l + 2] * width;
      s2 = FloatVector.fromArray(FLOATS, in, p).fma(v, s2);
      t2 = FloatVector.fromArray(FLOATS, in, p + LANES).fma(v, t2);
      v = of(values, l + 3);
      p = places[l + 3] * width;
      s3 = FloatVector.fromArray(FLOATS, in, p).fma(v, s3);
      t3 = FloatVector.fromArray(FLOATS, in, p + LANES).fma(v, t3);
    }
    s0.add(0f).intoArray(out, at);
    t0.add(0f).intoArray(out, at + LANES);
    s1.add(0f).intoArray(out, at + width);
    t1.add(0f).intoArray(out, at + width + LANES);
    s2.add(0f).intoArray(out, at + 2 * width);
    t2.add(0f).intoArray(out, at + 2 * width + LANES);
    s3.add(0f).intoArray(out, at + 3 * width);
    t3.add(0f).intoArray(out, at + 3 * width + LANES);
  }

  private static FloatVector of(float[] values, int at) {
    return FloatVector.broadcast(FLOATS, values[at]);
  }

  /** Copies outputs to their rows, eight examples at a time: they are one piece of a cache line. */
  private static void store(
      SparseRows w,
      int fromGroup,
      int toGroup,
      int examples,
      float[] out,
      int width,
      float[] y,
      int yOffset,
      int ldy) {
    int first = GROUP * fromGroup;
    int last = Math.min(w.rows(), GROUP * toGroup);
    int j = 0;
    for (; j + 8 <= examples; j += 8) {
      storeEight(w.order(), first, last, out, j, width, y, yOffset + j * ldy, ldy);
    }
    for (; j < examples; j++) {
      for (int i = first; i < last; i++) {
        y[yOffset + j * ldy + w.order()[i]] = out[(i - first) * width + j];
      }
    }
  }

  private static void storeEight(
      int[] order, int first, int last, float[] out, int j, int width, float[] y, int to, int ldy) {
    int from = j;
    for (int i = first; i < last; i++) {
      int at = to + order[i];
      y[at] = out[from];
      y[at + ldy] = out[from + 1];
      y[at + 2 * ldy] = out[from + 2];
      y[at + 3 * ldy] = out[from + 3];
      y[at + 4 * ldy] = out[from + 4];
      y[at + 5 * ldy] = out[from + 5];
      y[at + 6 * ldy] = out[from + 6];
      y[at + 7 * ldy] = out[from + 7];
      from += width;
    }
  }
}

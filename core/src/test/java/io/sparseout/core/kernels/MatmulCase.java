// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** One matrix product with its operands inside larger arrays, and what must come of it. */
final class MatmulCase {
  /** Stands where nothing may be read or written; one read of it makes an element NaN. */
  private static final float GUARD = Float.intBitsToFloat(0x7fc12345);

  /** As in the BLAS's own tests: errors above so many units of roundoff are mistakes. */
  private static final double ERROR_RATIO = 16;

  private static final float[] SPECIAL = {
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.MIN_VALUE,
    -0x1.8p-130f,
    0f,
    -0f
  };

  final boolean transposeA;
  final boolean transposeB;
  final MatmulStart start;
  final Matrix a;
  final Matrix b;
  final Matrix c;
  final Matrix bias;

  MatmulCase(
      int m,
      int n,
      int k,
      boolean transposeA,
      boolean transposeB,
      MatmulStart start,
      RandomGenerator random) {
    this.transposeA = transposeA;
    this.transposeB = transposeB;
    this.start = start;
    a = transposeA ? new Matrix(k, m, random) : new Matrix(m, k, random);
    b = transposeB ? new Matrix(n, k, random) : new Matrix(k, n, random);
    c = new Matrix(m, n, random);
    bias = new Matrix(1, n, random);
  }

  /** Runs the kernel on a copy of C and returns the whole of it, what lies around C included. */
  float[] run(MatrixKernels<float[]> kernel) {
    float[] result = c.data.clone();
    int k = transposeA ? a.rows : a.columns;
    float[] biasData = start == MatmulStart.BIAS ? bias.data : null;
    kernel.matmul(
        transposeA,
        transposeB,
        c.rows,
        c.columns,
        k,
        a.data,
        a.offset,
        a.stride,
        b.data,
        b.offset,
        b.stride,
        start,
        result,
        c.offset,
        c.stride,
        biasData,
        bias.offset);
    return result;
  }

  /** As {@link #run}, of an A that is not transposed, with B packed at a place of an array. */
  float[] runPacked(MatrixKernels<float[]> kernel, int place) {
    int n = c.columns;
    int length = kernel.packedLength(n, depth());
    float[] packed = new float[place + length + 3];
    Arrays.fill(packed, GUARD);
    kernel.pack(transposeB, n, depth(), b.data, b.offset, b.stride, packed, place);
    for (int i = 0; i < packed.length; i++) {
      boolean around = i < place || i >= place + length;
      boolean guard = Float.floatToRawIntBits(packed[i]) == Float.floatToRawIntBits(GUARD);
      assertTrue(guard || !around, this + ": packed " + length + " elements, and one at " + i);
    }
    float[] result = c.data.clone();
    kernel.matmulPacked(
        c.rows,
        n,
        depth(),
        a.data,
        a.offset,
        a.stride,
        packed,
        place,
        start,
        result,
        c.offset,
        c.stride,
        start == MatmulStart.BIAS ? bias.data : null,
        bias.offset);
    return result;
  }

  /** Checks every bit of a result: C is the chains of fma, all around it is as it was. */
  void check(float[] result) {
    float[] expected = c.data.clone();
    for (int i = 0; i < c.rows; i++) {
      for (int j = 0; j < c.columns; j++) {
        expected[c.index(i, j)] = chain(i, j);
      }
    }
    int difference = Arrays.mismatch(bits(expected), bits(result));
    if (difference >= 0) {
      assertEquals(expected[difference], result[difference], this + ", at " + difference);
    }
  }

  /**
   * Checks a result against double arithmetic: |error| is at most 16 ulp(1) (|start| + sum |ab|).
   */
  void checkError(float[] result) {
    for (int i = 0; i < c.rows; i++) {
      for (int j = 0; j < c.columns; j++) {
        double exact = startOf(i, j);
        double size = Math.abs(exact);
        for (int p = 0; p < depth(); p++) {
          double product = (double) left(i, p) * right(p, j);
          exact += product;
          size += Math.abs(product);
        }
        double error = Math.abs(result[c.index(i, j)] - exact);
        assertTrue(error <= ERROR_RATIO * Math.ulp(1f) * size, this + ": error " + error);
      }
    }
  }

  private float chain(int i, int j) {
    float sum = startOf(i, j);
    for (int p = 0; p < depth(); p++) {
      sum = Math.fma(left(i, p), right(p, j), sum);
    }
    return sum;
  }

  private float startOf(int i, int j) {
    return switch (start) {
      case ZERO -> 0;
      case ACCUMULATE -> c.get(i, j);
      case BIAS -> bias.get(0, j);
    };
  }

  private int depth() {
    return transposeA ? a.rows : a.columns;
  }

  private float left(int i, int p) {
    return transposeA ? a.get(p, i) : a.get(i, p);
  }

  private float right(int p, int j) {
    return transposeB ? b.get(j, p) : b.get(p, j);
  }

  /** The bits, with every NaN of an element the same one: which NaN comes out is left open. */
  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      int raw = Float.floatToRawIntBits(values[i]);
      bits[i] = raw == Float.floatToRawIntBits(GUARD) ? raw : Float.floatToIntBits(values[i]);
    }
    return bits;
  }

  @Override
  public String toString() {
    return (transposeA ? "T" : "N")
        + (transposeB ? "T" : "N")
        + " "
        + c.rows
        + "x"
        + c.columns
        + "x"
        + depth()
        + " "
        + start
        + " a+"
        + a.offset
        + "/"
        + a.stride
        + " b+"
        + b.offset
        + "/"
        + b.stride
        + " c+"
        + c.offset
        + "/"
        + c.stride;
  }

  /** Rows inside a larger array, with guard values before, between and after them. */
  static final class Matrix {
    final int rows;
    final int columns;
    final int offset;
    final int stride;
    final float[] data;

    private Matrix(int rows, int columns, RandomGenerator random) {
      this.rows = rows;
      this.columns = columns;
      offset = random.nextInt(5);
      stride = columns + (random.nextBoolean() ? 0 : random.nextInt(20));
      // The last row ends the array where there is no slack: a kernel must not read past it.
      int end = rows == 0 ? 0 : (rows - 1) * stride + columns;
      data = new float[offset + end + (random.nextBoolean() ? 0 : random.nextInt(20))];
      Arrays.fill(data, GUARD);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          data[index(i, j)] = (float) random.nextGaussian();
        }
      }
    }

    int index(int i, int j) {
      return offset + i * stride + j;
    }

    float get(int i, int j) {
      return data[index(i, j)];
    }

    void set(int i, int j, float value) {
      data[index(i, j)] = value;
    }

    /** Puts so many special numbers in random places. */
    void spoil(int count, RandomGenerator random) {
      for (int i = 0; i < count; i++) {
        float value = SPECIAL[random.nextInt(SPECIAL.length)];
        set(random.nextInt(rows), random.nextInt(columns), value);
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of the matrix product: a tile of C, four rows by 1, 2, 3, 4 or 6 vectors,
 * stays in registers while k runs. Each element of the tile is one chain of fma, begun by its value
 * in the start rows.
 *
 * <p>Four by six makes 24 accumulators, and with six vectors of B and a broadcast of A 31 registers
 * of 32. Ten loads then feed 24 fma, and only four rows of A have to be addressed: with more rows
 * the JIT runs out of integer registers and spills. Four by three does the same within 16
 * registers.
 *
 * <p>All operands are read by rows, {@code ld} apart, so a matrix may be read in place as well as
 * from a packed copy. A row distance of 0 repeats a start row.
 */
final class RegisterTile {
  static final int ROWS = 4;

  private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
  private static final int LANES = FLOATS.length();

  /** The widest tile, in vectors, that this machine's registers hold. */
  static final int MAX_VECTORS = hasManyRegisters() ? 6 : 3;

  private RegisterTile() {}

  /** AVX-512 and NEON have 32 vector registers, AVX2 has 16. */
  private static boolean hasManyRegisters() {
    return FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 512
        || "aarch64".equals(System.getProperty("os.arch"));
  }

  /**
   * How wide the next tile is, in vectors, where so many columns are left to cover. Rather than
   * leave one vector for the last tile, whose four chains could not hide the latency of fma, it
   * divides what is left more evenly.
   */
  static int vectors(int columns) {
    int vectors = (columns + LANES - 1) / LANES;
    if (MAX_VECTORS == 3) {
      return vectors == 4 ? 2 : Math.min(3, vectors);
    }
    return switch (vectors) {
      case 1, 2, 3, 4 -> vectors;
      case 5 -> 3;
      case 7 -> 4;
      default -> MAX_VECTORS;
    };
  }

  /**
   * Computes a tile: c = start + a b.
   *
   * @param vectors the tile's width
   * @param a four rows of k elements. Not modified.
   * @param b k rows of whole vectors. Not modified.
   * @param s four rows that the chains start from; may be C itself. Not modified otherwise.
   * @param c Modified: four rows of whole vectors.
   */
  static void compute(
      int vectors,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] s,
      int sOffset,
      int lds,
      float[] c,
      int cOffset,
      int ldc) {
    switch (vectors) {
      case 1 -> one(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
      case 2 -> two(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
      case 3 -> three(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
      case 4 -> four(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
      default -> six(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
    }
  }

  private static void one(
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] s,
      int sOffset,
      int lds,
      float[] c,
      int cOffset,
      int ldc) {
    int s0 = sOffset;
    int s1 = sOffset + lds;
    int s2 = sOffset + 2 * lds;
    int s3 = sOffset + 3 * lds;
    FloatVector c00 = FloatVector.fromArray(FLOATS, s, s0);
    FloatVector c10 = FloatVector.fromArray(FLOATS, s, s1);
    FloatVector c20 = FloatVector.fromArray(FLOATS, s, s2);
    FloatVector c30 = FloatVector.fromArray(FLOATS, s, s3);
    int a0 = aOffset;
    int a1 = aOffset + lda;
    int a2 = aOffset + 2 * lda;
    int a3 = aOffset + 3 * lda;
    int row = bOffset;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, row);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[a0 + p]);
      c00 = x0.fma(b0, c00);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[a1 + p]);
      c10 = x1.fma(b0, c10);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[a2 + p]);
      c20 = x2.fma(b0, c20);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[a3 + p]);
      c30 = x3.fma(b0, c30);
      row += ldb;
    }
    int o0 = cOffset;
    int o1 = cOffset + ldc;
    int o2 = cOffset + 2 * ldc;
    int o3 = cOffset + 3 * ldc;
    c00.intoArray(c, o0);
    c10.intoArray(c, o1);
    c20.intoArray(c, o2);
    c30.intoArray(c, o3);
  }

  private static void two(
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] s,
      int sOffset,
      int lds,
      float[] c,
      int cOffset,
      int ldc) {
    int s0 = sOffset;
    int s1 = sOffset + lds;
    int s2 = sOffset + 2 * lds;
    int s3 = sOffset + 3 * lds;
    FloatVector c00 = FloatVector.fromArray(FLOATS, s, s0);
    FloatVector c01 = FloatVector.fromArray(FLOATS, s, s0 + LANES);
    FloatVector c10 = FloatVector.fromArray(FLOATS, s, s1);
    FloatVector c11 = FloatVector.fromArray(FLOATS, s, s1 + LANES);
    FloatVector c20 = FloatVector.fromArray(FLOATS, s, s2);
    FloatVector c21 = FloatVector.fromArray(FLOATS, s, s2 + LANES);
    FloatVector c30 = FloatVector.fromArray(FLOATS, s, s3);
    FloatVector c31 = FloatVector.fromArray(FLOATS, s, s3 + LANES);
    int a0 = aOffset;
    int a1 = aOffset + lda;
    int a2 = aOffset + 2 * lda;
    int a3 = aOffset + 3 * lda;
    int row = bOffset;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, row);
      FloatVector b1 = FloatVector.fromArray(FLOATS, b, row + LANES);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[a0 + p]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[a1 + p]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[a2 + p]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[a3 + p]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      row += ldb;
    }
    int o0 = cOffset;
    int o1 = cOffset + ldc;
    int o2 = cOffset + 2 * ldc;
    int o3 = cOffset + 3 * ldc;
    c00.intoArray(c, o0);
    c01.intoArray(c, o0 + LANES);
    c10.intoArray(c, o1);
    c11.intoArray(c, o1 + LANES);
    c20.intoArray(c, o2);
    c21.intoArray(c, o2 + LANES);
    c30.intoArray(c, o3);
    c31.intoArray(c, o3 + LANES);
  }

  private static void three(
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] s,
      int sOffset,
      int lds,
      float[] c,
      int cOffset,
      int ldc) {
    int s0 = sOffset;
    int s1 = sOffset + lds;
    int s2 = sOffset + 2 * lds;
    int s3 = sOffset + 3 * lds;
    FloatVector c00 = FloatVector.fromArray(FLOATS, s, s0);
    FloatVector c01 = FloatVector.fromArray(FLOATS, s, s0 + LANES);
    FloatVector c02 = FloatVector.fromArray(FLOATS, s, s0 + 2 * LANES);
    FloatVector c10 = FloatVector.fromArray(FLOATS, s, s1);
    FloatVector c11 = FloatVector.fromArray(FLOATS, s, s1 + LANES);
    FloatVector c12 = FloatVector.fromArray(FLOATS, s, s1 + 2 * LANES);
    FloatVector c20 = FloatVector.fromArray(FLOATS, s, s2);
    FloatVector c21 = FloatVector.fromArray(FLOATS, s, s2 + LANES);
    FloatVector c22 = FloatVector.fromArray(FLOATS, s, s2 + 2 * LANES);
    FloatVector c30 = FloatVector.fromArray(FLOATS, s, s3);
    FloatVector c31 = FloatVector.fromArray(FLOATS, s, s3 + LANES);
    FloatVector c32 = FloatVector.fromArray(FLOATS, s, s3 + 2 * LANES);
    int a0 = aOffset;
    int a1 = aOffset + lda;
    int a2 = aOffset + 2 * lda;
    int a3 = aOffset + 3 * lda;
    int row = bOffset;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, row);
      FloatVector b1 = FloatVector.fromArray(FLOATS, b, row + LANES);
      FloatVector b2 = FloatVector.fromArray(FLOATS, b, row + 2 * LANES);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[a0 + p]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[a1 + p]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[a2 + p]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[a3 + p]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      row += ldb;
    }
    int o0 = cOffset;
    int o1 = cOffset + ldc;
    int o2 = cOffset + 2 * ldc;
    int o3 = cOffset + 3 * ldc;
    c00.intoArray(c, o0);
    c01.intoArray(c, o0 + LANES);
    c02.intoArray(c, o0 + 2 * LANES);
    c10.intoArray(c, o1);
    c11.intoArray(c, o1 + LANES);
    c12.intoArray(c, o1 + 2 * LANES);
    c20.intoArray(c, o2);
    c21.intoArray(c, o2 + LANES);
    c22.intoArray(c, o2 + 2 * LANES);
    c30.intoArray(c, o3);
    c31.intoArray(c, o3 + LANES);
    c32.intoArray(c, o3 + 2 * LANES);
  }

  private static void four(
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] s,
      int sOffset,
      int lds,
      float[] c,
      int cOffset,
      int ldc) {
    int s0 = sOffset;
    int s1 = sOffset + lds;
    int s2 = sOffset + 2 * lds;
    int s3 = sOffset + 3 * lds;
    FloatVector c00 = FloatVector.fromArray(FLOATS, s, s0);
    FloatVector c01 = FloatVector.fromArray(FLOATS, s, s0 + LANES);
    FloatVector c02 = FloatVector.fromArray(FLOATS, s, s0 + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(FLOATS, s, s0 + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(FLOATS, s, s1);
    FloatVector c11 = FloatVector.fromArray(FLOATS, s, s1 + LANES);
    FloatVector c12 = FloatVector.fromArray(FLOATS, s, s1 + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(FLOATS, s, s1 + 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(FLOATS, s, s2);
    FloatVector c21 = FloatVector.fromArray(FLOATS, s, s2 + LANES);
    FloatVector c22 = FloatVector.fromArray(FLOATS, s, s2 + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(FLOATS, s, s2 + 3 * LANES);
    FloatVector c30 = FloatVector.fromArray(FLOATS, s, s3);
    FloatVector c31 = FloatVector.fromArray(FLOATS, s, s3 + LANES);
    FloatVector c32 = FloatVector.fromArray(FLOATS, s, s3 + 2 * LANES);
    FloatVector c33 = FloatVector.fromArray(FLOATS, s, s3 + 3 * LANES);
    int a0 = aOffset;
    int a1 = aOffset + lda;
    int a2 = aOffset + 2 * lda;
    int a3 = aOffset + 3 * lda;
    int row = bOffset;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, row);
      FloatVector b1 = FloatVector.fromArray(FLOATS, b, row + LANES);
      FloatVector b2 = FloatVector.fromArray(FLOATS, b, row + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(FLOATS, b, row + 3 * LANES);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[a0 + p]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[a1 + p]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[a2 + p]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[a3 + p]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      c33 = x3.fma(b3, c33);
      row += ldb;
    }
    int o0 = cOffset;
    int o1 = cOffset + ldc;
    int o2 = cOffset + 2 * ldc;
    int o3 = cOffset + 3 * ldc;
    c00.intoArray(c, o0);
    c01.intoArray(c, o0 + LANES);
    c02.intoArray(c, o0 + 2 * LANES);
    c03.intoArray(c, o0 + 3 * LANES);
    c10.intoArray(c, o1);
    c11.intoArray(c, o1 + LANES);
    c12.intoArray(c, o1 + 2 * LANES);
    c13.intoArray(c, o1 + 3 * LANES);
    c20.intoArray(c, o2);
    c21.intoArray(c, o2 + LANES);
    c22.intoArray(c, o2 + 2 * LANES);
    c23.intoArray(c, o2 + 3 * LANES);
    c30.intoArray(c, o3);
    c31.intoArray(c, o3 + LANES);
    c32.intoArray(c, o3 + 2 * LANES);
    c33.intoArray(c, o3 + 3 * LANES);
  }

  private static void six(
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] s,
      int sOffset,
      int lds,
      float[] c,
      int cOffset,
      int ldc) {
    int s0 = sOffset;
    int s1 = sOffset + lds;
    int s2 = sOffset + 2 * lds;
    int s3 = sOffset + 3 * lds;
    FloatVector c00 = FloatVector.fromArray(FLOATS, s, s0);
    FloatVector c01 = FloatVector.fromArray(FLOATS, s, s0 + LANES);
    FloatVector c02 = FloatVector.fromArray(FLOATS, s, s0 + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(FLOATS, s, s0 + 3 * LANES);
    FloatVector c04 = FloatVector.fromArray(FLOATS, s, s0 + 4 * LANES);
    FloatVector c05 = FloatVector.fromArray(FLOATS, s, s0 + 5 * LANES);
    FloatVector c10 = FloatVector.fromArray(FLOATS, s, s1);
    FloatVector c11 = FloatVector.fromArray(FLOATS, s, s1 + LANES);
    FloatVector c12 = FloatVector.fromArray(FLOATS, s, s1 + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(FLOATS, s, s1 + 3 * LANES);
    FloatVector c14 = FloatVector.fromArray(FLOATS, s, s1 + 4 * LANES);
    FloatVector c15 = FloatVector.fromArray(FLOATS, s, s1 + 5 * LANES);
    FloatVector c20 = FloatVector.fromArray(FLOATS, s, s2);
    FloatVector c21 = FloatVector.fromArray(FLOATS, s, s2 + LANES);
    FloatVector c22 = FloatVector.fromArray(FLOATS, s, s2 + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(FLOATS, s, s2 + 3 * LANES);
    FloatVector c24 = FloatVector.fromArray(FLOATS, s, s2 + 4 * LANES);
    FloatVector c25 = FloatVector.fromArray(FLOATS, s, s2 + 5 * LANES);
    FloatVector c30 = FloatVector.fromArray(FLOATS, s, s3);
    FloatVector c31 = FloatVector.fromArray(FLOATS, s, s3 + LANES);
    FloatVector c32 = FloatVector.fromArray(FLOATS, s, s3 + 2 * LANES);
    FloatVector c33 = FloatVector.fromArray(FLOATS, s, s3 + 3 * LANES);
    FloatVector c34 = FloatVector.fromArray(FLOATS, s, s3 + 4 * LANES);
    FloatVector c35 = FloatVector.fromArray(FLOATS, s, s3 + 5 * LANES);
    int a0 = aOffset;
    int a1 = aOffset + lda;
    int a2 = aOffset + 2 * lda;
    int a3 = aOffset + 3 * lda;
    int row = bOffset;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, row);
      FloatVector b1 = FloatVector.fromArray(FLOATS, b, row + LANES);
      FloatVector b2 = FloatVector.fromArray(FLOATS, b, row + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(FLOATS, b, row + 3 * LANES);
      FloatVector b4 = FloatVector.fromArray(FLOATS, b, row + 4 * LANES);
      FloatVector b5 = FloatVector.fromArray(FLOATS, b, row + 5 * LANES);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[a0 + p]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      c04 = x0.fma(b4, c04);
      c05 = x0.fma(b5, c05);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[a1 + p]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      c14 = x1.fma(b4, c14);
      c15 = x1.fma(b5, c15);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[a2 + p]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);
      c24 = x2.fma(b4, c24);
      c25 = x2.fma(b5, c25);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[a3 + p]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      c33 = x3.fma(b3, c33);
      c34 = x3.fma(b4, c34);
      c35 = x3.fma(b5, c35);
      row += ldb;
    }
    int o0 = cOffset;
    int o1 = cOffset + ldc;
    int o2 = cOffset + 2 * ldc;
    int o3 = cOffset + 3 * ldc;
    c00.intoArray(c, o0);
    c01.intoArray(c, o0 + LANES);
    c02.intoArray(c, o0 + 2 * LANES);
    c03.intoArray(c, o0 + 3 * LANES);
    c04.intoArray(c, o0 + 4 * LANES);
    c05.intoArray(c, o0 + 5 * LANES);
    c10.intoArray(c, o1);
    c11.intoArray(c, o1 + LANES);
    c12.intoArray(c, o1 + 2 * LANES);
    c13.intoArray(c, o1 + 3 * LANES);
    c14.intoArray(c, o1 + 4 * LANES);
    c15.intoArray(c, o1 + 5 * LANES);
    c20.intoArray(c, o2);
    c21.intoArray(c, o2 + LANES);
    c22.intoArray(c, o2 + 2 * LANES);
    c23.intoArray(c, o2 + 3 * LANES);
    c24.intoArray(c, o2 + 4 * LANES);
    c25.intoArray(c, o2 + 5 * LANES);
    c30.intoArray(c, o3);
    c31.intoArray(c, o3 + LANES);
    c32.intoArray(c, o3 + 2 * LANES);
    c33.intoArray(c, o3 + 3 * LANES);
    c34.intoArray(c, o3 + 4 * LANES);
    c35.intoArray(c, o3 + 5 * LANES);
  }
}

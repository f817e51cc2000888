// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.Coefficients.*;
import static io.sparseout.core.kernels.vector.Lanes.FLOATS;
import static io.sparseout.core.kernels.vector.Lanes.INTS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.sparseout.core.kernels.DrawKernels;
import io.sparseout.core.kernels.scalar.ScalarDraw;
import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.Threefry;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/** Random numbers; what the lines mean is said in {@link ScalarDraw}. */
final class VectorDraw implements DrawKernels<float[]> {
  private static final int LANES = FLOATS.length();
  private static final int HALF = Threefry.GROUP / 2;

  private final ScalarDraw scalar = new ScalarDraw();

  /** The JIT vectorizes the loop. */
  @Override
  public void bernoulli(RandomKey key, long threshold, int first, int count, int at, float[] y) {
    scalar.bernoulli(key, threshold, first, count, at, y);
  }

  @Override
  public void normal(RandomKey key, int first, int count, int at, float[] y) {
    ScalarDraw.blocks(key, first, count, at, y, VectorDraw::normals);
  }

  /** Three loops, each with fewer operations than HotSpot inlines; see {@link VectorMath}. */
  private static void normals(int groups, int[] words, float[] numbers) {
    int end = groups * Threefry.GROUP;
    radii(end, words, numbers);
    project(end, words, numbers);
    turn(end, words, numbers);
  }

  /** The next place in the first half of a group, this one or the next. */
  private static int next(int i) {
    int next = i + LANES;
    return next + (next & HALF);
  }

  /** Radii, to the first half of each group's numbers. */
  private static void radii(int end, int[] words, float[] numbers) {
    for (int i = 0; i < end; i = next(i)) {
      IntVector word = IntVector.fromArray(INTS, words, i);
      FloatVector turned = word.lanewise(LSHR, 9).or(ONE_BITS).reinterpretAsFloats();
      FloatVector u = broadcast(FLOATS, 2).sub(turned);
      VectorMath.log(u).mul(-2).sqrt().intoArray(numbers, i);
    }
  }

  /** Radii to radius cosine and, in the second half, radius sine, of what is left of the angle. */
  private static void project(int end, int[] words, float[] numbers) {
    for (int i = 0; i < end; i = next(i)) {
      IntVector bits = IntVector.fromArray(INTS, words, i + HALF).lanewise(LSHR, 9).or(ONE_BITS);
      FloatVector v = bits.reinterpretAsFloats().sub(1.5f);
      FloatVector rounded = v.fma(broadcast(FLOATS, 4), broadcast(FLOATS, ROUND));
      FloatVector f = rounded.sub(ROUND).fma(broadcast(FLOATS, -0.25f), v);
      FloatVector f2 = f.mul(f);
      FloatVector sine = broadcast(FLOATS, SIN9).fma(f2, broadcast(FLOATS, SIN7));
      sine = sine.fma(f2, broadcast(FLOATS, SIN5)).fma(f2, broadcast(FLOATS, SIN3));
      sine = sine.fma(f2, broadcast(FLOATS, SIN1)).mul(f);
      FloatVector cosine = broadcast(FLOATS, COS8).fma(f2, broadcast(FLOATS, COS6));
      cosine = cosine.fma(f2, broadcast(FLOATS, COS4)).fma(f2, broadcast(FLOATS, COS2));
      cosine = cosine.fma(f2, broadcast(FLOATS, 1));
      FloatVector radius = FloatVector.fromArray(FLOATS, numbers, i);
      radius.mul(cosine).intoArray(numbers, i);
      radius.mul(sine).intoArray(numbers, i + HALF);
    }
  }

  /** Adds the whole quarters of a turn: exchanges coordinates, and their signs. */
  private static void turn(int end, int[] words, float[] numbers) {
    for (int i = 0; i < end; i = next(i)) {
      IntVector bits = IntVector.fromArray(INTS, words, i + HALF).lanewise(LSHR, 9).or(ONE_BITS);
      FloatVector v = bits.reinterpretAsFloats().sub(1.5f);
      FloatVector rounded = v.fma(broadcast(FLOATS, 4), broadcast(FLOATS, ROUND));
      IntVector quarter = rounded.reinterpretAsInts();
      VectorMask<Integer> odd = quarter.and(1).compare(NE, 0);
      IntVector c = FloatVector.fromArray(FLOATS, numbers, i).reinterpretAsInts();
      IntVector s = FloatVector.fromArray(FLOATS, numbers, i + HALF).reinterpretAsInts();
      IntVector first = quarter.add(1).and(2).lanewise(LSHL, 30).lanewise(XOR, c.blend(s, odd));
      IntVector second = quarter.and(2).lanewise(LSHL, 30).lanewise(XOR, s.blend(c, odd));
      first.reinterpretAsFloats().intoArray(numbers, i);
      second.reinterpretAsFloats().intoArray(numbers, i + HALF);
    }
  }

  @Override
  public void clearBlocks(
      int from, int to, int height, int width, int block, float[] seeds, float[] y) {
    scalar.clearBlocks(from, to, height, width, block, seeds, y);
  }

  @Override
  public void smallest(int fromRow, int toRow, int columns, int count, float[] x, float[] y) {
    scalar.smallest(fromRow, toRow, columns, count, x, y);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/** Takes neighbours apart: what lies in pairs in two vectors in a row. */
final class Pairs {
  private static final int LANES = FLOATS.length();
  private static final VectorShuffle<Float> LEFT = shuffle(i -> 2 * i % LANES);
  private static final VectorShuffle<Float> RIGHT = shuffle(i -> (2 * i + 1) % LANES);
  private static final VectorMask<Float> UPPER_HALF = mask(i -> i >= LANES / 2);

  private Pairs() {}

  /** The left ones of the pairs that lie in two vectors. */
  static FloatVector left(FloatVector first, FloatVector second) {
    return first.rearrange(LEFT).blend(second.rearrange(LEFT), UPPER_HALF);
  }

  /** The right ones of the pairs that lie in two vectors. */
  static FloatVector right(FloatVector first, FloatVector second) {
    return first.rearrange(RIGHT).blend(second.rearrange(RIGHT), UPPER_HALF);
  }

  private static VectorShuffle<Float> shuffle(java.util.function.IntUnaryOperator source) {
    return VectorShuffle.fromOp(FLOATS, source);
  }

  private static VectorMask<Float> mask(java.util.function.IntPredicate lane) {
    boolean[] lanes = new boolean[LANES];
    for (int i = 0; i < LANES; i++) {
      lanes[i] = lane.test(i);
    }
    return VectorMask.fromArray(FLOATS, lanes, 0);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.Coefficients.*;
import static io.sparseout.core.kernels.vector.Lanes.FLOATS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;

import io.sparseout.core.kernels.scalar.NoiseFormula.Power;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The powers of {@link io.sparseout.core.kernels.scalar.NoiseFormula} in an array, by one loop
 * after the other, each over what the one before left there. A loop is called through an interface
 * that has many: the JIT then compiles it by itself, and all together are more than it makes into
 * vectors in one method.
 */
final class VectorPowers {
  private static final int LANES = FLOATS.length();

  private static final Map<Power, List<Loop>> LOOPS = new EnumMap<>(Power.class);

  static {
    LOOPS.put(Power.NONE, List.of());
    LOOPS.put(Power.IDENTITY, List.of());
    LOOPS.put(Power.RECIPROCAL, List.of(VectorPowers::reciprocals));
    LOOPS.put(Power.RECIPROCAL_ROOT, List.of(VectorPowers::reciprocalRoots));
    LOOPS.put(Power.RECIPROCAL_FOURTH_ROOT, List.of(VectorPowers::reciprocalFourthRoots));
    LOOPS.put(Power.FOURTH_ROOT, List.of(VectorPowers::fourthRoots));
    LOOPS.put(Power.ROOT, List.of(VectorPowers::roots));
    LOOPS.put(Power.GENERAL, List.of(VectorPowers::logarithms, VectorPowers::exponentials));
  }

  /** Something done to the first elements of an array, as many as a multiple of the lanes. */
  private interface Loop {
    void run(float[] a, int end, float exponent);
  }

  private VectorPowers() {}

  /**
   * Raises numbers to a power.
   *
   * @param power how it is computed
   * @param exponent the power, where it is a general one
   * @param a 0 or more, of which the first {@code end} are raised. Modified.
   * @param end a multiple of the lanes
   */
  static void raise(Power power, float exponent, float[] a, int end) {
    for (Loop loop : LOOPS.get(power)) {
      loop.run(a, end, exponent);
    }
  }

  private static void reciprocals(float[] a, int end, float exponent) {
    FloatVector one = broadcast(FLOATS, 1);
    for (int i = 0; i < end; i += LANES) {
      one.div(FloatVector.fromArray(FLOATS, a, i)).intoArray(a, i);
    }
  }

  private static void reciprocalRoots(float[] a, int end, float exponent) {
    FloatVector one = broadcast(FLOATS, 1);
    for (int i = 0; i < end; i += LANES) {
      one.div(FloatVector.fromArray(FLOATS, a, i).sqrt()).intoArray(a, i);
    }
  }

  private static void reciprocalFourthRoots(float[] a, int end, float exponent) {
    for (int i = 0; i < end; i += LANES) {
      VectorMath.inverseFourthRootOfNormal(FloatVector.fromArray(FLOATS, a, i)).intoArray(a, i);
    }
  }

  private static void fourthRoots(float[] a, int end, float exponent) {
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(FLOATS, a, i).sqrt().sqrt().intoArray(a, i);
    }
  }

  private static void roots(float[] a, int end, float exponent) {
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(FLOATS, a, i).sqrt().intoArray(a, i);
    }
  }

  /**
   * {@link VectorMath#log} for normal numbers; of others, NaN. It is written out here because the
   * JIT inlines no method as long as this one.
   */
  private static void logarithms(float[] x, int end, float exponent) {
    for (int i = 0; i < end; i += LANES) {
      FloatVector a = FloatVector.fromArray(FLOATS, x, i);
      IntVector bits = a.reinterpretAsInts();
      IntVector scale = bits.sub(LOG_START_BITS);
      FloatVector k = scale.lanewise(ASHR, FRACTION_BITS).add(ROUND_BITS).reinterpretAsFloats();
      FloatVector f = bits.sub(scale.and(EXPONENT_MASK)).reinterpretAsFloats().sub(1);
      FloatVector p = broadcast(FLOATS, L10).fma(f, broadcast(FLOATS, L9));
      p = p.fma(f, broadcast(FLOATS, L8)).fma(f, broadcast(FLOATS, L7));
      p = p.fma(f, broadcast(FLOATS, L6)).fma(f, broadcast(FLOATS, L5));
      p = p.fma(f, broadcast(FLOATS, L4)).fma(f, broadcast(FLOATS, L3));
      p = p.fma(f, broadcast(FLOATS, L2)).fma(f.mul(f), f);
      IntVector log = k.sub(ROUND).fma(broadcast(FLOATS, LN2), p).reinterpretAsInts();
      // As unsigned numbers, the bits of normal ones begin at MIN_NORMAL's and are so many.
      IntVector unsigned = bits.add(Integer.MIN_VALUE - MIN_NORMAL_BITS);
      log = log.blend(NOT_A_NUMBER_BITS, unsigned.compare(GE, Integer.MIN_VALUE + NORMALS));
      log.reinterpretAsFloats().intoArray(x, i);
    }
  }

  /** {@link VectorMath#exp} of the exponent times each; where that is too large, NaN. */
  private static void exponentials(float[] a, int end, float exponent) {
    for (int i = 0; i < end; i += LANES) {
      FloatVector log = FloatVector.fromArray(FLOATS, a, i).mul(exponent);
      FloatVector rounded = log.fma(broadcast(FLOATS, LOG2_E), broadcast(FLOATS, ROUND));
      FloatVector n = rounded.sub(ROUND);
      FloatVector r = n.fma(broadcast(FLOATS, -LN2_HIGH), log);
      r = n.fma(broadcast(FLOATS, -LN2_LOW), r);
      FloatVector p = broadcast(FLOATS, E6).fma(r, broadcast(FLOATS, E5));
      p = p.fma(r, broadcast(FLOATS, E4)).fma(r, broadcast(FLOATS, E3));
      p = p.fma(r, broadcast(FLOATS, E2)).fma(r, broadcast(FLOATS, 1));
      p = p.fma(r, broadcast(FLOATS, 1));
      IntVector power = rounded.reinterpretAsInts().lanewise(LSHL, FRACTION_BITS).add(ONE_BITS);
      p = p.mul(power.reinterpretAsFloats());
      p.blend(Float.NaN, log.abs().compare(GT, EXP_MODERATE)).intoArray(a, i);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.Coefficients.*;
import static io.sparseout.core.kernels.vector.Lanes.FLOATS;
import static io.sparseout.core.kernels.vector.Lanes.INTS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;

import io.sparseout.core.kernels.Noise;
import io.sparseout.core.kernels.NoiseKernels;
import io.sparseout.core.kernels.scalar.NoiseFormula;
import io.sparseout.core.kernels.scalar.NoiseFormula.Power;
import io.sparseout.core.kernels.scalar.ScalarThreefry;
import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.Threefry;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The noise of Dropout and Sparseout by {@link NoiseFormula}, block by block: the random words,
 * then the arithmetic on them while they are in the first cache. A block of which some result is
 * not finite is left to the formula's own code, whose bounds are so kept out of the loops here.
 */
final class VectorNoise implements NoiseKernels<float[]> {
  @Override
  public void perturb(Noise noise, int from, int to, float[] x, float[] y) {
    new Call(noise, NoiseFormula.forward(noise)).multiply(from, to, x, x, y);
  }

  @Override
  public void perturbGradient(Noise noise, int from, int to, float[] x, float[] g, float[] gx) {
    new Call(noise, NoiseFormula.gradient(noise)).multiply(from, to, x, g, gx);
  }

  /** One call's constants and memory. */
  private static final class Call {
    private static final int LANES = FLOATS.length();
    private static final int GROUPS = 32;
    private static final int BLOCK = GROUPS * Threefry.GROUP;

    private final RandomKey key;
    private final boolean decided;
    private final long threshold;
    private final NoiseFormula formula;
    private final ScalarThreefry threefry = ScalarThreefry.own();
    private float[] buffer;
    private int[] words;

    Call(Noise noise, NoiseFormula formula) {
      this.key = noise.key();
      this.decided = noise.outcome() != Noise.Outcome.RANDOM;
      this.threshold = noise.threshold();
      this.formula = formula;
    }

    /** y = u m(x). Where y is x or u, results are stored last: the formula may need those again. */
    void multiply(int from, int to, float[] x, float[] u, float[] y) {
      boolean inPlace = y == x || y == u;
      if (inPlace || formula.power() == Power.GENERAL) {
        buffer = new float[BLOCK];
      }
      float[] target = inPlace ? buffer : y;
      for (int start = from; start < to; start += BLOCK) {
        int length = Math.min(BLOCK, to - start);
        int end = length - length % LANES;
        int at = inPlace ? 0 : start;
        int groups = (length + Threefry.GROUP - 1) / Threefry.GROUP;
        words =
            decided ? threefry.anyWords() : threefry.groups(key, start / Threefry.GROUP, groups);
        if (formula.power() == Power.GENERAL) {
          powers(start, end, x);
        }
        boolean finite =
            formula.power() == Power.NONE
                ? scale(start, end, u, target, at)
                : multiply(start, end, x, u, target, at);
        if (finite && inPlace) {
          System.arraycopy(buffer, 0, y, start, end);
        }
        for (int i = finite ? end : 0; i < length; i++) {
          boolean kept = Integer.toUnsignedLong(words[i]) < threshold;
          float noise = kept ? formula.kept() : formula.dropped();
          y[start + i] = formula.apply(noise, x[start + i], u[start + i]);
        }
      }
    }

    /** The results at q = 2, u n; returns whether all are finite. */
    private boolean scale(int start, int end, float[] u, float[] target, int at) {
      IntVector limit = IntVector.broadcast(INTS, limit());
      IntVector lowest = IntVector.broadcast(INTS, Integer.MIN_VALUE);
      IntVector dropped = bits(formula.dropped());
      IntVector kept = threshold == 0 ? dropped : bits(formula.kept());
      FloatVector check = FloatVector.zero(FLOATS);
      for (int i = 0; i < end; i += LANES) {
        IntVector word = IntVector.fromArray(INTS, words, i).add(lowest);
        FloatVector n = dropped.blend(kept, word.compare(LE, limit)).reinterpretAsFloats();
        FloatVector result = FloatVector.fromArray(FLOATS, u, start + i).mul(n);
        result.intoArray(target, at + i);
        check = check.add(result.sub(result));
      }
      return check.compare(EQ, 0).allTrue();
    }

    /** The results at q != 2; returns whether all are finite. */
    private boolean multiply(int start, int end, float[] x, float[] u, float[] target, int at) {
      Power power = formula.power();
      boolean exact = formula.exact();
      FloatVector exponent = broadcast(FLOATS, formula.exponent());
      FloatVector epsilon = broadcast(FLOATS, formula.epsilon());
      FloatVector one = broadcast(FLOATS, 1);
      IntVector limit = IntVector.broadcast(INTS, limit());
      IntVector lowest = IntVector.broadcast(INTS, Integer.MIN_VALUE);
      IntVector dropped = bits(formula.dropped());
      IntVector kept = threshold == 0 ? dropped : bits(formula.kept());
      FloatVector check = FloatVector.zero(FLOATS);
      for (int i = 0; i < end; i += LANES) {
        FloatVector size = FloatVector.fromArray(FLOATS, x, start + i).abs();
        FloatVector a = size.add(epsilon);
        FloatVector b =
            switch (power) {
              case RECIPROCAL -> one.div(a);
              case RECIPROCAL_ROOT -> one.div(a.sqrt());
              case RECIPROCAL_FOURTH_ROOT -> VectorMath.inverseFourthRootOfNormal(a);
              case FOURTH_ROOT -> a.sqrt().sqrt();
              case ROOT -> a.sqrt();
              case GENERAL -> FloatVector.fromArray(FLOATS, buffer, i);
              case IDENTITY, NONE -> a;
            };
        if (exact) {
          b = b.mul(exponent.fma(size.div(a), one));
        }
        IntVector word = IntVector.fromArray(INTS, words, i).add(lowest);
        FloatVector n = dropped.blend(kept, word.compare(LE, limit)).reinterpretAsFloats();
        FloatVector m = b.fma(n, one).blend(one, size.compare(EQ, 0));
        FloatVector result = FloatVector.fromArray(FLOATS, u, start + i).mul(m);
        result.intoArray(target, at + i);
        check = check.add(result.sub(result));
      }
      return check.compare(EQ, 0).allTrue();
    }

    /**
     * The powers of |x| + epsilon at any q, to the buffer: {@link VectorMath#exp} and {@link
     * VectorMath#log} for normal numbers; of and to others, NaN. They are written out here because
     * the JIT inlines no method as long as this one. Short loops it puts into their caller, and all
     * together are more than it makes into vectors.
     */
    private void powers(int start, int end, float[] x) {
      FloatVector epsilon = broadcast(FLOATS, formula.epsilon());
      for (int i = 0; i < end; i += LANES) {
        FloatVector a = FloatVector.fromArray(FLOATS, x, start + i).abs().add(epsilon);
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
        log.reinterpretAsFloats().intoArray(buffer, i);
      }
      FloatVector exponent = broadcast(FLOATS, formula.exponent());
      for (int i = 0; i < end; i += LANES) {
        FloatVector log = FloatVector.fromArray(FLOATS, buffer, i).mul(exponent);
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
        p.blend(Float.NaN, log.abs().compare(GT, EXP_MODERATE)).intoArray(buffer, i);
      }
    }

    /**
     * The threshold for words that {@code MIN_VALUE} was added to, which brings them from unsigned
     * to signed order; less one, so that 2^32 fits. Where it is 0, kept and dropped are the same.
     */
    private int limit() {
      return (int) (threshold - 1) + Integer.MIN_VALUE;
    }

    private static IntVector bits(float value) {
      return IntVector.broadcast(INTS, Float.floatToRawIntBits(value));
    }
  }
}

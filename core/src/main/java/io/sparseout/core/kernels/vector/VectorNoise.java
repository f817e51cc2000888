// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.vector.Lanes.FLOATS;
import static io.sparseout.core.kernels.vector.Lanes.INTS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.LE;

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

    /** Each thread's memory for a block: noise on weights makes a call for every few thousand. */
    private static final ThreadLocal<float[]> BUFFER =
        ThreadLocal.withInitial(() -> new float[BLOCK]);

    private final RandomKey key;
    private final boolean decided;
    private final long threshold;
    private final NoiseFormula formula;
    private final ScalarThreefry threefry = ScalarThreefry.own();
    private final float[] buffer;
    private int[] words;

    Call(Noise noise, NoiseFormula formula) {
      this.key = noise.key();
      this.decided = noise.outcome() != Noise.Outcome.RANDOM;
      this.threshold = noise.threshold();
      this.formula = formula;
      this.buffer = BUFFER.get();
    }

    /**
     * y = u m(x). Where y is x or u, results are stored last: the formula may need those again. The
     * powers go through the buffer, with no choice among them in a loop: where a vector came from
     * one of several branches, the JIT made an object of each in some processes, for good.
     */
    void multiply(int from, int to, float[] x, float[] u, float[] y) {
      boolean inPlace = y == x || y == u;
      float[] target = inPlace ? buffer : y;
      for (int start = from; start < to; start += BLOCK) {
        int length = Math.min(BLOCK, to - start);
        int end = length - length % LANES;
        int at = inPlace ? 0 : start;
        int groups = (length + Threefry.GROUP - 1) / Threefry.GROUP;
        words =
            decided ? threefry.anyWords() : threefry.groups(key, start / Threefry.GROUP, groups);
        boolean finite;
        if (formula.power() == Power.NONE) {
          finite = scale(start, end, u, target, at);
        } else {
          sizes(start, end, x);
          VectorPowers.raise(formula.power(), formula.exponent(), buffer, end);
          if (formula.exact()) {
            steepen(start, end, x);
          }
          finite = multiply(start, end, x, u, target, at);
        }
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

    /** |x| + epsilon, to the buffer. */
    private void sizes(int start, int end, float[] x) {
      FloatVector epsilon = broadcast(FLOATS, formula.epsilon());
      for (int i = 0; i < end; i += LANES) {
        FloatVector.fromArray(FLOATS, x, start + i).abs().add(epsilon).intoArray(buffer, i);
      }
    }

    /** b of the exact gradient from a, in the buffer. */
    private void steepen(int start, int end, float[] x) {
      FloatVector exponent = broadcast(FLOATS, formula.exponent());
      FloatVector epsilon = broadcast(FLOATS, formula.epsilon());
      FloatVector one = broadcast(FLOATS, 1);
      for (int i = 0; i < end; i += LANES) {
        FloatVector size = FloatVector.fromArray(FLOATS, x, start + i).abs();
        FloatVector steepness = exponent.fma(size.div(size.add(epsilon)), one);
        FloatVector.fromArray(FLOATS, buffer, i).mul(steepness).intoArray(buffer, i);
      }
    }

    /** The results at q != 2, by the powers in the buffer; returns whether all are finite. */
    private boolean multiply(int start, int end, float[] x, float[] u, float[] target, int at) {
      FloatVector one = broadcast(FLOATS, 1);
      IntVector limit = IntVector.broadcast(INTS, limit());
      IntVector lowest = IntVector.broadcast(INTS, Integer.MIN_VALUE);
      IntVector dropped = bits(formula.dropped());
      IntVector kept = threshold == 0 ? dropped : bits(formula.kept());
      FloatVector check = FloatVector.zero(FLOATS);
      for (int i = 0; i < end; i += LANES) {
        IntVector word = IntVector.fromArray(INTS, words, i).add(lowest);
        FloatVector n = dropped.blend(kept, word.compare(LE, limit)).reinterpretAsFloats();
        FloatVector m = FloatVector.fromArray(FLOATS, buffer, i).fma(n, one);
        m = m.blend(one, FloatVector.fromArray(FLOATS, x, start + i).compare(EQ, 0));
        FloatVector result = FloatVector.fromArray(FLOATS, u, start + i).mul(m);
        result.intoArray(target, at + i);
        check = check.add(result.sub(result));
      }
      return check.compare(EQ, 0).allTrue();
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

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.vector.Lanes.FLOATS;
import static io.sparseout.core.kernels.vector.Lanes.INTS;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.LE;

import io.sparseout.core.kernels.Noise;
import io.sparseout.core.kernels.NoiseKernels;
import io.sparseout.core.kernels.scalar.NoiseFormula;
import io.sparseout.core.kernels.scalar.NoiseFormula.Power;
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
    private static final int GROUPS = 8;
    private static final int BLOCK = GROUPS * Threefry.GROUP;

    private final RandomKey key;
    private final long threshold;
    private final NoiseFormula formula;
    private final int[] words = new int[BLOCK];
    private final float[] results = new float[BLOCK];

    Call(Noise noise, NoiseFormula formula) {
      this.key = noise.key();
      this.threshold = noise.threshold();
      this.formula = formula;
    }

    /** y = u m(x). Results are stored last: y may be x or u, which the formula may need again. */
    void multiply(int from, int to, float[] x, float[] u, float[] y) {
      for (int start = from; start < to; start += BLOCK) {
        int length = Math.min(BLOCK, to - start);
        int end = length - length % LANES;
        VectorThreefry.groups(key, start / Threefry.GROUP, GROUPS, words);
        if (formula.power() == Power.GENERAL) {
          power(start, end, x);
        }
        boolean finite =
            formula.power() == Power.NONE ? scale(start, end, u) : multiply(start, end, x, u);
        if (finite) {
          System.arraycopy(results, 0, y, start, end);
        }
        for (int i = finite ? end : 0; i < length; i++) {
          boolean kept = Integer.toUnsignedLong(words[i]) < threshold;
          float noise = kept ? formula.kept() : formula.dropped();
          y[start + i] = formula.apply(noise, x[start + i], u[start + i]);
        }
      }
    }

    /** The results at q = 2, u n; returns whether all are finite. */
    private boolean scale(int start, int end, float[] u) {
      IntVector limit = IntVector.broadcast(INTS, limit());
      IntVector dropped = bits(formula.dropped());
      IntVector kept = threshold == 0 ? dropped : bits(formula.kept());
      FloatVector check = FloatVector.zero(FLOATS);
      for (int i = 0; i < end; i += LANES) {
        IntVector word = IntVector.fromArray(INTS, words, i).add(Integer.MIN_VALUE);
        FloatVector n = dropped.blend(kept, word.compare(LE, limit)).reinterpretAsFloats();
        FloatVector result = FloatVector.fromArray(FLOATS, u, start + i).mul(n);
        result.intoArray(results, i);
        check = check.add(result.sub(result));
      }
      return check.compare(EQ, 0).allTrue();
    }

    /** The results at q != 2; returns whether all are finite. */
    private boolean multiply(int start, int end, float[] x, float[] u) {
      Power power = formula.power();
      boolean exact = formula.exact();
      FloatVector exponent = FloatVector.broadcast(FLOATS, formula.exponent());
      FloatVector epsilon = FloatVector.broadcast(FLOATS, formula.epsilon());
      FloatVector one = FloatVector.broadcast(FLOATS, 1);
      IntVector limit = IntVector.broadcast(INTS, limit());
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
              case RECIPROCAL_FOURTH_ROOT -> one.div(a.sqrt().sqrt());
              case FOURTH_ROOT -> a.sqrt().sqrt();
              case ROOT -> a.sqrt();
              case IDENTITY, NONE -> a;
              case GENERAL -> FloatVector.fromArray(FLOATS, results, i);
            };
        if (exact) {
          b = b.mul(exponent.fma(size.div(a), one));
        }
        IntVector word = IntVector.fromArray(INTS, words, i).add(Integer.MIN_VALUE);
        FloatVector n = dropped.blend(kept, word.compare(LE, limit)).reinterpretAsFloats();
        FloatVector m = b.fma(n, one).blend(one, size.compare(EQ, 0));
        FloatVector result = FloatVector.fromArray(FLOATS, u, start + i).mul(m);
        result.intoArray(results, i);
        check = check.add(result.sub(result));
      }
      return check.compare(EQ, 0).allTrue();
    }

    /**
     * The powers of |x| + epsilon, to where the results come later. A loop a function: see
     * VectorMath.
     */
    private void power(int start, int end, float[] x) {
      for (int i = 0; i < end; i += LANES) {
        FloatVector a = FloatVector.fromArray(FLOATS, x, start + i).abs().add(formula.epsilon());
        VectorMath.log(a).intoArray(results, i);
      }
      exponential(end);
    }

    private void exponential(int end) {
      for (int i = 0; i < end; i += LANES) {
        FloatVector log = FloatVector.fromArray(FLOATS, results, i);
        VectorMath.exp(log.mul(formula.exponent())).intoArray(results, i);
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

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.vector.Lanes.FLOATS;
import static io.sparseout.core.kernels.vector.Lanes.INTS;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import io.sparseout.core.kernels.Coefficients;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/**
 * The power of {@link io.sparseout.core.kernels.scalar.ScalarMath#pow} on vectors, line by line the
 * same. It has a class of its own because it is the longest of the functions: what {@link
 * VectorMath} says of inlining leaves room for these two methods and no third, and only with
 * constants that are vectors already.
 */
final class VectorPower {
  private static final FloatVector ZERO = of(0);
  private static final FloatVector ONE = of(1);
  private static final FloatVector INFINITY = of(Float.POSITIVE_INFINITY);
  private static final FloatVector MINUS_INFINITY = of(Float.NEGATIVE_INFINITY);
  private static final FloatVector NOT_A_NUMBER = of(Float.NaN);
  private static final FloatVector MIN_NORMAL = of(Float.MIN_NORMAL);
  private static final FloatVector LIFT = of(Coefficients.LIFT);
  private static final FloatVector ROUND = of(Coefficients.ROUND);
  private static final FloatVector ROUND_LIFTED = of(Coefficients.ROUND_LIFTED);
  private static final FloatVector LIMIT = of(Coefficients.POW_LIMIT);
  private static final FloatVector MINUS_LIMIT = of(-Coefficients.POW_LIMIT);
  private static final FloatVector SPLIT = of(Coefficients.POW_SPLIT);
  private static final FloatVector CENTER = of(Coefficients.CENTER);
  private static final FloatVector CENTER_LOG2 = of(Coefficients.CENTER_LOG2);
  private static final FloatVector A1 = of(Coefficients.A1);
  private static final FloatVector A1_LOW = of(Coefficients.A1_LOW);
  private static final FloatVector A3 = of(Coefficients.A3);
  private static final FloatVector A5 = of(Coefficients.A5);
  private static final FloatVector A7 = of(Coefficients.A7);
  private static final FloatVector T1 = of(Coefficients.T1);
  private static final FloatVector T2 = of(Coefficients.T2);
  private static final FloatVector T3 = of(Coefficients.T3);
  private static final FloatVector T4 = of(Coefficients.T4);
  private static final FloatVector T5 = of(Coefficients.T5);
  private static final FloatVector T6 = of(Coefficients.T6);
  private static final IntVector START_BITS = ofBits(Coefficients.POW_START_BITS);
  private static final IntVector EXPONENT_MASK = ofBits(Coefficients.EXPONENT_MASK);
  private static final IntVector ROUND_BITS = ofBits(Coefficients.ROUND_BITS);
  private static final IntVector ONE_BITS = ofBits(Coefficients.ONE_BITS);
  private static final int FRACTION_BITS = Coefficients.FRACTION_BITS;

  private VectorPower() {}

  static FloatVector pow(FloatVector x, FloatVector y) {
    VectorMask<Float> subnormal = x.compare(LT, MIN_NORMAL);
    IntVector bits = x.blend(x.mul(LIFT), subnormal).reinterpretAsInts();
    IntVector exponent = bits.sub(START_BITS);
    FloatVector k = exponent.lanewise(ASHR, FRACTION_BITS).add(ROUND_BITS).reinterpretAsFloats();
    FloatVector m = bits.sub(exponent.and(EXPONENT_MASK)).reinterpretAsFloats();
    VectorMask<Float> upper = m.compare(GT, SPLIT);
    FloatVector c = ONE.blend(CENTER, upper);
    k = k.sub(ROUND.blend(ROUND_LIFTED, subnormal)).add(ZERO.blend(CENTER_LOG2, upper));
    FloatVector sum = m.add(c);
    FloatVector inverse = ONE.div(sum);
    FloatVector f = m.sub(c);
    FloatVector s = f.mul(inverse);
    FloatVector minusS = s.neg();
    FloatVector e = minusS.fma(m.sub(sum.sub(c)), minusS.fma(sum, f)).mul(inverse);
    FloatVector s2 = s.mul(s);
    FloatVector low = e.fma(s2.fma(A1, A1), s.mul(A1_LOW));
    FloatVector cubic = A7.fma(s2, A5).fma(s2, A3).mul(s.mul(s2));
    FloatVector power = power(x, y, k, s, cubic, low);
    return power.blend(NOT_A_NUMBER, x.compare(LT, ZERO)).blend(ONE, y.compare(EQ, ZERO));
  }

  /** Half of pow: the sums that make the logarithm, and the exponential of y times it. */
  private static FloatVector power(
      FloatVector x,
      FloatVector y,
      FloatVector k,
      FloatVector s,
      FloatVector cubic,
      FloatVector low) {
    FloatVector fraction = s.fma(A1, cubic);
    FloatVector high = k.add(fraction);
    low = low.add(cubic.sub(s.neg().fma(A1, fraction))).add(fraction.sub(high.sub(k)));
    high = x.blend(high, x.compare(LT, INFINITY)).blend(MINUS_INFINITY, x.compare(EQ, ZERO));
    FloatVector product = y.mul(high);
    low = y.fma(low, y.fma(high, product.neg()));
    FloatVector rounded = product.add(ROUND);
    FloatVector r = product.sub(rounded.sub(ROUND)).add(low);
    FloatVector p = T6.fma(r, T5).fma(r, T4).fma(r, T3).fma(r, T2).fma(r, T1).fma(r, ONE);
    IntVector n = rounded.reinterpretAsInts();
    IntVector half = n.lanewise(ASHR, 1);
    IntVector first = half.lanewise(LSHL, FRACTION_BITS).add(ONE_BITS);
    IntVector second = n.sub(half).lanewise(LSHL, FRACTION_BITS).add(ONE_BITS);
    p = p.mul(first.reinterpretAsFloats()).mul(second.reinterpretAsFloats());
    return p.blend(INFINITY, product.compare(GT, LIMIT))
        .blend(ZERO, product.compare(LT, MINUS_LIMIT));
  }

  private static FloatVector of(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  private static IntVector ofBits(int bits) {
    return IntVector.broadcast(INTS, bits);
  }
}

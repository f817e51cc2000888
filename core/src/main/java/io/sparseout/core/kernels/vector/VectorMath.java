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
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/**
 * The elementary functions of {@link io.sparseout.core.kernels.scalar.ScalarMath} on vectors of
 * {@link Lanes#FLOATS}: line by line the same IEEE operations, so that the results are equal in
 * every bit. Where the scalar code branches, this one selects. What the lines mean is said there.
 *
 * <p>A vector stays in a register only while HotSpot inlines every call that it passes through. It
 * inlines no method over 325 bytecodes, and no further one once a loop's code has grown to 18000
 * nodes, which some 40 vector operations do; the operations themselves are inlined always. Hence
 * these methods are short and call others, if at all, near their beginning. In a loop, call them
 * early and not more than two of them.
 */
final class VectorMath {
  private VectorMath() {}

  static FloatVector exp(FloatVector x) {
    FloatVector rounded = x.fma(broadcast(FLOATS, LOG2_E), broadcast(FLOATS, ROUND));
    FloatVector y = scale(exponential(remainder(x, rounded)), rounded);
    y = y.blend(Float.POSITIVE_INFINITY, x.compare(GT, EXP_LIMIT));
    return y.blend(0, x.compare(LT, -EXP_LIMIT));
  }

  static FloatVector log(FloatVector x) {
    VectorMask<Float> subnormal = x.compare(LT, Float.MIN_NORMAL);
    IntVector bits = x.blend(x.mul(LIFT), subnormal).reinterpretAsInts();
    IntVector exponent = bits.sub(LOG_START_BITS);
    FloatVector k = exponent.lanewise(ASHR, FRACTION_BITS).add(ROUND_BITS).reinterpretAsFloats();
    k = k.sub(broadcast(FLOATS, ROUND).blend(ROUND_LIFTED, subnormal));
    FloatVector f = bits.sub(exponent.and(EXPONENT_MASK)).reinterpretAsFloats().sub(1);
    FloatVector y = k.fma(broadcast(FLOATS, LN2), logarithm(f));
    y = x.blend(y, x.compare(LT, Float.POSITIVE_INFINITY));
    y = y.blend(Float.NaN, x.compare(LT, 0));
    return y.blend(Float.NEGATIVE_INFINITY, x.compare(EQ, 0));
  }

  static FloatVector log1p(FloatVector x) {
    IntVector exponent = x.add(1).reinterpretAsInts().sub(LOG_START_BITS);
    FloatVector k = exponent.lanewise(ASHR, FRACTION_BITS).add(ROUND_BITS).reinterpretAsFloats();
    IntVector lifted = IntVector.broadcast(INTS, TWO_64_BITS).sub(exponent.and(EXPONENT_MASK));
    FloatVector s = lifted.reinterpretAsFloats().mul(TWO_MINUS_64);
    FloatVector f = x.fma(s, s.sub(1));
    // This is logarithm(), which would come too late where x is itself computed.
    FloatVector p = broadcast(FLOATS, L10).fma(f, broadcast(FLOATS, L9));
    p = p.fma(f, broadcast(FLOATS, L8)).fma(f, broadcast(FLOATS, L7));
    p = p.fma(f, broadcast(FLOATS, L6)).fma(f, broadcast(FLOATS, L5));
    p = p.fma(f, broadcast(FLOATS, L4)).fma(f, broadcast(FLOATS, L3));
    p = p.fma(f, broadcast(FLOATS, L2)).fma(f.mul(f), f);
    FloatVector y = k.sub(ROUND).fma(broadcast(FLOATS, LN2), p);
    return y.blend(x, x.compare(EQ, Float.POSITIVE_INFINITY));
  }

  /** The scalar function where x is positive and a normal number, NaN elsewhere. */
  static FloatVector inverseFourthRootOfNormal(FloatVector x) {
    IntVector bits = x.reinterpretAsInts();
    IntVector start = IntVector.broadcast(INTS, INVERSE_FOURTH_ROOT_BITS);
    FloatVector y = start.sub(bits.lanewise(ASHR, 2)).reinterpretAsFloats();
    FloatVector y2 = y.mul(y);
    FloatVector r = x.fma(y2.mul(y2), broadcast(FLOATS, -1));
    FloatVector p = broadcast(FLOATS, R5).fma(r, broadcast(FLOATS, R4));
    p = p.fma(r, broadcast(FLOATS, R3)).fma(r, broadcast(FLOATS, R2));
    y = y.mul(r).fma(p.fma(r, broadcast(FLOATS, R1)), y);
    // As unsigned numbers, the bits of normal ones begin at MIN_NORMAL's and are so many.
    IntVector unsigned = bits.add(Integer.MIN_VALUE - MIN_NORMAL_BITS);
    IntVector result = y.reinterpretAsInts();
    result = result.blend(NOT_A_NUMBER_BITS, unsigned.compare(GE, Integer.MIN_VALUE + NORMALS));
    return result.reinterpretAsFloats();
  }

  static FloatVector pow(FloatVector x, FloatVector y) {
    return VectorPower.pow(x, y);
  }

  static FloatVector erf(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector small = smallErf(a);
    FloatVector g = largeErfLog2(a.blend(ERF_LIMIT, a.compare(GT, ERF_LIMIT)));
    FloatVector rounded = g.add(ROUND);
    FloatVector p = exponential2(g.sub(rounded.sub(ROUND)));
    IntVector power = rounded.reinterpretAsInts().lanewise(LSHL, FRACTION_BITS);
    FloatVector s = power.add(MINUS_ONE_BITS).reinterpretAsFloats();
    FloatVector y = s.fma(p, broadcast(FLOATS, 1)).blend(small, a.compare(LT, ERF_SPLIT));
    IntVector sign = x.reinterpretAsInts().and(SIGN_BIT);
    return y.reinterpretAsInts().or(sign).reinterpretAsFloats();
  }

  static FloatVector normalCdf(FloatVector x) {
    FloatVector a = x.abs();
    a = a.blend(NORMAL_LIMIT, a.compare(GT, NORMAL_LIMIT));
    FloatVector rounded = gaussianExponent(a);
    return normalCdf(x, a, rounded, gaussian(a, rounded));
  }

  static FloatVector normalDensity(FloatVector x) {
    FloatVector a = x.abs();
    a = a.blend(NORMAL_LIMIT, a.compare(GT, NORMAL_LIMIT));
    FloatVector rounded = gaussianExponent(a);
    FloatVector peak = broadcast(FLOATS, NORMAL_PEAK);
    return scale(peak.fma(gaussian(a, rounded), peak), rounded);
  }

  static FloatVector geluDerivative(FloatVector x) {
    FloatVector a = x.abs();
    a = a.blend(NORMAL_LIMIT, a.compare(GT, NORMAL_LIMIT));
    FloatVector rounded = gaussianExponent(a);
    FloatVector gaussian = gaussian(a, rounded);
    FloatVector peak = broadcast(FLOATS, NORMAL_PEAK);
    FloatVector density = scale(peak.fma(gaussian, peak), rounded);
    return x.fma(density, normalCdf(x, a, rounded, gaussian));
  }

  private static FloatVector normalCdf(
      FloatVector x, FloatVector a, FloatVector rounded, FloatVector gaussian) {
    FloatVector tail = normalTail(a, rounded, gaussian);
    FloatVector large = tail.blend(broadcast(FLOATS, 1).sub(tail), x.compare(GT, 0));
    FloatVector x2 = x.mul(x);
    FloatVector p = broadcast(FLOATS, N5).fma(x2, broadcast(FLOATS, N4));
    p = p.fma(x2, broadcast(FLOATS, N3)).fma(x2, broadcast(FLOATS, N2));
    p = p.fma(x2, broadcast(FLOATS, N1)).fma(x2, broadcast(FLOATS, N0));
    FloatVector small = p.fma(x, broadcast(FLOATS, 0.5f));
    return large.blend(small, a.compare(LT, NORMAL_SPLIT));
  }

  private static FloatVector normalTail(FloatVector a, FloatVector rounded, FloatVector gaussian) {
    FloatVector top = broadcast(FLOATS, P3).fma(a, broadcast(FLOATS, P2));
    top = top.fma(a, broadcast(FLOATS, P1)).fma(a, broadcast(FLOATS, P0));
    FloatVector bottom = broadcast(FLOATS, Q4).fma(a, broadcast(FLOATS, Q3));
    bottom = bottom.fma(a, broadcast(FLOATS, Q2)).fma(a, broadcast(FLOATS, Q1));
    FloatVector ratio = top.div(bottom.fma(a, broadcast(FLOATS, Q0)));
    // This is scale(), which would come too late.
    IntVector n = rounded.reinterpretAsInts();
    IntVector half = n.lanewise(ASHR, 1);
    IntVector first = half.lanewise(LSHL, FRACTION_BITS).add(ONE_BITS);
    IntVector second = n.sub(half).lanewise(LSHL, FRACTION_BITS).add(ONE_BITS);
    FloatVector y = ratio.fma(gaussian, ratio).mul(first.reinterpretAsFloats());
    return y.mul(second.reinterpretAsFloats());
  }

  private static FloatVector gaussianExponent(FloatVector a) {
    FloatVector square = a.mul(-0.5f).mul(a);
    return square.fma(broadcast(FLOATS, LOG2_E), broadcast(FLOATS, ROUND));
  }

  private static FloatVector gaussian(FloatVector a, FloatVector rounded) {
    FloatVector n = rounded.sub(ROUND);
    FloatVector h = a.mul(-0.5f);
    FloatVector square = h.mul(a);
    FloatVector low = n.fma(broadcast(FLOATS, -LN2_LOW), h.fma(a, square.neg()));
    FloatVector r = n.fma(broadcast(FLOATS, -LN2_HIGH), square).add(low);
    return exponentialTail(r).fma(r, broadcast(FLOATS, 1)).mul(r);
  }

  private static FloatVector smallErf(FloatVector a) {
    FloatVector a2 = a.mul(a);
    FloatVector p = broadcast(FLOATS, F5).fma(a2, broadcast(FLOATS, F4));
    p = p.fma(a2, broadcast(FLOATS, F3)).fma(a2, broadcast(FLOATS, F2));
    p = p.fma(a2, broadcast(FLOATS, F1)).fma(a2, broadcast(FLOATS, F0));
    return p.fma(a, a);
  }

  private static FloatVector largeErfLog2(FloatVector a) {
    FloatVector g = broadcast(FLOATS, G6).fma(a, broadcast(FLOATS, G5));
    g = g.fma(a, broadcast(FLOATS, G4)).fma(a, broadcast(FLOATS, G3));
    g = g.fma(a, broadcast(FLOATS, G2)).fma(a, broadcast(FLOATS, G1));
    return g.fma(a, broadcast(FLOATS, G0));
  }

  private static FloatVector remainder(FloatVector x, FloatVector rounded) {
    FloatVector n = rounded.sub(ROUND);
    FloatVector r = n.fma(broadcast(FLOATS, -LN2_HIGH), x);
    return n.fma(broadcast(FLOATS, -LN2_LOW), r);
  }

  private static FloatVector exponentialTail(FloatVector r) {
    FloatVector p = broadcast(FLOATS, E6).fma(r, broadcast(FLOATS, E5));
    p = p.fma(r, broadcast(FLOATS, E4)).fma(r, broadcast(FLOATS, E3));
    return p.fma(r, broadcast(FLOATS, E2));
  }

  private static FloatVector exponential(FloatVector r) {
    FloatVector one = broadcast(FLOATS, 1);
    return exponentialTail(r).fma(r, one).fma(r, one);
  }

  private static FloatVector exponential2(FloatVector r) {
    FloatVector p = broadcast(FLOATS, T6).fma(r, broadcast(FLOATS, T5));
    p = p.fma(r, broadcast(FLOATS, T4)).fma(r, broadcast(FLOATS, T3));
    p = p.fma(r, broadcast(FLOATS, T2)).fma(r, broadcast(FLOATS, T1));
    return p.fma(r, broadcast(FLOATS, 1));
  }

  private static FloatVector logarithm(FloatVector f) {
    FloatVector p = broadcast(FLOATS, L10).fma(f, broadcast(FLOATS, L9));
    p = p.fma(f, broadcast(FLOATS, L8)).fma(f, broadcast(FLOATS, L7));
    p = p.fma(f, broadcast(FLOATS, L6)).fma(f, broadcast(FLOATS, L5));
    p = p.fma(f, broadcast(FLOATS, L4)).fma(f, broadcast(FLOATS, L3));
    return p.fma(f, broadcast(FLOATS, L2)).fma(f.mul(f), f);
  }

  private static FloatVector scale(FloatVector y, FloatVector rounded) {
    IntVector n = rounded.reinterpretAsInts();
    IntVector half = n.lanewise(ASHR, 1);
    IntVector first = half.lanewise(LSHL, FRACTION_BITS).add(ONE_BITS);
    IntVector second = n.sub(half).lanewise(LSHL, FRACTION_BITS).add(ONE_BITS);
    return y.mul(first.reinterpretAsFloats()).mul(second.reinterpretAsFloats());
  }
}

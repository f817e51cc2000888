// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import static io.sparseout.core.kernels.Coefficients.*;
import static java.lang.Float.floatToRawIntBits;
import static java.lang.Float.intBitsToFloat;
import static java.lang.Math.fma;

/**
 * The elementary functions of the framework, a float at a time. {@code VectorMath} applies the same
 * IEEE operations in the same order to whole vectors: change them together, and the results stay
 * equal in every bit on every machine.
 *
 * <p>Errors are in units in the last place of the exact result, the largest over all 2^32 floats
 * where nothing else is said. NaN gives NaN. Special values are those of {@link StrictMath}.
 */
public final class ScalarMath {
  private ScalarMath() {}

  /** e^x, within 0.9 units in the last place. */
  public static float exp(float x) {
    if (x > EXP_LIMIT) {
      return Float.POSITIVE_INFINITY;
    }
    if (x < -EXP_LIMIT) {
      return 0;
    }
    float rounded = fma(x, LOG2_E, ROUND);
    return scale(exponential(remainder(x, rounded)), rounded);
  }

  /** The natural logarithm, within 0.92 units in the last place. */
  public static float log(float x) {
    if (!(x > 0 && x < Float.POSITIVE_INFINITY)) {
      return x == 0 ? Float.NEGATIVE_INFINITY : x < 0 ? Float.NaN : x;
    }
    boolean subnormal = x < Float.MIN_NORMAL;
    int bits = floatToRawIntBits(subnormal ? x * LIFT : x);
    int exponent = bits - LOG_START_BITS;
    float k = integer(exponent) - (subnormal ? ROUND_LIFTED : ROUND);
    float f = intBitsToFloat(bits - (exponent & EXPONENT_MASK)) - 1;
    return fma(k, LN2, logarithm(f));
  }

  /** log(1 + x) for x > -1, within 1.46 units in the last place; no result at and below -1. */
  public static float log1p(float x) {
    int exponent = floatToRawIntBits(x + 1) - LOG_START_BITS;
    float k = integer(exponent) - ROUND;
    // With s = 2^-k, f = (1 + x) s - 1 is rounded but once.
    float s = intBitsToFloat(TWO_64_BITS - (exponent & EXPONENT_MASK)) * TWO_MINUS_64;
    float f = fma(x, s, s - 1);
    float y = fma(k, LN2, logarithm(f));
    return x == Float.POSITIVE_INFINITY ? x : y;
  }

  /** The hyperbolic tangent, within 1.72 units in the last place. */
  public static float tanh(float x) {
    float a = Math.abs(x);
    float b = -2 * (a > TANH_LIMIT ? TANH_LIMIT : a);
    float rounded = fma(b, LOG2_E, ROUND);
    float r = remainder(b, rounded);
    float p = fma(exponentialTail(r), r * r, r);
    // With s = -2^n, tanh|x| = t / (2 - t) for t = 1 - e^-2|x| = (1 + s) + s p.
    float s = power(rounded, MINUS_ONE_BITS);
    float t = fma(s, p, 1 + s);
    float y = t / (2 - t);
    // What y (2 - t) lacks to the exact t; its share is divided by 2 - t, between 1 and 2.
    float rest = fma(y, t, fma(s, p, fma(-2, y, 1 + s)));
    return withSign(fma(rest, TANH_SHARE, y), x);
  }

  /** The logistic function 1 / (1 + e^-x), within 1.62 units in the last place. */
  public static float sigmoid(float x) {
    float a = Math.abs(x);
    float b = -(a > EXP_LIMIT ? EXP_LIMIT : a);
    float rounded = fma(b, LOG2_E, ROUND);
    float z = scale(exponential(remainder(b, rounded)), rounded);
    // 1 / (1 + z), or z / (1 + z) where x is negative: a coin toss, so without a branch.
    int negative = floatToRawIntBits(x) >> 31;
    float top = select(negative, z, 1);
    float y = top / (1 + z);
    // What y (1 + z) lacks to the top; its share is divided by 1 + z, between 1 and 2.
    float rest = fma(-y, z, top - y);
    return fma(rest, SIGMOID_SHARE, y);
  }

  /** x^(-1/4) for x from 0 on, within 1.34 units in the last place; NaN for negative x. */
  public static float inverseFourthRoot(float x) {
    if (!(x >= Float.MIN_NORMAL && x < Float.POSITIVE_INFINITY)) {
      if (x > 0 && x < Float.MIN_NORMAL) {
        return inverseFourthRoot(x * LIFT) * LIFT_FOURTH_ROOT;
      }
      return x == 0 ? Float.POSITIVE_INFINITY : x > 0 ? 0 : Float.NaN;
    }
    float y = intBitsToFloat(INVERSE_FOURTH_ROOT_BITS - (floatToRawIntBits(x) >> 2));
    // x y^4 = 1 + r with r within -0.12 and 0.131: what y lacks is (1 + r)^(-1/4).
    float y2 = y * y;
    float r = fma(x, y2 * y2, -1);
    float p = fma(fma(fma(fma(R5, r, R4), r, R3), r, R2), r, R1);
    return fma(y * r, p, y);
  }

  /**
   * x^y for x from 0 on, of a million pairs within 1.20 units in the last place. Negative x give
   * NaN, unless y is 0. As in {@link StrictMath#pow}, x^0 is 1 even for NaN, and 1 to an infinite
   * power is NaN.
   */
  public static float pow(float x, float y) {
    if (y == 0) {
      return 1;
    }
    if (x < 0) {
      return Float.NaN;
    }
    boolean subnormal = x < Float.MIN_NORMAL;
    int bits = floatToRawIntBits(subnormal ? x * LIFT : x);
    int exponent = bits - POW_START_BITS;
    float k = integer(exponent) - (subnormal ? ROUND_LIFTED : ROUND);
    float m = intBitsToFloat(bits - (exponent & EXPONENT_MASK));
    // x = 2^k m, and m is within 2^(1/4) of a center c, which is 1 or about sqrt(2).
    int upper = (floatToRawIntBits(POW_SPLIT) - floatToRawIntBits(m)) >> 31;
    float c = select(upper, CENTER, 1);
    k += select(upper, CENTER_LOG2, 0);
    // log2(m / c) by s = (m - c) / (m + c). What rounding takes from the sum and from s is in e.
    float sum = m + c;
    float inverse = 1 / sum;
    float f = m - c;
    float s = f * inverse;
    float e = fma(-s, m - (sum - c), fma(-s, sum, f)) * inverse;
    float s2 = s * s;
    float low = fma(e, fma(s2, A1, A1), s * A1_LOW);
    float cubic = fma(fma(A7, s2, A5), s2, A3) * (s * s2);
    // log2(x) = high + low: what the high part loses to rounding goes to the low one.
    float fraction = fma(s, A1, cubic);
    float high = k + fraction;
    low = low + (cubic - fma(-s, A1, fraction)) + (fraction - (high - k));
    high = x == 0 ? Float.NEGATIVE_INFINITY : x < Float.POSITIVE_INFINITY ? high : x;
    float product = y * high;
    if (product > POW_LIMIT) {
      return Float.POSITIVE_INFINITY;
    }
    if (product < -POW_LIMIT) {
      return 0;
    }
    low = fma(y, low, fma(y, high, -product));
    float rounded = product + ROUND;
    return scale(exponential2(product - (rounded - ROUND) + low), rounded);
  }

  /** The error function, within 1.4 units in the last place and 8.3e-8. */
  public static float erf(float x) {
    float a = Math.abs(x);
    if (a < ERF_SPLIT) {
      float a2 = a * a;
      float p = fma(fma(fma(fma(fma(F5, a2, F4), a2, F3), a2, F2), a2, F1), a2, F0);
      return withSign(fma(p, a, a), x);
    }
    a = a > ERF_LIMIT ? ERF_LIMIT : a;
    float g = fma(fma(fma(fma(fma(fma(G6, a, G5), a, G4), a, G3), a, G2), a, G1), a, G0);
    float rounded = g + ROUND;
    float p = exponential2(g - (rounded - ROUND));
    return withSign(fma(power(rounded, MINUS_ONE_BITS), p, 1), x);
  }

  /**
   * The standard normal distribution Phi(x) = (1 + erf(x / sqrt(2))) / 2, within 5.55 units in the
   * last place down to the smallest tails, and 5.7e-8.
   */
  public static float normalCdf(float x) {
    float a = Math.abs(x);
    if (a < NORMAL_SPLIT) {
      float x2 = x * x;
      float p = fma(fma(fma(fma(fma(N5, x2, N4), x2, N3), x2, N2), x2, N1), x2, N0);
      return fma(p, x, 0.5f);
    }
    a = a > NORMAL_LIMIT ? NORMAL_LIMIT : a;
    float top = fma(fma(fma(P3, a, P2), a, P1), a, P0);
    float ratio = top / fma(fma(fma(fma(Q4, a, Q3), a, Q2), a, Q1), a, Q0);
    float rounded = fma(-0.5f * a * a, LOG2_E, ROUND);
    float tail = scale(fma(ratio, gaussian(a, rounded), ratio), rounded);
    return x > 0 ? 1 - tail : tail;
  }

  /** The standard normal density exp(-x^2/2) / sqrt(2 pi), within 1.41 units in the last place. */
  public static float normalDensity(float x) {
    float a = Math.abs(x);
    a = a > NORMAL_LIMIT ? NORMAL_LIMIT : a;
    float rounded = fma(-0.5f * a * a, LOG2_E, ROUND);
    return scale(fma(NORMAL_PEAK, gaussian(a, rounded), NORMAL_PEAK), rounded);
  }

  /** The derivative of x Phi(x), which is Phi(x) + x exp(-x^2/2) / sqrt(2 pi). */
  public static float geluDerivative(float x) {
    return fma(x, normalDensity(x), normalCdf(x));
  }

  /** x - n ln 2, for the integer n in the low bits. */
  private static float remainder(float x, float rounded) {
    float n = rounded - ROUND;
    return fma(n, -LN2_LOW, fma(n, -LN2_HIGH, x));
  }

  /** (e^r - 1 - r) / r^2. */
  private static float exponentialTail(float r) {
    return fma(fma(fma(fma(E6, r, E5), r, E4), r, E3), r, E2);
  }

  /** e^r. */
  private static float exponential(float r) {
    return fma(fma(exponentialTail(r), r, 1), r, 1);
  }

  /** exp(-a^2/2) / 2^n - 1; the square is taken to twice the precision. */
  private static float gaussian(float a, float rounded) {
    float n = rounded - ROUND;
    float h = -0.5f * a;
    float square = h * a;
    float r = fma(n, -LN2_HIGH, square) + fma(n, -LN2_LOW, fma(h, a, -square));
    return fma(exponentialTail(r), r, 1) * r;
  }

  /** 2^r. */
  private static float exponential2(float r) {
    return fma(fma(fma(fma(fma(fma(T6, r, T5), r, T4), r, T3), r, T2), r, T1), r, 1);
  }

  /** log(1 + f). */
  private static float logarithm(float f) {
    float p = fma(fma(fma(fma(L10, f, L9), f, L8), f, L7), f, L6);
    return fma(fma(fma(fma(fma(p, f, L5), f, L4), f, L3), f, L2), f * f, f);
  }

  /** ROUND plus the exponent that stands above the fraction. */
  private static float integer(int exponent) {
    return intBitsToFloat((exponent >> FRACTION_BITS) + ROUND_BITS);
  }

  /** 2^n or -2^n, for the integer n in the low bits and the bits of 1 or -1. */
  private static float power(float rounded, int oneBits) {
    return intBitsToFloat((floatToRawIntBits(rounded) << FRACTION_BITS) + oneBits);
  }

  /** y 2^n, in two factors because the result may be subnormal or infinite. */
  private static float scale(float y, float rounded) {
    int n = floatToRawIntBits(rounded);
    int half = n >> 1;
    float first = intBitsToFloat((half << FRACTION_BITS) + ONE_BITS);
    float second = intBitsToFloat(((n - half) << FRACTION_BITS) + ONE_BITS);
    return y * first * second;
  }

  /** The first where the mask's bits are ones, the second where they are zeros. */
  private static float select(int mask, float first, float second) {
    int bits = floatToRawIntBits(second);
    return intBitsToFloat(bits ^ (mask & (bits ^ floatToRawIntBits(first))));
  }

  /** A number that is not negative, with the sign of x. */
  private static float withSign(float y, float x) {
    return intBitsToFloat(floatToRawIntBits(y) | (floatToRawIntBits(x) & SIGN_BIT));
  }
}

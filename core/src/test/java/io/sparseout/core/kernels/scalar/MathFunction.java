// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.log1p;
import static java.lang.StrictMath.sqrt;
import static java.lang.StrictMath.tanh;

import java.util.SplittableRandom;

/** The elementary functions of one argument: each with its reference, its bound and its inputs. */
public enum MathFunction {
  EXP(0.9, -105, 90),
  LOG(0.92, 0, 4),
  LOG1P(1.46, -0.999f, 4),
  TANH(1.72, -10, 10),
  SIGMOID(1.62, -105, 20),
  INVERSE_FOURTH_ROOT(1.34, 0, 16),
  ERF(1.4, 8.3e-8, -4, 4),
  NORMAL_CDF(5.55, 5.7e-8, -14.5f, 6),
  NORMAL_DENSITY(1.41, -14.5f, 14.5f);

  private final double bound;
  private final double absoluteBound;
  private final float from;
  private final float to;

  MathFunction(double bound, float from, float to) {
    this(bound, Double.POSITIVE_INFINITY, from, to);
  }

  /** One that also has a bound of the absolute error. */
  MathFunction(double bound, double absoluteBound, float from, float to) {
    this.bound = bound;
    this.absoluteBound = absoluteBound;
    this.from = from;
    this.to = to;
  }

  /** The function under test. */
  public float at(float x) {
    return switch (this) {
      case EXP -> ScalarMath.exp(x);
      case LOG -> ScalarMath.log(x);
      case LOG1P -> ScalarMath.log1p(x);
      case TANH -> ScalarMath.tanh(x);
      case SIGMOID -> ScalarMath.sigmoid(x);
      case INVERSE_FOURTH_ROOT -> ScalarMath.inverseFourthRoot(x);
      case ERF -> ScalarMath.erf(x);
      case NORMAL_CDF -> ScalarMath.normalCdf(x);
      case NORMAL_DENSITY -> ScalarMath.normalDensity(x);
    };
  }

  /** The exact value, to some 50 bits. */
  double exact(double x) {
    return switch (this) {
      case EXP -> exp(x);
      case LOG -> log(x);
      case LOG1P -> log1p(x);
      case TANH -> tanh(x);
      case SIGMOID -> 1 / (1 + exp(-x));
      case INVERSE_FOURTH_ROOT -> 1 / sqrt(sqrt(x + 0.0)); // of -0 too
      case ERF -> erf(x);
      case NORMAL_CDF -> x < 0 ? normalTail(-x) : 1 - normalTail(x);
      case NORMAL_DENSITY -> normalDensity(x);
    };
  }

  /**
   * The error at x in units in the last place; none outside the domain, infinite where the absolute
   * error is above its bound.
   */
  double error(float x) {
    if (this == LOG1P && x <= -1) {
      return 0; // its domain begins above -1
    }
    double exact = exact(this == LOG1P ? x + 0f : x); // the zero of log1p has no sign
    float y = at(x);
    return abs(y - exact) > absoluteBound ? Double.POSITIVE_INFINITY : error(y, exact);
  }

  /** The largest error allowed, in units in the last place. */
  double bound() {
    return bound;
  }

  /**
   * Inputs: half of them from every exponent of both signs alike, the others even over the interval
   * where the function is neither constant nor linear; first those that are special.
   */
  public float[] inputs(int count, long seed) {
    float[] x = new float[count];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      if (i < SPECIAL.length) {
        x[i] = SPECIAL[i];
      } else if (i % 2 == 0) {
        x[i] = anyFloat(i / 2, random);
      } else {
        x[i] = from + (to - from) * (float) random.nextDouble();
      }
    }
    return x;
  }

  /** Zeros, infinities, NaN, the ends of the ranges of numbers, and 1. */
  static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE
  };

  /** A float with the sign and exponent of the number, which counts through all 512. */
  static float anyFloat(int number, SplittableRandom random) {
    return Float.intBitsToFloat((number << 23) | random.nextInt(1 << 23));
  }

  /**
   * How far a float is from the exact value, in units in the last place of the latter. Infinite if
   * one is NaN and the other is not, or the sign is wrong, be it a zero's.
   */
  static double error(float actual, double exact) {
    if (Double.isNaN(exact) || Float.isNaN(actual)) {
      return Double.isNaN(exact) && Float.isNaN(actual) ? 0 : Double.POSITIVE_INFINITY;
    }
    if (StrictMath.copySign(1, exact) != StrictMath.copySign(1f, actual)) {
      return Double.POSITIVE_INFINITY;
    }
    // Past the largest float the exact value ends at 2^128, for which infinity stands.
    double end = 0x1p128;
    double target = StrictMath.min(abs(exact), end);
    if (target == end && !Float.isInfinite(actual)) {
      return Double.POSITIVE_INFINITY;
    }
    double value = Float.isInfinite(actual) ? end : abs((double) actual);
    int exponent = StrictMath.min(StrictMath.max(StrictMath.getExponent(target), -126), 127);
    return abs(value - target) / StrictMath.scalb(1.0, exponent - 23);
  }

  private static double erf(double x) {
    double a = abs(x) * sqrt(2);
    double size = a < 1 ? 2 * centralMass(a) : 1 - 2 * normalTail(a);
    return Double.isNaN(x) ? x : StrictMath.copySign(size, x);
  }

  private static double normalDensity(double x) {
    return exp(-x * x / 2) / sqrt(2 * PI);
  }

  /** Phi(-a) for a from 0 on: what the series leaves, or the continued fraction of Laplace. */
  private static double normalTail(double a) {
    if (a < 3) {
      return 0.5 - centralMass(a);
    }
    if (a > 40) {
      return 0;
    }
    double fraction = 0;
    for (int k = 80; k > 0; k--) {
      fraction = k / (a + fraction);
    }
    return normalDensity(a) / (a + fraction);
  }

  /**
   * Phi(a) - 1/2 = phi(a) (a + a^3/3 + a^5/(3 5) + a^7/(3 5 7) + ...), whose terms are positive.
   */
  private static double centralMass(double a) {
    double term = a;
    double sum = 0;
    for (int k = 3; sum + term != sum; k += 2) {
      sum += term;
      term *= a * a / k;
    }
    return sum * normalDensity(a);
  }
}

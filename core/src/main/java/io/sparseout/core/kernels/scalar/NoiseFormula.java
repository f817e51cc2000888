// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.Noise;

/**
 * The arithmetic of {@link Noise} on one element x, whose multiplier m falls on u: x itself in the
 * forward pass, its gradient in the backward pass. With n the element's {@link #kept} or {@link
 * #dropped} noise and e the exponent (q-2)/2:
 *
 * <pre>
 *   a = (|x| + epsilon)^e
 *   b = a, or in the exact gradient a fma(e, |x| / (|x| + epsilon), 1)
 *   m = fma(b, n, 1), or 1 where x = 0
 *   result = u m
 * </pre>
 *
 * At q = 2, n is m. Where the result is not finite although x and u are, it is computed again with
 * a, b, m and the result each held within the finite numbers.
 */
public final class NoiseFormula {
  /** How the power of a = |x| + epsilon is computed. */
  public enum Power {
    /** q = 2: there is none. */
    NONE,
    /** q = 0: 1 / a. */
    RECIPROCAL,
    /** q = 1: 1 / sqrt(a). */
    RECIPROCAL_ROOT,
    /** q = 1.5: {@link ScalarMath#inverseFourthRoot}. */
    RECIPROCAL_FOURTH_ROOT,
    /** q = 2.5: sqrt(sqrt(a)). */
    FOURTH_ROOT,
    /** q = 3: sqrt(a). */
    ROOT,
    /** q = 4: a. */
    IDENTITY,
    /** Any other q: exp(e log(a)), whose relative error is about 2^-24 |e log a|. */
    GENERAL
  }

  private final Power power;
  private final float exponent;
  private final float epsilon;
  private final boolean exact;
  private final float kept;
  private final float dropped;

  private NoiseFormula(Noise noise, boolean exact) {
    this.power = power(noise.q());
    this.exponent = (float) Math.min(noise.exponent(), Float.MAX_VALUE);
    this.epsilon = (float) Math.min(noise.epsilon(), Float.MAX_VALUE);
    this.exact = exact;
    this.kept = (float) (power == Power.NONE ? noise.keptScale() : noise.keptScale() - 1);
    this.dropped = power == Power.NONE ? 0 : -1;
  }

  /** The formula of the forward pass. */
  public static NoiseFormula forward(Noise noise) {
    return new NoiseFormula(noise, false);
  }

  /** The formula of the gradient, the published or the exact one. */
  public static NoiseFormula gradient(Noise noise) {
    return new NoiseFormula(noise, noise.exact());
  }

  /** How the power is computed. */
  public Power power() {
    return power;
  }

  /** e. */
  public float exponent() {
    return exponent;
  }

  /** What is added to |x|. */
  public float epsilon() {
    return epsilon;
  }

  /** Whether b is that of the exact gradient. */
  public boolean exact() {
    return exact;
  }

  /** The noise of a kept element: 1/(1-p) - 1, or at q = 2, 1/(1-p). */
  public float kept() {
    return kept;
  }

  /** The noise of a dropped element: -1, or at q = 2, 0. */
  public float dropped() {
    return dropped;
  }

  /** The result for one element. */
  public float apply(float noise, float x, float u) {
    float y = u * multiplier(noise, x);
    return Math.abs(y) <= Float.MAX_VALUE ? y : bounded(noise, x, u);
  }

  private float multiplier(float noise, float x) {
    if (power == Power.NONE) {
      return noise;
    }
    if (x == 0) {
      return 1;
    }
    float a = power(Math.abs(x) + epsilon);
    return Math.fma(exact ? a * steepness(x) : a, noise, 1);
  }

  private float power(float a) {
    return switch (power) {
      case NONE -> 1;
      case RECIPROCAL -> 1 / a;
      case RECIPROCAL_ROOT -> 1 / sqrt(a);
      case RECIPROCAL_FOURTH_ROOT -> ScalarMath.inverseFourthRoot(a);
      case FOURTH_ROOT -> sqrt(sqrt(a));
      case ROOT -> sqrt(a);
      case IDENTITY -> a;
      case GENERAL -> ScalarMath.exp(ScalarMath.log(a) * exponent);
    };
  }

  /** (x |x|^e)' / |x|^e, which is 1 + e = q/2 but for epsilon. */
  private float steepness(float x) {
    float size = Math.abs(x);
    return Math.fma(exponent, size / (size + epsilon), 1);
  }

  private float bounded(float noise, float x, float u) {
    if (!Float.isFinite(x) || !Float.isFinite(u)) {
      return u * multiplier(noise, x);
    }
    if (power == Power.NONE || x == 0) {
      return finite(u * multiplier(noise, x));
    }
    float a = finite(power(Math.abs(x) + epsilon));
    float b = exact ? finite(a * steepness(x)) : a;
    return finite(u * finite(Math.fma(b, noise, 1)));
  }

  /** The value, or where it is infinite, the largest finite number of its sign. */
  private static float finite(float value) {
    return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
  }

  private static float sqrt(float a) {
    return (float) Math.sqrt(a);
  }

  private static Power power(double q) {
    if (q == 0) {
      return Power.RECIPROCAL;
    } else if (q == 1) {
      return Power.RECIPROCAL_ROOT;
    } else if (q == 1.5) {
      return Power.RECIPROCAL_FOURTH_ROOT;
    } else if (q == 2) {
      return Power.NONE;
    } else if (q == 2.5) {
      return Power.FOURTH_ROOT;
    } else if (q == 3) {
      return Power.ROOT;
    } else if (q == 4) {
      return Power.IDENTITY;
    }
    return Power.GENERAL;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/**
 * The constants of the float elementary functions, for {@code ScalarMath} and its vector twin
 * alike.
 *
 * <p>Each polynomial is a minimax fit by linear programming on several hundred Chebyshev nodes,
 * against 40-digit references. Its coefficients were rounded to float one after the other, lowest
 * power first, and the rest fitted anew after each. The error given is relative and that of the
 * rounded coefficients in exact arithmetic; rounding to float itself costs up to 2^-24.
 */
public final class Coefficients {
  /**
   * 1.5 * 2^23. Adding it to a float within +-2^22 rounds that to an integer, which then stands in
   * the low bits of the sum; subtracting it again gives the integer as a float.
   */
  public static final float ROUND = 0x1.8p23f;

  public static final int ROUND_BITS = 0x4B400000;
  public static final int ONE_BITS = 0x3F800000;
  public static final int MINUS_ONE_BITS = 0xBF800000;
  public static final int SIGN_BIT = 0x80000000;
  public static final int NOT_A_NUMBER_BITS = 0x7FC00000;

  /** Sign and exponent of a float. */
  public static final int EXPONENT_MASK = 0xFF800000;

  /** Bits of the fraction: the exponent starts above them. */
  public static final int FRACTION_BITS = 23;

  /** Bits of the smallest normal number, and how many positive normal numbers there are. */
  public static final int MIN_NORMAL_BITS = 0x00800000;

  public static final int NORMALS = 0x7F000000;

  /** What lifts a subnormal number to a normal one, and the {@link #ROUND} that takes it back. */
  public static final float LIFT = 0x1p24f;

  public static final float ROUND_LIFTED = ROUND + 24;
  public static final float LIFT_FOURTH_ROOT = 0x1p6f;

  /** Beyond +-104 the exponential is infinity or zero. */
  public static final float EXP_LIMIT = 104;

  /** Within +-86 it is a normal number. */
  public static final float EXP_MODERATE = 86;

  /** Beyond +-10 the hyperbolic tangent is +-1. */
  public static final float TANH_LIMIT = 10;

  public static final float LOG2_E = 0x1.715476p0f;
  public static final float LN2 = 0x1.62e430p-1f;

  /** ln 2 in two parts, the first of 15 bits: its product with an exponent is exact. */
  public static final float LN2_HIGH = 0x1.62e4p-1f;

  public static final float LN2_LOW = 0x1.7f7d1cp-20f;

  /**
   * The last step of tanh and sigmoid adds a rest over a denominator between 1 and 2. These
   * constants stand for its inverse; of those tried they leave the least error.
   */
  public static final float TANH_SHARE = 0.7f;

  public static final float SIGMOID_SHARE = 0.8f;

  /** {@code e^r = 1 + r + r^2 (E2 + E3 r + ... + E6 r^4)} to 2^-28.2 for {@code |r| <= ln(2)/2}. */
  public static final float E2 = 0x1.fffffcp-2f;

  public static final float E3 = 0x1.555492p-3f;
  public static final float E4 = 0x1.5558aap-5f;
  public static final float E5 = 0x1.12396ep-7f;
  public static final float E6 = 0x1.6a5250p-10f;

  /** {@code 2^r = 1 + r (T1 + T2 r + ... + T6 r^5)} to 2^-28.3 for {@code |r| <= 1/2}. */
  public static final float T1 = 0x1.62e430p-1f;

  public static final float T2 = 0x1.ebfbdcp-3f;
  public static final float T3 = 0x1.c6af7cp-5f;
  public static final float T4 = 0x1.3b2de0p-7f;
  public static final float T5 = 0x1.5f0834p-10f;
  public static final float T6 = 0x1.416b64p-13f;

  /** Bits of sqrt(1/2), where the mantissas of the logarithm begin; they end at sqrt(2). */
  public static final int LOG_START_BITS = 0x3F3504F3;

  /**
   * {@code log(1+f) = f + f^2 (L2 + L3 f + ... + L10 f^8)} to 2^-27.8 for {@code sqrt(1/2) <= 1+f
   * <= sqrt(2)}.
   */
  public static final float L2 = -0x1.fffff8p-2f;

  public static final float L3 = 0x1.555550p-2f;
  public static final float L4 = -0x1.000438p-2f;
  public static final float L5 = 0x1.99a41cp-3f;
  public static final float L6 = -0x1.5423e8p-3f;
  public static final float L7 = 0x1.226c84p-3f;
  public static final float L8 = -0x1.0f5204p-3f;
  public static final float L9 = 0x1.0874eap-3f;
  public static final float L10 = -0x1.381352p-4f;

  /** 2^64 and its inverse: for 2^-k with k up to 128, which is not a normal number. */
  public static final int TWO_64_BITS = 0x5F800000;

  public static final float TWO_MINUS_64 = 0x1p-64f;

  /**
   * Minus a quarter of a float's bits is, but for this number, the bits of its power -1/4: to 3.13
   * %, the least error of all such numbers.
   */
  public static final int INVERSE_FOURTH_ROOT_BITS = 0x4F585EE0;

  /** {@code (1+r)^(-1/4) = 1 + r (R1 + R2 r + ... + R5 r^4)} to 2^-26.5 for the rest of that. */
  public static final float R1 = -0x1.fffff8p-3f;

  public static final float R2 = 0x1.3ffc30p-3f;
  public static final float R3 = -0x1.e0165ap-4f;
  public static final float R4 = 0x1.8c3ccep-4f;
  public static final float R5 = -0x1.48bb18p-4f;

  /** Bits of 2^(-1/4), where the mantissas of the power begin; they end at 2^(3/4). */
  public static final int POW_START_BITS = 0x3F5744FD;

  /** 2^(1/4): above it a mantissa is taken relative to CENTER instead of 1. */
  public static final float POW_SPLIT = 0x1.306fe0p0f;

  /**
   * A float near sqrt(2), chosen because its binary logarithm is CENTER_LOG2, of 15 bits, to an
   * error of 2^-35.3: the sum with an exponent is exact.
   */
  public static final float CENTER = 0x1.6a13b4p0f;

  public static final float CENTER_LOG2 = 0x1.0014p-1f;

  /** 2/ln(2) in two parts. */
  public static final float A1 = 0x1.715476p1f;

  public static final float A1_LOW = 0x1.4ae0c0p-25f;

  /**
   * {@code log2((1+s)/(1-s)) = s (2/ln(2) + A3 s^2 + A5 s^4 + A7 s^6)} to 2^-37.3 for {@code |s| <=
   * 0.0867}.
   */
  public static final float A3 = 0x1.ec709ep-1f;

  public static final float A5 = 0x1.277504p-1f;
  public static final float A7 = 0x1.aa3b0ap-2f;

  /** Beyond 2^+-160 a power is infinity or zero. */
  public static final float POW_LIMIT = 160;

  /** Below this erf is a polynomial in x^2, above it one minus a power of two. */
  public static final float ERF_SPLIT = 0.75f;

  /** Beyond it erf is 1 to half a unit in the last place. */
  public static final float ERF_LIMIT = 4;

  /** {@code erf(x) = x + x (F0 + F1 x^2 + ... + F5 x^10)} to 2^-29.2 for {@code |x| <= 0.75}. */
  public static final float F0 = 0x1.06eba8p-3f;

  public static final float F1 = -0x1.81273ap-2f;
  public static final float F2 = 0x1.ce2acep-4f;
  public static final float F3 = -0x1.b7a75cp-6f;
  public static final float F4 = 0x1.4f188ap-8f;
  public static final float F5 = -0x1.613e52p-11f;

  /**
   * {@code log2(1 - erf(x)) = G0 + G1 x + ... + G6 x^6} for {@code 0.75 <= x <= 4}, which gives erf
   * to 2^-28.3.
   */
  public static final float G0 = -0x1.f824e4p-16f;

  public static final float G1 = -0x1.a0c3e8p0f;
  public static final float G2 = -0x1.d5aabep-1f;
  public static final float G3 = -0x1.36bd10p-3f;
  public static final float G4 = 0x1.0e1102p-5f;
  public static final float G5 = -0x1.2f2c40p-8f;
  public static final float G6 = 0x1.429cb2p-12f;

  /** Beyond +-16 the normal density is zero. */
  public static final float NORMAL_LIMIT = 16;

  /** 1/sqrt(2 pi). */
  public static final float NORMAL_PEAK = 0x1.988454p-2f;

  /** Below this the normal distribution is a polynomial in x^2, above it uses the tail's ratio. */
  public static final float NORMAL_SPLIT = 1.1875f;

  /**
   * {@code Phi(x) = 1/2 + x (N0 + N1 x^2 + ... + N5 x^10)} to 2^-27.5 of Phi(-|x|) for {@code |x|
   * <= 1.1875}.
   */
  public static final float N0 = 0x1.988452p-2f;

  public static final float N1 = -0x1.1057dep-4f;
  public static final float N2 = 0x1.46c194p-7f;
  public static final float N3 = -0x1.36319cp-10f;
  public static final float N4 = 0x1.d0b814p-14f;
  public static final float N5 = -0x1.c6e0e4p-18f;

  /**
   * {@code Phi(-x) exp(x^2/2) = (P0 + P1 x + P2 x^2 + P3 x^3) / (Q0 + Q1 x + ... + Q4 x^4)} to
   * 2^-24.6 for {@code 1.1875 <= x <= 14.3}. Fitted by least squares, reweighted until the error
   * rippled evenly, then scaled and varied in the last bits to the least error of the whole float
   * computation. All terms are positive: nothing cancels.
   */
  public static final float P0 = 0x1.9d1b02p-2f;

  public static final float P1 = 0x1.4f9d58p-2f;
  public static final float P2 = 0x1.e7e9bcp-4f;
  public static final float P3 = 0x1.563bd8p-6f;
  public static final float Q0 = 0x1.9d61f8p-1f;
  public static final float Q1 = 0x1.4c153cp0f;
  public static final float Q2 = 0x1.bfff18p-1f;
  public static final float Q3 = 0x1.31b34cp-2f;
  public static final float Q4 = 0x1.acef66p-5f;

  /**
   * sin(2 pi f) / f and cos(2 pi f) in f^2, Taylor's series, for f of at most an eighth of a turn:
   * within 2.5e-8.
   */
  public static final float SIN1 = 0x1.921fb6p2f;

  public static final float SIN3 = -0x1.4abbcep5f;

  public static final float SIN5 = 0x1.466bc6p6f;

  public static final float SIN7 = -0x1.32d2ccp6f;

  public static final float SIN9 = 0x1.507834p5f;

  public static final float COS2 = -0x1.3bd3ccp4f;

  public static final float COS4 = 0x1.03c1fp6f;

  public static final float COS6 = -0x1.55d3c8p6f;

  public static final float COS8 = 0x1.e1f506p5f;

  private Coefficients() {}
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/** The elementwise functions of one argument, f, and of one parameter, s, where they have one. */
public enum Unary {
  /** s x. */
  SCALE,
  /** x + s. */
  SHIFT,
  /** |x|; derivative 0 at 0. */
  ABS,
  /** Square root. */
  SQRT,
  /** e^x. */
  EXP,
  /** Natural logarithm. */
  LOG,
  /** x^s, for x >= 0, or any x where s is a whole number. */
  POW,
  /** max(x, 0); derivative 0 at 0. */
  RELU,
  /** x where x > 0, else s x. */
  LEAKY_RELU,
  /** 1 / (1 + e^-x). */
  SIGMOID,
  /** Hyperbolic tangent. */
  TANH,
  /** x Phi(x), with the standard normal distribution function; Hendrycks and Gimpel 2016. */
  GELU
}

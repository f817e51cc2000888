// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.Unary;

/**
 * Functions of one argument, each above its gradient: a loop of its own each, because the JIT
 * vectorizes no loop with a switch in it.
 */
public final class ScalarUnary {
  private ScalarUnary() {}

  /** y[i] = f(x[i]) for {@code from <= i < to}. */
  static void apply(Unary f, double parameter, int from, int to, float[] x, float[] y) {
    float s = (float) parameter;
    switch (f) {
      case SCALE -> scale(s, from, to, x, y);
      case SHIFT -> shift(s, from, to, x, y);
      case ABS -> abs(from, to, x, y);
      case SQRT -> sqrt(from, to, x, y);
      case EXP -> exp(from, to, x, y);
      case LOG -> log(from, to, x, y);
      case POW -> pow(s, from, to, x, y);
      case RELU -> relu(from, to, x, y);
      case LEAKY_RELU -> leakyRelu(s, from, to, x, y);
      case SIGMOID -> sigmoid(from, to, x, y);
      case TANH -> tanh(from, to, x, y);
      case GELU -> gelu(from, to, x, y);
    }
  }

  /** gx[i] = g[i] f'(x[i]) for {@code from <= i < to}. */
  static void gradient(
      Unary f, double parameter, int from, int to, float[] x, float[] y, float[] g, float[] gx) {
    float s = (float) parameter;
    switch (f) {
      case SCALE -> scale(s, from, to, g, gx);
      case SHIFT -> shift(0, from, to, g, gx);
      case ABS -> absGradient(from, to, x, g, gx);
      case SQRT -> sqrtGradient(from, to, y, g, gx);
      case EXP -> expGradient(from, to, y, g, gx);
      case LOG -> logGradient(from, to, x, g, gx);
      case POW -> powGradient(s, from, to, x, g, gx);
      case RELU -> reluGradient(from, to, x, g, gx);
      case LEAKY_RELU -> leakyReluGradient(s, from, to, x, g, gx);
      case SIGMOID -> sigmoidGradient(from, to, y, g, gx);
      case TANH -> tanhGradient(from, to, y, g, gx);
      case GELU -> geluGradient(from, to, x, g, gx);
    }
  }

  static void scale(float s, int from, int to, float[] x, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] * s;
    }
  }

  static void shift(float s, int from, int to, float[] x, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] + s;
    }
  }

  private static void abs(int from, int to, float[] x, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = Math.abs(x[i]);
    }
  }

  private static void absGradient(int from, int to, float[] x, float[] g, float[] gx) {
    for (int i = from; i < to; i++) {
      gx[i] = g[i] * Math.signum(x[i]);
    }
  }

  private static void sqrt(int from, int to, float[] x, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.sqrt(x[i]);
    }
  }

  private static void sqrtGradient(int from, int to, float[] y, float[] g, float[] gx) {
    for (int i = from; i < to; i++) {
      gx[i] = g[i] * 0.5f / y[i];
    }
  }

  private static void exp(int from, int to, float[] x, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = ScalarMath.exp(x[i]);
    }
  }

  private static void expGradient(int from, int to, float[] y, float[] g, float[] gx) {
    for (int i = from; i < to; i++) {
      gx[i] = g[i] * y[i];
    }
  }

  private static void log(int from, int to, float[] x, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = ScalarMath.log(x[i]);
    }
  }

  private static void logGradient(int from, int to, float[] x, float[] g, float[] gx) {
    for (int i = from; i < to; i++) {
      gx[i] = g[i] / x[i];
    }
  }

  private static void pow(float s, int from, int to, float[] x, float[] y) {
    boolean whole = isWhole(s);
    int sign = signMask(s);
    for (int i = from; i < to; i++) {
      y[i] = power(x[i], s, whole, sign);
    }
  }

  private static void powGradient(float s, int from, int to, float[] x, float[] g, float[] gx) {
    if (s == 0) { // not 0 x^-1, which is NaN at 0
      scale(0, from, to, g, gx);
      return;
    }
    boolean whole = isWhole(s - 1);
    int sign = signMask(s - 1);
    for (int i = from; i < to; i++) {
      gx[i] = g[i] * (s * power(x[i], s - 1, whole, sign));
    }
  }

  /** x^s: where s is whole, |x|^s and, where it is odd, with the sign of x; else NaN for x < 0. */
  private static float power(float x, float s, boolean whole, int signMask) {
    float y = ScalarMath.pow(whole ? Math.abs(x) : x, s);
    int sign = Float.floatToRawIntBits(x) & signMask;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | sign);
  }

  /** Whether negative numbers have a power s. */
  public static boolean isWhole(float s) {
    return s % 1 == 0;
  }

  /** The bits of x that go into x^s: the sign where s is odd. */
  public static int signMask(float s) {
    return Math.abs(s % 2) == 1 ? Integer.MIN_VALUE : 0;
  }

  private static void relu(int from, int to, float[] x, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = Math.max(x[i], 0);
    }
  }

  private static void reluGradient(int from, int to, float[] x, float[] g, float[] gx) {
    for (int i = from; i < to; i++) {
      gx[i] = x[i] > 0 ? g[i] : 0;
    }
  }

  private static void leakyRelu(float s, int from, int to, float[] x, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] > 0 ? x[i] : s * x[i];
    }
  }

  private static void leakyReluGradient(
      float s, int from, int to, float[] x, float[] g, float[] gx) {
    for (int i = from; i < to; i++) {
      gx[i] = x[i] > 0 ? g[i] : s * g[i];
    }
  }

  private static void sigmoid(int from, int to, float[] x, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = ScalarMath.sigmoid(x[i]);
    }
  }

  private static void sigmoidGradient(int from, int to, float[] y, float[] g, float[] gx) {
    for (int i = from; i < to; i++) {
      gx[i] = g[i] * (y[i] * (1 - y[i]));
    }
  }

  private static void tanh(int from, int to, float[] x, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = ScalarMath.tanh(x[i]);
    }
  }

  private static void tanhGradient(int from, int to, float[] y, float[] g, float[] gx) {
    for (int i = from; i < to; i++) {
      gx[i] = g[i] * Math.fma(-y[i], y[i], 1);
    }
  }

  private static void gelu(int from, int to, float[] x, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] * ScalarMath.normalCdf(x[i]);
    }
  }

  private static void geluGradient(int from, int to, float[] x, float[] g, float[] gx) {
    for (int i = from; i < to; i++) {
      gx[i] = g[i] * ScalarMath.geluDerivative(x[i]);
    }
  }
}

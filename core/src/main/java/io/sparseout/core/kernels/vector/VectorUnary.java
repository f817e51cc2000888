// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.Coefficients.*;
import static io.sparseout.core.kernels.vector.Lanes.FLOATS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import io.sparseout.core.kernels.Unary;
import io.sparseout.core.kernels.scalar.ScalarUnary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Functions of one argument, each above its gradient, over whole vectors. A loop of its own each:
 * the JIT keeps vectors in registers only where it sees the whole loop, and not a too big one.
 */
final class VectorUnary {
  private static final int LANES = FLOATS.length();

  private VectorUnary() {}

  /**
   * y[i] = f(x[i]) for {@code from <= i < to}, a multiple of the lanes, or false where the scalar
   * kernels are as fast.
   */
  static boolean apply(Unary f, float s, int from, int to, float[] x, float[] y) {
    switch (f) {
      case EXP -> exp(from, to, x, y);
      case LOG -> log(from, to, x, y);
      case POW -> pow(s, from, to, x, y);
      case LEAKY_RELU -> leakyRelu(s, from, to, x, y);
      case SIGMOID -> sigmoid(to - from, x, from, y, from);
      case TANH -> tanh(to - from, x, from, y, from);
      case GELU -> gelu(from, to, x, y);
      case SCALE, SHIFT, ABS, SQRT, RELU -> {
        return false;
      }
    }
    return true;
  }

  /** gx[i] = g[i] f'(x[i]), likewise. */
  static boolean gradient(
      Unary f, float s, int from, int to, float[] x, float[] y, float[] g, float[] gx) {
    switch (f) {
      case ABS -> absGradient(from, to, x, g, gx);
      case POW -> {
        if (s == 0) {
          return false;
        }
        powGradient(s, from, to, x, g, gx);
      }
      case RELU -> reluGradient(from, to, x, g, gx);
      case LEAKY_RELU -> leakyReluGradient(s, from, to, x, g, gx);
      case GELU -> geluGradient(from, to, x, g, gx);
      case SCALE, SHIFT, SQRT, EXP, LOG, SIGMOID, TANH -> {
        return false;
      }
    }
    return true;
  }

  private static void absGradient(int from, int to, float[] x, float[] g, float[] gx) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i);
      FloatVector one = FloatVector.broadcast(FLOATS, 1);
      FloatVector sign = v.blend(one, v.compare(GT, 0)).blend(one.neg(), v.compare(LT, 0));
      FloatVector.fromArray(FLOATS, g, i).mul(sign).intoArray(gx, i);
    }
  }

  private static void exp(int from, int to, float[] x, float[] y) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i);
      VectorMath.exp(v).intoArray(y, i);
    }
  }

  private static void log(int from, int to, float[] x, float[] y) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i);
      VectorMath.log(v).intoArray(y, i);
    }
  }

  private static void pow(float s, int from, int to, float[] x, float[] y) {
    boolean whole = ScalarUnary.isWhole(s);
    int signMask = ScalarUnary.signMask(s);
    FloatVector exponent = FloatVector.broadcast(FLOATS, s);
    for (int i = from; i < to; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i);
      FloatVector power = VectorMath.pow(whole ? v.abs() : v, exponent);
      IntVector sign = v.reinterpretAsInts().and(signMask);
      power.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(y, i);
    }
  }

  private static void powGradient(float s, int from, int to, float[] x, float[] g, float[] gx) {
    boolean whole = ScalarUnary.isWhole(s - 1);
    int signMask = ScalarUnary.signMask(s - 1);
    FloatVector exponent = FloatVector.broadcast(FLOATS, s - 1);
    for (int i = from; i < to; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i);
      FloatVector power = VectorMath.pow(whole ? v.abs() : v, exponent);
      IntVector sign = v.reinterpretAsInts().and(signMask);
      power = power.reinterpretAsInts().or(sign).reinterpretAsFloats();
      FloatVector.fromArray(FLOATS, g, i).mul(power.mul(s)).intoArray(gx, i);
    }
  }

  private static void reluGradient(int from, int to, float[] x, float[] g, float[] gx) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i);
      FloatVector w = FloatVector.fromArray(FLOATS, g, i);
      FloatVector.zero(FLOATS).blend(w, v.compare(GT, 0)).intoArray(gx, i);
    }
  }

  private static void leakyRelu(float s, int from, int to, float[] x, float[] y) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i);
      v.mul(s).blend(v, v.compare(GT, 0)).intoArray(y, i);
    }
  }

  private static void leakyReluGradient(
      float s, int from, int to, float[] x, float[] g, float[] gx) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i);
      FloatVector w = FloatVector.fromArray(FLOATS, g, i);
      w.mul(s).blend(w, v.compare(GT, 0)).intoArray(gx, i);
    }
  }

  /**
   * y[yAt + i] = sigmoid(x[xAt + i]) for so many i, a multiple of the lanes: {@link
   * io.sparseout.core.kernels.scalar.ScalarMath#sigmoid}. It and {@link #tanh} are written out: the
   * JIT inlines no method as long as these. What it would inline them into, with the other loops
   * there, is more than it inlines of one method, and at the calls that are left it makes objects
   * of the vectors.
   */
  static void sigmoid(int length, float[] x, int xAt, float[] y, int yAt) {
    FloatVector one = broadcast(FLOATS, 1);
    for (int i = 0; i < length; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
      FloatVector a = v.abs();
      FloatVector b = a.blend(EXP_LIMIT, a.compare(GT, EXP_LIMIT)).neg();
      FloatVector rounded = b.fma(broadcast(FLOATS, LOG2_E), broadcast(FLOATS, ROUND));
      FloatVector k = rounded.sub(ROUND);
      FloatVector r = k.fma(broadcast(FLOATS, -LN2_HIGH), b);
      r = k.fma(broadcast(FLOATS, -LN2_LOW), r);
      FloatVector p = broadcast(FLOATS, E6).fma(r, broadcast(FLOATS, E5));
      p = p.fma(r, broadcast(FLOATS, E4)).fma(r, broadcast(FLOATS, E3));
      p = p.fma(r, broadcast(FLOATS, E2)).fma(r, one).fma(r, one);
      IntVector n = rounded.reinterpretAsInts();
      IntVector half = n.lanewise(ASHR, 1);
      IntVector first = half.lanewise(LSHL, FRACTION_BITS).add(ONE_BITS);
      IntVector second = n.sub(half).lanewise(LSHL, FRACTION_BITS).add(ONE_BITS);
      FloatVector z = p.mul(first.reinterpretAsFloats()).mul(second.reinterpretAsFloats());
      FloatVector top = one.blend(z, v.compare(LT, 0));
      FloatVector quotient = top.div(z.add(1));
      FloatVector rest = quotient.neg().fma(z, top.sub(quotient));
      rest.fma(broadcast(FLOATS, SIGMOID_SHARE), quotient).intoArray(y, yAt + i);
    }
  }

  /** The same for tanh: {@link io.sparseout.core.kernels.scalar.ScalarMath#tanh}. */
  static void tanh(int length, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
      FloatVector a = v.abs();
      FloatVector b = a.blend(TANH_LIMIT, a.compare(GT, TANH_LIMIT)).mul(-2);
      FloatVector rounded = b.fma(broadcast(FLOATS, LOG2_E), broadcast(FLOATS, ROUND));
      FloatVector k = rounded.sub(ROUND);
      FloatVector r = k.fma(broadcast(FLOATS, -LN2_HIGH), b);
      r = k.fma(broadcast(FLOATS, -LN2_LOW), r);
      FloatVector p = broadcast(FLOATS, E6).fma(r, broadcast(FLOATS, E5));
      p = p.fma(r, broadcast(FLOATS, E4)).fma(r, broadcast(FLOATS, E3));
      p = p.fma(r, broadcast(FLOATS, E2)).fma(r.mul(r), r);
      IntVector power = rounded.reinterpretAsInts().lanewise(LSHL, FRACTION_BITS);
      FloatVector s = power.add(MINUS_ONE_BITS).reinterpretAsFloats();
      FloatVector s1 = s.add(1);
      FloatVector t = s.fma(p, s1);
      FloatVector quotient = t.div(broadcast(FLOATS, 2).sub(t));
      FloatVector rest = quotient.fma(t, s.fma(p, quotient.fma(broadcast(FLOATS, -2), s1)));
      FloatVector size = rest.fma(broadcast(FLOATS, TANH_SHARE), quotient);
      IntVector sign = v.reinterpretAsInts().and(SIGN_BIT);
      size.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(y, yAt + i);
    }
  }

  private static void gelu(int from, int to, float[] x, float[] y) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i);
      v.mul(VectorMath.normalCdf(v)).intoArray(y, i);
    }
  }

  private static void geluGradient(int from, int to, float[] x, float[] g, float[] gx) {
    for (int i = from; i < to; i += LANES) {
      FloatVector derivative = VectorMath.geluDerivative(FloatVector.fromArray(FLOATS, x, i));
      FloatVector.fromArray(FLOATS, g, i).mul(derivative).intoArray(gx, i);
    }
  }
}

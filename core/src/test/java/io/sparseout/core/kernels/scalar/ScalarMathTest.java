// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.pow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarMathTest {
  private static final int INPUTS = 1_000_000;
  private static final double POW_BOUND = 1.2;

  /** The largest error of some inputs, and where. */
  private record Worst(double error, float x) {
    Worst orElse(Worst other) {
      return error >= other.error ? this : other;
    }
  }

  @ParameterizedTest
  @EnumSource
  void errorStaysWithinItsBound(MathFunction function) {
    Worst worst = new Worst(0, 0);
    for (float x : function.inputs(INPUTS, 1)) {
      worst = worst.orElse(new Worst(function.error(x), x));
    }
    check(function, worst);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource
  void errorStaysWithinItsBoundForEveryFloat(MathFunction function) {
    Worst worst =
        IntStream.range(0, 1 << 12)
            .parallel()
            .mapToObj(block -> worstOfBlock(function, block << 20))
            .reduce(new Worst(0, 0), Worst::orElse);
    System.out.println(function + ": " + worst);
    check(function, worst);
  }

  private static Worst worstOfBlock(MathFunction function, int bits) {
    double error = 0;
    float where = 0;
    for (int i = 0; i < 1 << 20; i++) {
      float x = Float.intBitsToFloat(bits + i);
      double e = function.error(x);
      if (!(e <= error)) {
        error = e;
        where = x;
      }
    }
    return new Worst(error, where);
  }

  private static void check(MathFunction function, Worst worst) {
    assertTrue(worst.error <= function.bound(), () -> function + " is off by " + worst);
  }

  @ParameterizedTest
  @ValueSource(
      floats = {-2f, -1f, -0.5f, -0.25f, -0.01f, 0.1f, 0.25f, 0.37f, 0.5f, 0.75f, 1f, 1.5f, 2f, 3f})
  void powerOfAnyBase(float y) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 40_000; i++) {
      checkPower(MathFunction.anyFloat(i % 256, random), y);
    }
  }

  /** Exponents for which the result is anywhere between underflow and overflow. */
  @Test
  void powerToAnyResult() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 300_000; i++) {
      float x =
          i % 2 == 0
              ? MathFunction.anyFloat(i / 2 % 256, random)
              : 0.5f + random.nextFloat() * 1.5f;
      checkPower(x, (float) ((-155 + 290 * random.nextDouble()) * log(2) / log(x)));
    }
  }

  @Test
  void powerOfSpecialValues() {
    float[] more = {0.5f, -0.5f, 2f, -2f, 3f, -3f, 1e-40f, 1e30f, -1e30f, 0.999999f, 1.000001f};
    float[] values = Arrays.copyOf(MathFunction.SPECIAL, MathFunction.SPECIAL.length + more.length);
    System.arraycopy(more, 0, values, MathFunction.SPECIAL.length, more.length);
    for (float x : values) {
      for (float y : values) {
        if (x < 0 && y != 0) {
          assertEquals(Float.NaN, ScalarMath.pow(x, y), () -> x + "^" + y);
        } else if (x == 0) {
          assertEquals((float) pow(0, y), ScalarMath.pow(x, y), () -> x + "^" + y);
        } else {
          checkPower(x, y);
        }
      }
    }
  }

  private static void checkPower(float x, float y) {
    double error = MathFunction.error(ScalarMath.pow(x, y), pow(x, y));
    assertTrue(
        error <= POW_BOUND,
        () -> x + "^" + y + " = " + ScalarMath.pow(x, y) + " is off by " + error);
  }

  @Test
  void geluDerivativeIsThatOfGelu() {
    for (float x : MathFunction.NORMAL_CDF.inputs(INPUTS / 10, 4)) {
      if (abs(x) < 1e18) {
        double exact = MathFunction.NORMAL_CDF.exact(x) + x * MathFunction.NORMAL_DENSITY.exact(x);
        assertEquals(exact, ScalarMath.geluDerivative(x), 1.5e-7, () -> "at " + x);
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.vector.Lanes.FLOATS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.kernels.scalar.MathFunction;
import io.sparseout.core.kernels.scalar.ScalarMath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vector against scalar, in every bit, here and in JVMs of other widths and compilers. */
class VectorMathTest {
  private static final float[] EXPONENTS = {
    0,
    -0.5f,
    0.37f,
    1,
    2,
    -3.7f,
    200,
    1e-40f,
    -1e9f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY
  };

  @ParameterizedTest
  @EnumSource
  void equalsScalar(MathFunction function) {
    float[] x = function.inputs(1 << 18, 5);
    float[] y = apply(function, x);
    for (int i = 0; i < x.length; i++) {
      assertSame(expected(function, x[i]), y[i], function + " of " + x[i]);
    }
  }

  /** What the vector function is to give: all but one know the whole domain. */
  private static float expected(MathFunction function, float x) {
    boolean known =
        function != MathFunction.INVERSE_FOURTH_ROOT
            || (x >= Float.MIN_NORMAL && x < Float.POSITIVE_INFINITY);
    return known ? function.at(x) : Float.NaN;
  }

  @Test
  void geluDerivativeEqualsScalar() {
    float[] x = MathFunction.NORMAL_CDF.inputs(1 << 18, 6);
    float[] y = geluDerivative(x);
    for (int i = 0; i < x.length; i++) {
      assertSame(ScalarMath.geluDerivative(x[i]), y[i], "GELU' of " + x[i]);
    }
  }

  @Test
  void powEqualsScalar() {
    for (float exponent : EXPONENTS) {
      float[] x = MathFunction.LOG.inputs(1 << 16, 7);
      float[] y = pow(x, exponent);
      for (int i = 0; i < x.length; i++) {
        assertSame(ScalarMath.pow(x[i], exponent), y[i], x[i] + "^" + exponent);
      }
    }
  }

  private static void assertSame(float expected, float actual, String what) {
    if (Float.floatToIntBits(expected) != Float.floatToIntBits(actual)) {
      assertEquals(expected, actual, what);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Dsparseout.vectorBits=64",
        "-Dsparseout.vectorBits=128",
        "-Dsparseout.vectorBits=256",
        "-Dsparseout.vectorBits=512",
        "-Xint",
        "-XX:TieredStopAtLevel=1",
        "-XX:UseAVX=1"
      })
  void sameBitsInAnotherJvm(String option) throws IOException, InterruptedException {
    boolean slow = option.equals("-Xint") || option.equals("-XX:UseAVX=1");
    int count = slow ? 1 << 11 : 1 << 14;
    assertEquals(Integer.toHexString(scalarHash(count)), hashOfJvm(option, count));
  }

  /** On every JDK and machine: this changes only with the arithmetic itself. */
  @Test
  void bitsAreFrozen() {
    assertEquals("590c7d8d", Integer.toHexString(scalarHash(1 << 11)));
  }

  private static String hashOfJvm(String option, int count)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", option));
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(VectorMathTest.class.getName(), Integer.toString(count)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (InputStream output = process.getInputStream()) {
      String hash = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the forked JVM does not end");
      return hash;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Prints a hash of the vector functions' results. */
  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[0]);
    int hash = 1;
    for (MathFunction function : MathFunction.values()) {
      hash = add(hash, apply(function, function.inputs(count, 8)));
    }
    hash = add(hash, geluDerivative(MathFunction.NORMAL_CDF.inputs(count, 9)));
    for (float exponent : EXPONENTS) {
      hash = add(hash, pow(MathFunction.LOG.inputs(count, 10), exponent));
    }
    System.out.println(Integer.toHexString(hash));
  }

  private static int scalarHash(int count) {
    int hash = 1;
    for (MathFunction function : MathFunction.values()) {
      for (float x : function.inputs(count, 8)) {
        hash = add(hash, expected(function, x));
      }
    }
    for (float x : MathFunction.NORMAL_CDF.inputs(count, 9)) {
      hash = add(hash, ScalarMath.geluDerivative(x));
    }
    for (float exponent : EXPONENTS) {
      for (float x : MathFunction.LOG.inputs(count, 10)) {
        hash = add(hash, ScalarMath.pow(x, exponent));
      }
    }
    return hash;
  }

  private static int add(int hash, float... values) {
    for (float value : values) {
      hash = 31 * hash + Float.floatToIntBits(value);
    }
    return hash;
  }

  private interface VectorFunction {
    FloatVector at(FloatVector x);
  }

  private static float[] apply(MathFunction function, float[] x) {
    return apply(
        x,
        switch (function) {
          case EXP -> VectorMath::exp;
          case LOG -> VectorMath::log;
          case LOG1P -> VectorMath::log1p;
          case TANH -> v -> ofArrays(v, VectorUnary::tanh);
          case SIGMOID -> v -> ofArrays(v, VectorUnary::sigmoid);
          case INVERSE_FOURTH_ROOT -> VectorMath::inverseFourthRootOfNormal;
          case ERF -> VectorMath::erf;
          case NORMAL_CDF -> VectorMath::normalCdf;
          case NORMAL_DENSITY -> VectorMath::normalDensity;
        });
  }

  private static float[] geluDerivative(float[] x) {
    return apply(x, VectorMath::geluDerivative);
  }

  private static float[] pow(float[] x, float exponent) {
    FloatVector y = FloatVector.broadcast(FLOATS, exponent);
    return apply(x, v -> VectorMath.pow(v, y));
  }

  private static float[] apply(float[] x, VectorFunction function) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i += FLOATS.length()) {
      function.at(FloatVector.fromArray(FLOATS, x, i)).intoArray(y, i);
    }
    return y;
  }

  @Test
  void widthIsPreferredForcedOrRefused() {
    assertEquals(FloatVector.SPECIES_256, Lanes.species(null, FloatVector.SPECIES_256));
    assertEquals(FloatVector.SPECIES_64, Lanes.species("64", FloatVector.SPECIES_256));
    assertEquals(FLOATS.length(), Lanes.INTS.length());
    assertTrue(FLOATS.length() <= 16);
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> Lanes.species("100", FloatVector.SPECIES_256))
            .getMessage();
    assertEquals(
        "sparseout.vectorBits: no vectors of \"100\" bits; give 64, 128, 256 or 512,"
            + " or leave it out for the machine's own",
        message);
  }

  /** A function that stands in a loop over arrays. */
  private interface ArrayFunction {
    void apply(int length, float[] x, int xAt, float[] y, int yAt);
  }

  private static FloatVector ofArrays(FloatVector x, ArrayFunction function) {
    float[] y = new float[x.length()];
    function.apply(x.length(), x.toArray(), 0, y, 0);
    return FloatVector.fromArray(x.species(), y, 0);
  }
}

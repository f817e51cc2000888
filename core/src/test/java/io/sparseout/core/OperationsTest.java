// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.random.RandomStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every operation keeps, row by row of {@link Operations}. */
class OperationsTest {
  /** Methods of Tensor that give a tensor and are no operations with derivatives. */
  private static final Set<String> OTHERS =
      Set.of("of", "zeros", "full", "copy", "to", "detach", "argmax", "sign", "smallest");

  static List<Operation> all() {
    return Operations.all();
  }

  @Test
  void everyOperationIsInTheTable() {
    Set<String> methods =
        Arrays.stream(Tensor.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> method.getReturnType() == Tensor.class)
            .map(Method::getName)
            .filter(name -> !OTHERS.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> rows =
        all().stream().map(Operation::method).collect(Collectors.toCollection(TreeSet::new));
    assertTrue(methods.size() >= 30, "reflection found " + methods);
    assertEquals(methods, rows);
  }

  @ParameterizedTest
  @MethodSource("all")
  void gradientAgreesWithDifferences(Operation operation) {
    for (int seed = 0; seed < 8; seed++) {
      int rows = seed % 2 == 0 ? 4 : 1;
      GradientCheck.check(
          operation + ", seed " + seed,
          operation.function(),
          operation.draw(rows, seed),
          List.of());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void floatsAgreeWithDoubles(Operation operation) {
    for (int seed = 0; seed < 8; seed++) {
      List<Tensor> doubles = rounded(operation.draw(4, seed));
      List<Tensor> floats = asFloats(doubles);
      assertClose(operation + " forward", value(operation, doubles), value(operation, floats));
      List<double[]> exact = GradientCheck.gradients(operation.function(), doubles, List.of());
      List<double[]> single = GradientCheck.gradients(operation.function(), floats, List.of());
      for (int i = 0; i < exact.size(); i++) {
        assertClose(operation + " gradient " + i, exact.get(i), single.get(i));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void sameInputsGiveTheSameBits(Operation operation) {
    List<Tensor> floats = asFloats(operation.draw(4, 1));
    assertArrayEquals(value(operation, floats), value(operation, floats));
  }

  @ParameterizedTest
  @MethodSource("all")
  void noRowsGiveNoErrorButAMessage(Operation operation) {
    try {
      value(operation, asFloats(operation.draw(0, 1)));
    } catch (IllegalArgumentException e) {
      assertTrue(e.getMessage().startsWith(operation.method() + ": "), e.getMessage());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void inputsAreLeftAlone(Operation operation) {
    List<Tensor> inputs = asFloats(operation.draw(4, 1));
    List<double[]> before = inputs.stream().map(Tensor::toDoubleArray).toList();
    GradientCheck.gradients(operation.function(), inputs, List.of());
    for (int i = 0; i < inputs.size(); i++) {
      assertArrayEquals(before.get(i), inputs.get(i).toDoubleArray());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void viewsThatStartInsideAnArrayAreReadAsCopiesAre(Operation operation) {
    List<Tensor> inputs = asFloats(operation.draw(4, 3));
    List<Tensor> views = inputs.stream().map(OperationsTest::insideLargerArray).toList();
    assertArrayEquals(value(operation, inputs), value(operation, views));
    List<double[]> expected = GradientCheck.gradients(operation.function(), inputs, List.of());
    List<double[]> actual = GradientCheck.gradients(operation.function(), views, List.of());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i));
    }
  }

  private static double[] value(Operation operation, List<Tensor> inputs) {
    try (Pass pass = Pass.training(RandomStream.of(7))) {
      return operation
          .function()
          .apply(inputs.stream().map(pass::input).toList(), pass)
          .toDoubleArray();
    }
  }

  private static Tensor insideLargerArray(Tensor x) {
    if (x.dtype() == DType.INT32) {
      int[] padded = new int[x.size() + 3];
      System.arraycopy(x.toIntArray(), 0, padded, 3, x.size());
      return Tensor.of(padded, padded.length).slice(3, padded.length).reshape(x.shape().dims());
    }
    float[] padded = new float[x.size() + 3];
    System.arraycopy(x.toFloatArray(), 0, padded, 3, x.size());
    return Tensor.of(padded, padded.length).slice(3, padded.length).reshape(x.shape().dims());
  }

  private static List<Tensor> rounded(List<Tensor> inputs) {
    return inputs.stream()
        .map(x -> x.dtype() == DType.INT32 ? x : x.to(DType.FLOAT32).to(DType.FLOAT64))
        .toList();
  }

  private static List<Tensor> asFloats(List<Tensor> inputs) {
    return inputs.stream().map(x -> x.dtype() == DType.INT32 ? x : x.to(DType.FLOAT32)).toList();
  }

  private static void assertClose(String what, double[] expected, double[] actual) {
    assertEquals(expected.length, actual.length, what);
    double largest = 1;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-5 * largest, what + ", element " + i);
    }
  }
}

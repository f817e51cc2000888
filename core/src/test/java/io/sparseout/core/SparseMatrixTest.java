// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.kernels.Workers;
import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sparse product against the dense one, bit by bit. */
class SparseMatrixTest {
  /** Numbers from -1/2 to 1/2, of which the given share is not zero. */
  private static Tensor random(long seed, double share, int... shape) {
    Tensor tensor = Tensor.zeros(shape);
    RandomKey key = RandomStream.of(seed).next();
    float[] values = key.uniforms(tensor.size());
    float[] dice = key.child(1).uniforms(tensor.size());
    for (int i = 0; i < values.length; i++) {
      values[i] = dice[i] < share ? values[i] - 0.5f : 0;
    }
    return Tensor.of(values, shape);
  }

  /** The dense product's bits, a zero as +0. */
  private static float[] dense(Tensor x, Tensor w, Tensor bias) {
    try (Pass pass = Pass.evaluation()) {
      return pass.input(x).linear(w, bias).plus(0).toFloatArray();
    }
  }

  private static float[] sparse(Tensor x, SparseMatrix w, Tensor bias) {
    try (Pass pass = Pass.evaluation()) {
      return w.linear(pass.input(x), bias).toFloatArray();
    }
  }

  @ParameterizedTest(name = "[{1}, {2}], {3} kept, {0} examples, {4} of each not zero")
  @CsvSource({
    "1, 0, 5, 1, 1",
    "1, 5, 0, 1, 1",
    "0, 5, 7, 0.5, 1",
    "1, 1, 1, 1, 1",
    "3, 1, 1, 0, 1",
    "1, 7, 9, 0.5, 1",
    "1, 7, 9, 0.5, 0.3",
    "1, 7, 9, 0.5, 0",
    "2, 33, 65, 0.3, 0.5",
    "5, 33, 65, 0.3, 0.5",
    "16, 10, 67, 0.3, 1",
    "17, 61, 31, 0.1, 1",
    "33, 61, 31, 0.9, 1",
    "1, 300, 500, 0.05, 0.3",
    "1, 300, 500, 0.5, 0.3",
    "1, 300, 500, 0.5, 1",
    "3, 300, 500, 0.5, 1",
    "40, 301, 500, 0.2, 1",
    "100, 301, 500, 0.2, 1",
  })
  void isTheDenseProductToTheLastBitWithAnyThreads(
      int examples, int out, int in, double kept, double active) {
    Tensor w = random(1, kept, out, in);
    Tensor x = random(2, active, examples, in);
    Tensor bias = random(3, 0.8, out);
    SparseMatrix matrix = SparseMatrix.of(w);
    int before = Workers.threads();
    try {
      for (int threads : new int[] {1, 2, 5}) {
        Workers.setThreads(threads);
        assertArrayEquals(dense(x, w, bias), sparse(x, matrix, bias));
        assertArrayEquals(dense(x, w, null), sparse(x, matrix, null));
      }
    } finally {
      Workers.setThreads(before);
    }
    assertArrayEquals(w.toFloatArray(), matrix.toDense().toFloatArray());
  }

  @Test
  void anExampleDoesNotSeeItsBatch() {
    SparseMatrix matrix = SparseMatrix.of(random(1, 0.1, 50, 70));
    Tensor bias = Tensor.full(-0f, 50);
    Tensor x = random(2, 0.4, 37, 70);
    float[] together = sparse(x, matrix, bias);
    for (int i = 0; i < 37; i++) {
      float[] alone = sparse(x.slice(i, i + 1), matrix, bias);
      for (int j = 0; j < 50; j++) {
        assertEquals(Float.floatToRawIntBits(together[i * 50 + j]), bits(alone[j]));
      }
    }
  }

  private static int bits(float x) {
    return Float.floatToRawIntBits(x);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 20})
  void aZeroIsPositive(int examples) {
    Tensor w = Tensor.zeros(5, 4);
    Tensor bias = Tensor.full(-0f, 5);
    for (float y : sparse(Tensor.full(1, examples, 4), SparseMatrix.of(w), bias)) {
      assertEquals(0, bits(y));
    }
  }

  /** What a zero of W hides, and what not; the groups' filling must not bring it back. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 20})
  void whatIsNotFiniteReachesTheOutputsThatReadIt(int examples) {
    float infinity = Float.POSITIVE_INFINITY;
    float[] weights = {1, 0, 0, /* */ 0, 2, 0, /* */ 0, 0, 0, /* */ 1, 1, 1, /* */ 0, 0, 3};
    SparseMatrix matrix = SparseMatrix.of(Tensor.of(weights, 5, 3));
    float[] x = new float[3 * examples];
    for (int i = 0; i < examples; i++) {
      x[3 * i] = Float.NaN;
      x[3 * i + 1] = infinity;
    }
    float[] y = sparse(Tensor.of(x, examples, 3), matrix, null);
    for (int i = 0; i < examples; i++) {
      assertTrue(Float.isNaN(y[5 * i]));
      assertEquals(infinity, y[5 * i + 1]);
      assertEquals(0, y[5 * i + 2]);
      assertTrue(Float.isNaN(y[5 * i + 3]));
      assertEquals(0, y[5 * i + 4]);
    }
  }

  @Test
  void isMadeOfItsPartsAndSeesThemChange() {
    Tensor w = random(1, 0.3, 6, 8);
    SparseMatrix matrix = SparseMatrix.of(w);
    SparseMatrix same =
        SparseMatrix.of(matrix.starts().copy(), matrix.columns().copy(), matrix.values().copy(), 8);
    assertArrayEquals(w.toFloatArray(), same.toDense().toFloatArray());
    Tensor x = random(2, 1, 1, 8);
    same.values().assign(Tensor.full(1, same.values().size()));
    assertArrayEquals(dense(x, same.toDense(), null), sparse(x, same, null));
    assertEquals(matrix.values().size() / 48.0, matrix.density());
    assertEquals(4L * 7 + 8L * matrix.values().size(), matrix.bytes());
  }

  @Test
  void takesTheWidestMatrix() {
    Tensor w = Tensor.zeros(2, 65_535);
    w.assign(random(1, 0.01, 2, 65_535));
    Tensor x = random(2, 1, 5, 65_535);
    assertArrayEquals(dense(x, w, null), sparse(x, SparseMatrix.of(w), null));
    assertRefused(
        "sparse: columns, from 0 to 65535, not 65536",
        () -> SparseMatrix.of(Tensor.zeros(1, 65_536)));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @ParameterizedTest(name = "{0}; {1}; {2}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          0 2 1; 0 1; 1 1; the starts go from 0 to the 2 values
          0 3 2; 0 1; 1 1; the starts ascend, not 0 to 3
          1 1 2; 0 1; 1 1; the starts go from 0 to the 2 values
          0 1 2; 0 3; 1 1; column numbers ascend in a row, from 0 to 2, not 3
          0 1 2; 0 -1; 1 1; column numbers ascend in a row, from 0 to 2, not -1
          0 2 2; 1 1; 1 1; column numbers ascend in a row, from 2 to 2, not 1
          0 2 2; 1 2; 1 NaN; weights are finite, not NaN
          0 2 2; 1 2; 1 -Infinity; weights are finite, not -Infinity
          0 2 2; 1 2; 1; as many columns as values, not 2
          """)
  void refusesWhatIsNoMatrix(String starts, String columns, String values, String problem) {
    int[] from = numbers(starts);
    int[] at = numbers(columns);
    String[] words = values.split(" ");
    float[] kept = new float[words.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = Float.parseFloat(words[i]);
    }
    assertRefused(
        "sparse: " + problem,
        () ->
            SparseMatrix.of(
                Tensor.of(from, from.length),
                Tensor.of(at, at.length),
                Tensor.of(kept, kept.length),
                3));
  }

  @Test
  void refusesPartsOfMoreAxes() {
    assertRefused(
        "sparse: starts, columns and values are of one axis, not [1, 2], [1] and [1]",
        () ->
            SparseMatrix.of(
                Tensor.of(new int[] {0, 1}, 1, 2), Tensor.of(new int[1], 1), Tensor.full(1, 1), 3));
  }

  @Test
  void refusesToBeDenseWhereNoTensorIsSoLarge() {
    SparseMatrix matrix =
        SparseMatrix.of(
            Tensor.of(new int[65_538], 65_538),
            Tensor.of(new int[0], 0),
            Tensor.zeros(0),
            SparseMatrix.MAX_IN_FEATURES);
    assertThrows(IllegalArgumentException.class, matrix::toDense);
  }

  private static int[] numbers(String text) {
    String[] words = text.split(" ");
    int[] numbers = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = Integer.parseInt(words[i]);
    }
    return numbers;
  }

  @Test
  void refusesWhatItDoesNotTake() {
    SparseMatrix matrix = SparseMatrix.of(Tensor.full(1, 2, 3));
    assertRefused(
        "sparse: the weight is [out, in], not [2, 3, 4]; reshape it",
        () -> SparseMatrix.of(Tensor.zeros(2, 3, 4)));
    assertRefused(
        "sparse: needs FLOAT32, not INT32 [1, 1]",
        () -> SparseMatrix.of(Tensor.of(new int[1], 1, 1)));
    assertRefused(
        "sparse: weights are finite, not NaN", () -> SparseMatrix.of(Tensor.full(Float.NaN, 1, 1)));
    assertRefused(
        "sparse: takes [m, 3], not [3]; reshape it", () -> matrix.linear(Tensor.zeros(3), null));
    assertRefused(
        "sparse: takes [m, 3], not [1, 2]; reshape it",
        () -> matrix.linear(Tensor.zeros(1, 2), null));
    assertRefused(
        "sparse: the bias is [2], not [3]",
        () -> matrix.linear(Tensor.zeros(1, 3), Tensor.zeros(3)));
    assertRefused("breakEven: examples, 1 or more, not 0", () -> SparseMatrix.breakEven(0));
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor x = pass.input(Tensor.zeros(1, 3));
      assertEquals(
          "sparse: this weight is for inference and learns nothing; use Pass.evaluation()",
          assertThrows(IllegalStateException.class, () -> matrix.linear(x, null)).getMessage());
    }
  }
}

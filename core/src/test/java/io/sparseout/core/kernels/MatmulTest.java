// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every matrix product on floats must do; a test of an implementation extends this one. */
public abstract class MatmulTest {
  /** Sizes at the edges of register tiles, vectors and packed blocks, and small ones. */
  private static final int[] SIZES = {
    0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 15, 16, 17, 20, 23, 24, 25, 31, 32, 33, 47, 48, 49, 63, 64,
    65, 95, 96, 97, 127, 128, 129, 191, 192, 193, 200, 255, 256, 257
  };

  private final MatrixKernels<float[]> kernel;

  protected MatmulTest(MatrixKernels<float[]> kernel) {
    this.kernel = kernel;
  }

  @Test
  void randomShapesGiveTheChainsBits() {
    RandomGenerator random = random(1);
    for (int i = 0; i < 2000; i++) {
      MatmulCase product = randomCase(random, size(random), size(random), size(random));
      float[] result = product.run(kernel);
      product.check(result);
      product.checkError(result);
    }
  }

  @Test
  void smallShapesGiveTheChainsBits() {
    RandomGenerator random = random(2);
    for (int m = 0; m <= 9; m++) {
      for (int n = 0; n <= 50; n++) {
        MatmulCase product = randomCase(random, m, n, random.nextInt(40));
        product.check(product.run(kernel));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1x1x5000", "1x3000x40", "3000x1x40", "70x1100x300", "900x65x530", "7x2100x9"})
  void longShapesGiveTheChainsBits(String shape) {
    int[] size = sizes(shape);
    for (boolean transposeA : new boolean[] {false, true}) {
      for (boolean transposeB : new boolean[] {false, true}) {
        for (MatmulStart start : MatmulStart.values()) {
          MatmulCase product =
              new MatmulCase(size[0], size[1], size[2], transposeA, transposeB, start, random(3));
          product.check(product.run(kernel));
        }
      }
    }
  }

  /** One to three rows or columns, and many of the others: products of matrix and vector. */
  @Test
  void thinShapesGiveTheChainsBits() {
    RandomGenerator random = random(9);
    for (int i = 0; i < 120; i++) {
      int thin = 1 + i % 3;
      int wide = 1 + random.nextInt(1600);
      int k = 1 + random.nextInt(i % 2 == 0 ? 1400 : 400);
      boolean row = i % 4 < 2;
      MatmulCase product = randomCase(random, row ? thin : wide, row ? wide : thin, k);
      float[] result = product.run(kernel);
      product.check(result);
      product.checkError(result);
    }
  }

  /** Few rows of A for many columns of a B that is stored transposed, as in a linear layer. */
  @Test
  void wideShapesOfTransposedStorageGiveTheChainsBits() {
    RandomGenerator random = random(10);
    for (int i = 0; i < 40; i++) {
      int m = 1 + random.nextInt(200);
      int k = 1 + random.nextInt(Math.min(i % 2 == 0 ? 700 : 40, 20_000 / m));
      int n = Math.min(3000, Math.max(m, 3_000_000 / (m * k)));
      MatmulStart start = MatmulStart.values()[i % 3];
      MatmulCase product = new MatmulCase(m, n, k, i % 5 == 4, true, start, random);
      float[] result = product.run(kernel);
      product.check(result);
      product.checkError(result);
    }
  }

  /** Just within and just above what fits the memory for packed operands. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "512x600x64",
        "513x600x64",
        "256x400x960",
        "257x400x960",
        "5x9x15360",
        "5x9x15361"
      })
  void largestShapesOfTransposedStorageGiveTheChainsBits(String shape) {
    int[] size = sizes(shape);
    for (boolean transposeA : new boolean[] {false, true}) {
      MatmulCase product =
          new MatmulCase(
              size[0], size[1], size[2], transposeA, true, MatmulStart.ACCUMULATE, random(12));
      product.check(product.run(kernel));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyInnerSizeGivesTheStart(MatmulStart start) {
    MatmulCase product = new MatmulCase(5, 37, 0, false, false, start, random(4));
    product.check(product.run(kernel));
  }

  @Test
  void fromZeroWhatIsInTheTargetDoesNotMatter() {
    MatmulCase product = new MatmulCase(9, 50, 20, false, true, MatmulStart.ZERO, random(5));
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 50; j++) {
        product.c.set(i, j, j % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY);
      }
    }
    float[] result = product.run(kernel);
    product.check(result);
    product.checkError(result);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void nanAndInfinityReachTheirRowAndNoOther(float value) {
    MatmulCase product = new MatmulCase(9, 50, 20, false, false, MatmulStart.ZERO, random(6));
    product.a.set(6, 11, value);
    float[] result = product.run(kernel);
    product.check(result);
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 50; j++) {
        assertEquals(i != 6, Float.isFinite(result[product.c.index(i, j)]), i + ", " + j);
      }
    }
  }

  /**
   * A NaN or an infinity in A reaches its row, one in B its column, one to start from its place.
   */
  @Test
  void nanAndInfinitySpreadAsInTheChains() {
    RandomGenerator random = random(11);
    for (int i = 0; i < 400; i++) {
      MatmulCase product = randomCase(random, 1 + size(random), 1 + size(random), 1 + size(random));
      for (MatmulCase.Matrix matrix : List.of(product.a, product.b, product.c, product.bias)) {
        matrix.spoil(random.nextInt(3), random);
      }
      product.check(product.run(kernel));
    }
  }

  @Test
  void zeroTimesInfinityIsNotSkipped() {
    MatmulCase product = new MatmulCase(1, 1, 3, false, false, MatmulStart.ZERO, random(7));
    product.a.set(0, 1, 0);
    product.b.set(1, 0, Float.POSITIVE_INFINITY);
    assertTrue(Float.isNaN(product.run(kernel)[product.c.index(0, 0)]));
  }

  @Test
  void aProductOfPartsIsThePartsOfTheProduct() {
    MatmulCase whole = new MatmulCase(37, 111, 65, true, false, MatmulStart.ACCUMULATE, random(8));
    float[] expected = whole.run(kernel);
    float[] parts = whole.c.data.clone();
    int[] rows = {0, 3, 17, 37};
    int[] columns = {0, 1, 64, 111};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        kernel.matmul(
            true,
            false,
            rows[i + 1] - rows[i],
            columns[j + 1] - columns[j],
            65,
            whole.a.data,
            whole.a.index(0, rows[i]),
            whole.a.stride,
            whole.b.data,
            whole.b.index(0, columns[j]),
            whole.b.stride,
            MatmulStart.ACCUMULATE,
            parts,
            whole.c.index(rows[i], columns[j]),
            whole.c.stride,
            null,
            0);
      }
    }
    org.junit.jupiter.api.Assertions.assertArrayEquals(expected, parts);
  }

  @Test
  void packedFactorsGiveTheChainsBits() {
    RandomGenerator random = random(13);
    for (int i = 0; i < 600; i++) {
      MatmulCase product = packedCase(random, i, size(random), size(random), size(random));
      product.check(product.runPacked(kernel, 16 * random.nextInt(3)));
    }
    for (int m = 0; m <= 9; m++) {
      for (int n = 0; n <= 50; n++) {
        MatmulCase product = packedCase(random, n, m, n, random.nextInt(40));
        product.check(product.runPacked(kernel, random.nextInt(40)));
      }
    }
    for (String shape : List.of("1x3000x40", "20x200x650", "35x1100x530", "900x65x530")) {
      int[] size = sizes(shape);
      for (int i = 0; i < 6; i++) {
        MatmulCase product = packedCase(random, i, size[0], size[1], size[2]);
        product.check(product.runPacked(kernel, 16 * i));
      }
    }
  }

  @Test
  void nanAndInfinitySpreadAsInTheChainsOfPackedFactors() {
    RandomGenerator random = random(14);
    for (int i = 0; i < 300; i++) {
      MatmulCase product =
          packedCase(random, i, 1 + size(random), 1 + size(random), 1 + size(random));
      for (MatmulCase.Matrix matrix : List.of(product.a, product.b, product.c, product.bias)) {
        matrix.spoil(random.nextInt(3), random);
      }
      product.check(product.runPacked(kernel, 0));
    }
  }

  /** Every start with B stored either way, by the case's number. */
  private static MatmulCase packedCase(RandomGenerator random, int i, int m, int n, int k) {
    return new MatmulCase(m, n, k, false, i / 3 % 2 == 0, MatmulStart.values()[i % 3], random);
  }

  private static MatmulCase randomCase(RandomGenerator random, int m, int n, int k) {
    MatmulStart[] starts = MatmulStart.values();
    return new MatmulCase(
        m, n, k, random.nextBoolean(), random.nextBoolean(), starts[random.nextInt(3)], random);
  }

  private static int[] sizes(String shape) {
    return Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
  }

  private static int size(RandomGenerator random) {
    return SIZES[random.nextInt(random.nextBoolean() ? 20 : SIZES.length)];
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}

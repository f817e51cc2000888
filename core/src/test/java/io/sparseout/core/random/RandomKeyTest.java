// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Golden;
import io.sparseout.core.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values against those of threefry.py, which was written from the description alone; their first
 * million for good; and whether they look like what they are drawn from.
 */
class RandomKeyTest {
  private static final int MILLION = 1_000_000;

  /** The seeds and keys here are fixed, so what passes once always will. */
  private static final double STANDARD_ERRORS = 4.5;

  private static final Golden GOLDEN = Golden.read("random");
  private static final long[] GROUPS = {0, 1, 1000, 1L << 28, 1L << 40};

  static Stream<RandomKey> keys() {
    return Stream.of(
        new RandomKey(0, 0, 0),
        new RandomKey(42, 0, 0),
        new RandomKey(-1, -2, 1L << 40),
        new RandomKey(1L << 40, 0x0123456789ABCDEFL, 7));
  }

  @Test
  void theTableHasTheFilesKeys() {
    assertEquals(GOLDEN.cases(""), new TreeSet<>(keys().map(RandomKey::toString).toList()));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void valuesAreTheOtherImplementations(RandomKey key) {
    int[] words = new int[GROUPS.length * Threefry.GROUP];
    for (int i = 0; i < GROUPS.length; i++) {
      int[] group = new int[Threefry.GROUP];
      Threefry.group(key, GROUPS[i], group);
      System.arraycopy(group, 0, words, i * Threefry.GROUP, Threefry.GROUP);
    }
    GOLDEN.assertClose(key + "/groups", Tensor.of(words, GROUPS.length, Threefry.GROUP));
    GOLDEN.assertClose(key + "/uniforms", Tensor.of(key.uniforms(100), 100), 0, 0);
    GOLDEN.assertClose(key + "/normals", Tensor.of(key.normals(101), 101));
    GOLDEN.assertClose(key + "/permutation", Tensor.of(key.permutation(100), 100));
  }

  /** Of key (42, 0, 0). All but the normals' are also the other implementation's. */
  @ParameterizedTest
  @CsvSource({
    "words, bf7dc74662be5d838aeb174d21d5767f8882f7966993750eda75f09448a126e0",
    "uniforms, 4f1feca77652ba4e9ebfdc341d3e44933793ac2eff1f0a091e17f2fb13293cc2",
    "permutation, 70d47682c70d666316ff161a80472c0720ebfb1510d1ab2cb25645c772a84e18",
    "normals, 0ed92bda9400242d199ec6c950bd2dd3bfe330d3f5fb1b39b060d6ee28a52db6",
  })
  void theFirstMillionIsFrozen(String distribution, String expected) {
    RandomKey key = new RandomKey(42, 0, 0);
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * MILLION).order(ByteOrder.LITTLE_ENDIAN);
    switch (distribution) {
      case "words" -> Arrays.stream(words(key)).forEach(bytes::putInt);
      case "uniforms" -> bytes.asFloatBuffer().put(key.uniforms(MILLION));
      case "permutation" -> Arrays.stream(key.permutation(MILLION)).forEach(bytes::putInt);
      case "normals" -> Arrays.stream(key.normals(MILLION)).forEach(bytes::putDouble);
      default -> throw new AssertionError(distribution);
    }
    int size = distribution.equals("normals") ? Double.BYTES : Integer.BYTES;
    assertEquals(expected, sha256(bytes.position(0).limit(size * MILLION)));
    if (!distribution.equals("normals")) {
      assertEquals(expected, GOLDEN.text(distribution));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 31, 32, 33, 63, 64, 65, 127, 129})
  void shorterArraysAreTheStartOfLongerOnes(int n) {
    RandomKey key = new RandomKey(5, 6, 7);
    assertArrayEquals(Arrays.copyOf(key.uniforms(200), n), key.uniforms(n));
    assertArrayEquals(Arrays.copyOf(key.normals(200), n), key.normals(n));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 63, 64, 65, 1000})
  void aPermutationHasEachNumberOnce(int n) {
    int[] order = new RandomKey(5, 6, 7).permutation(n);
    boolean[] seen = new boolean[n];
    for (int number : order) {
      assertTrue(!seen[number], "twice: " + number);
      seen[number] = true;
    }
    assertEquals(n, order.length);
  }

  @Test
  void everyPermutationIsEquallyLikely() {
    int draws = 24_000;
    int[] counts = new int[256];
    for (int step = 0; step < draws; step++) {
      int[] order = new RandomKey(1, 2, step).permutation(4);
      counts[order[0] << 6 | order[1] << 4 | order[2] << 2 | order[3]]++;
    }
    double chiSquare = 0;
    int kinds = 0;
    for (int count : counts) {
      kinds += count > 0 ? 1 : 0;
      chiSquare += count > 0 ? square(count - draws / 24.0) / (draws / 24.0) : 0;
    }
    assertEquals(24, kinds);
    assertChiSquare(23, chiSquare);
  }

  @Test
  void uniformsFillTheirRangeEvenly() {
    float[] values = new RandomKey(3, 4, 5).uniforms(MILLION);
    int[] counts = new int[1000];
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      assertTrue(value >= 0 && value < 1, "outside of [0, 1): " + value);
      counts[(int) (value * 1000.0)]++;
      sum += value - 0.5;
      squares += square(value - 0.5) - 1 / 12.0;
    }
    assertNear(0, sum / MILLION, Math.sqrt(1 / 12.0));
    assertNear(0, squares / MILLION, Math.sqrt(1 / 180.0));
    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += square(count - 1000) / 1000;
    }
    assertChiSquare(999, chiSquare);
  }

  @Test
  void normalsHaveTheMomentsAndTails() {
    double[] values = new RandomKey(3, 4, 6).normals(MILLION);
    double[] moments = new double[5];
    int beyond3 = 0;
    for (double value : values) {
      for (int k = 1; k <= 4; k++) {
        moments[k] += Math.pow(value, k) / MILLION;
      }
      beyond3 += Math.abs(value) > 3 ? 1 : 0;
    }
    // The variance of a power k is E[x^2k] - E[x^k]^2, with 1, 3, 15, 105 for E[x^2], E[x^4], ....
    assertNear(0, moments[1], 1);
    assertNear(1, moments[2], Math.sqrt(3 - 1));
    assertNear(0, moments[3], Math.sqrt(15));
    assertNear(3, moments[4], Math.sqrt(105 - 9));
    double tail = 0.002699796063260189; // 2 (1 - Phi(3))
    assertNear(tail, beyond3 / (double) MILLION, Math.sqrt(tail));
  }

  /** Two normals come of one pair of uniforms, neighbours of one group, blocks of one key. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 32, 64})
  void neighboursDoNotCorrelate(int distance) {
    RandomKey key = new RandomKey(3, 4, 7);
    double[] values = key.normals(MILLION + distance);
    float[] uniforms = key.uniforms(MILLION + distance);
    double sum = 0;
    double uniformSum = 0;
    for (int i = 0; i < MILLION; i++) {
      sum += values[i] * values[i + distance];
      uniformSum += (uniforms[i] - 0.5) * (uniforms[i + distance] - 0.5) * 12;
    }
    assertNear(0, sum / MILLION, 1);
    assertNear(0, uniformSum / MILLION, 1);
  }

  @Test
  void everyBitOfAWordIsEven() {
    int[] ones = new int[32];
    for (int word : words(new RandomKey(8, 9, 10))) {
      for (int bit = 0; bit < 32; bit++) {
        ones[bit] += word >>> bit & 1;
      }
    }
    for (int count : ones) {
      assertNear(0.5, count / (double) MILLION, 0.5);
    }
  }

  /** Keys that differ in one bit, or in parts exchanged, have sequences as any others. */
  @Test
  void keysAlikeAreIndependent() {
    List<RandomKey> keys =
        List.of(
            new RandomKey(1, 1, 1),
            new RandomKey(0, 1, 1),
            new RandomKey(1, 0, 1),
            new RandomKey(1, 1, 0),
            new RandomKey(1L << 32 | 1, 1, 1),
            new RandomKey(1, 1L << 32 | 1, 1),
            new RandomKey(1, 1, 1L << 32 | 1),
            new RandomKey(-1, 1, 1),
            new RandomKey(1, 1, 1).child(0),
            new RandomKey(1, 1, 1).child(1));
    List<int[]> sequences = keys.stream().map(RandomKeyTest::words).toList();
    for (int a = 0; a < keys.size(); a++) {
      for (int b = a + 1; b < keys.size(); b++) {
        int differing = 0;
        for (int i = 0; i < MILLION; i++) {
          differing += Integer.bitCount(sequences.get(a)[i] ^ sequences.get(b)[i]);
        }
        double share = differing / (32.0 * MILLION);
        assertEquals(0.5, share, STANDARD_ERRORS * 0.5 / Math.sqrt(32.0 * MILLION));
      }
    }
  }

  @Test
  void aChildHasTheSameSeedAndStepAndItsOwnStream() {
    RandomKey key = new RandomKey(1, 2, 3);
    assertEquals(new RandomKey(1, RandomKey.derive(2, 7), 3), key.child(7));
    assertEquals(key.child(7), key.child(7));
  }

  /** From the root stream, a label is scattered by the published first outputs of SplitMix64. */
  @Test
  void derivedStreamsAreScatteredBySplitMix64() {
    long first = 0xE220A8397B1DCDAFL; // of seed 0
    assertEquals(first, RandomKey.derive(0, -first));
    long second = 0x6E789E6AA1B965F4L;
    assertEquals(second, RandomKey.derive(0, 0x9E3779B97F4A7C15L - first));
  }

  private static int[] words(RandomKey key) {
    int[] words = new int[MILLION];
    int[] group = new int[Threefry.GROUP];
    for (int i = 0; i < MILLION; i += Threefry.GROUP) {
      Threefry.group(key, i / Threefry.GROUP, group);
      System.arraycopy(group, 0, words, i, Math.min(Threefry.GROUP, MILLION - i));
    }
    return words;
  }

  /** A mean of a million draws of the given standard deviation. */
  private static void assertNear(double expected, double mean, double deviation) {
    assertEquals(expected, mean, STANDARD_ERRORS * deviation / Math.sqrt(MILLION));
  }

  /** Chi-square is about normal with mean n and variance 2n. */
  private static void assertChiSquare(int degrees, double chiSquare) {
    assertEquals(degrees, chiSquare, STANDARD_ERRORS * Math.sqrt(2.0 * degrees));
  }

  private static double square(double x) {
    return x * x;
  }

  private static String sha256(ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.Threefry;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of the vectors are those of {@link Threefry}. */
class VectorThreefryTest {
  private static final int GROUPS = 5;
  private static final int GUARD = 0x12345678;

  @Test
  void wordsOfAnyKeyAndGroup() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1000; i++) {
      RandomKey key = new RandomKey(random.nextLong(), random.nextLong(), random.nextLong());
      checkGroups(key, random.nextLong() >>> random.nextInt(64), 1 + i % GROUPS);
    }
  }

  /** Group 2^28 has the first block whose number fills more than a word of the counter. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1L << 27, 1L << 28, 1L << 31, 1L << 32, 1L << 59, 1L << 60, 1L << 63})
  void blockNumbersCarryIntoTheSecondWord(long end) {
    for (long group = end - GROUPS; group <= end; group++) {
      checkGroups(new RandomKey(-1, -1, -1), group, GROUPS);
      checkGroups(new RandomKey(0x0000_0001_FFFF_FFFFL, 2, 3), group, GROUPS);
    }
  }

  private static void checkGroups(RandomKey key, long group, int groups) {
    int[] expected = new int[Threefry.GROUP * groups + 1];
    int[] words = new int[Threefry.GROUP];
    for (int i = 0; i < groups; i++) {
      Threefry.group(key, group + i, words);
      System.arraycopy(words, 0, expected, Threefry.GROUP * i, Threefry.GROUP);
    }
    expected[expected.length - 1] = GUARD;
    int[] actual = new int[expected.length];
    Arrays.fill(actual, GUARD);
    VectorThreefry.groups(key, group, groups, actual);
    assertArrayEquals(expected, actual, () -> groups + " groups from " + group + " of " + key);
  }
}

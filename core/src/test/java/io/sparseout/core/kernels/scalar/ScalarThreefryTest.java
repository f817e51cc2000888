// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.Threefry;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The words of many groups are those of {@link Threefry}. */
class ScalarThreefryTest {
  @Test
  void wordsOfAnyKeyAndGroup() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1000; i++) {
      RandomKey key = new RandomKey(random.nextLong(), random.nextLong(), random.nextLong());
      checkGroups(key, random.nextInt(1 << 25) >>> random.nextInt(25), 1 + i % 64);
    }
  }

  /** The last group has the last element that an array can have. */
  @Test
  void theFirstAndTheLastGroups() {
    checkGroups(new RandomKey(-1, -1, -1), 0, ScalarThreefry.GROUPS);
    int groups = Integer.MAX_VALUE / Threefry.GROUP + 1;
    checkGroups(new RandomKey(0x0000_0001_FFFF_FFFFL, 2, 3), groups - 3, 3);
  }

  private static void checkGroups(RandomKey key, int group, int groups) {
    int[] expected = new int[Threefry.GROUP * groups];
    int[] words = new int[Threefry.GROUP];
    for (int i = 0; i < groups; i++) {
      Threefry.group(key, group + i, words);
      System.arraycopy(words, 0, expected, Threefry.GROUP * i, Threefry.GROUP);
    }
    int[] actual = Arrays.copyOf(ScalarThreefry.own().groups(key, group, groups), expected.length);
    assertArrayEquals(expected, actual, () -> groups + " groups from " + group + " of " + key);
  }
}

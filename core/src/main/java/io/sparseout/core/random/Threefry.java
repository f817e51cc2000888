// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.random;

/**
 * Threefry 4x32 with 20 rounds, the counter-based generator of Salmon et al. 2011, "Parallel Random
 * Numbers: As Easy as 1, 2, 3". It maps a 128-bit key and a 128-bit counter to four 32-bit words by
 * additions, rotations and exclusive-ors alone, which every SIMD width computes alike.
 *
 * <p>Here the key is (seed, stream) and the counter is (block, step). Word {@code i} of a step is
 * word {@code (i / 16) % 4} of block {@code 16 (i / 64) + i % 16}: sixteen neighbouring elements
 * come from sixteen neighbouring blocks, so that up to sixteen lanes work side by side without a
 * shuffle.
 */
public final class Threefry {
  /** Words in a group: sixteen blocks of four words. */
  public static final int GROUP = 64;

  /**
   * The constant that makes the fifth word of the key schedule, "C240" of the paper for 32 bits.
   */
  public static final int PARITY = 0x1BD11BDA;

  private static final int LANES = 16;

  private Threefry() {}

  /**
   * The 64 words of one group.
   *
   * @param key which sequence
   * @param group the group's number; it holds words {@code 64 group} to {@code 64 group + 63}
   * @param words receives the words. Modified.
   */
  public static void group(RandomKey key, long group, int[] words) {
    int[] counter = {0, 0, (int) key.step(), (int) (key.step() >>> 32)};
    int[] schedule = {
      (int) key.seed(), (int) (key.seed() >>> 32), (int) key.stream(), (int) (key.stream() >>> 32)
    };
    int[] block = new int[4];
    for (int lane = 0; lane < LANES; lane++) {
      long number = LANES * group + lane;
      counter[0] = (int) number;
      counter[1] = (int) (number >>> 32);
      block(counter, schedule, block);
      for (int word = 0; word < 4; word++) {
        words[LANES * word + lane] = block[word];
      }
    }
  }

  /**
   * One block: four words of output from a counter and a key, as published.
   *
   * @param counter four words. Not modified.
   * @param key four words. Not modified.
   * @param output receives four words. Modified.
   */
  static void block(int[] counter, int[] key, int[] output) {
    int k0 = key[0];
    int k1 = key[1];
    int k2 = key[2];
    int k3 = key[3];
    int k4 = PARITY ^ k0 ^ k1 ^ k2 ^ k3;
    int[] x = {counter[0] + k0, counter[1] + k1, counter[2] + k2, counter[3] + k3};
    fourRounds(x, 10, 26, 11, 21, 13, 27, 23, 5);
    inject(x, k1, k2, k3, k4, 1);
    fourRounds(x, 6, 20, 17, 11, 25, 10, 18, 20);
    inject(x, k2, k3, k4, k0, 2);
    fourRounds(x, 10, 26, 11, 21, 13, 27, 23, 5);
    inject(x, k3, k4, k0, k1, 3);
    fourRounds(x, 6, 20, 17, 11, 25, 10, 18, 20);
    inject(x, k4, k0, k1, k2, 4);
    fourRounds(x, 10, 26, 11, 21, 13, 27, 23, 5);
    inject(x, k0, k1, k2, k3, 5);
    System.arraycopy(x, 0, output, 0, 4);
  }

  private static void fourRounds(
      int[] x, int a0, int b0, int a1, int b1, int a2, int b2, int a3, int b3) {
    mix(x, 0, 1, a0);
    mix(x, 2, 3, b0);
    mix(x, 0, 3, a1);
    mix(x, 2, 1, b1);
    mix(x, 0, 1, a2);
    mix(x, 2, 3, b2);
    mix(x, 0, 3, a3);
    mix(x, 2, 1, b3);
  }

  private static void mix(int[] x, int i, int j, int rotation) {
    x[i] += x[j];
    x[j] = Integer.rotateLeft(x[j], rotation) ^ x[i];
  }

  private static void inject(int[] x, int k0, int k1, int k2, int k3, int round) {
    x[0] += k0;
    x[1] += k1;
    x[2] += k2;
    x[3] += k3 + round;
  }
}

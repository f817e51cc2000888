// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.Threefry;
import java.util.Arrays;

/**
 * The words of {@link Threefry} for many groups at once: round by round over all blocks, in loops
 * that the JIT vectorizes. Word w of block i stands at {@code i + w STRIDE}: one array with
 * constant distances, because with offsets that it does not know C2 does not. Each loop is called
 * from one place: with copies of it for every round in one method, none was vectorized.
 */
final class ScalarThreefry {
  /** The most groups at once. */
  static final int GROUPS = 64;

  /** Blocks of a group. */
  private static final int LANES = Threefry.GROUP / 4;

  private static final int STRIDE = GROUPS * LANES + 16;

  /** Two each of eight rounds; the ninth has those of the first. */
  private static final int[] ROTATIONS = {
    10, 26, 11, 21, 13, 27, 23, 5, 6, 20, 17, 11, 25, 10, 18, 20
  };

  private final int[] state = new int[4 * STRIDE];
  private final int[] words = new int[GROUPS * Threefry.GROUP];

  /** The words of so many groups, which stay until the next call. */
  int[] groups(RandomKey key, int first, int count) {
    int n = count * LANES;
    int k0 = (int) key.seed();
    int k1 = (int) (key.seed() >>> 32);
    int k2 = (int) key.stream();
    int k3 = (int) (key.stream() >>> 32);
    int k4 = Threefry.PARITY ^ k0 ^ k1 ^ k2 ^ k3;
    // An element's index is an int, so that the upper half of its block's number is 0.
    count(n, first * LANES + k0);
    Arrays.fill(state, STRIDE, STRIDE + n, k1);
    Arrays.fill(state, 2 * STRIDE, 2 * STRIDE + n, (int) key.step() + k2);
    Arrays.fill(state, 3 * STRIDE, 3 * STRIDE + n, (int) (key.step() >>> 32) + k3);
    int[] schedule = {k0, k1, k2, k3, k4};
    for (int step = 1; step <= 5; step++) {
      for (int i = step % 2 == 1 ? 0 : 8, end = i + 8; i < end; i += 4) {
        mix(state, n, ROTATIONS[i], ROTATIONS[i + 1]);
        mixAcross(state, n, ROTATIONS[i + 2], ROTATIONS[i + 3]);
      }
      inject(
          state,
          n,
          schedule[step % 5],
          schedule[(step + 1) % 5],
          schedule[(step + 2) % 5],
          schedule[(step + 3) % 5] + step);
    }
    for (int i = 0; i < 4 * count; i++) {
      System.arraycopy(state, i % 4 * STRIDE + i / 4 * LANES, words, i * LANES, LANES);
    }
    return words;
  }

  private void count(int n, int from) {
    for (int i = 0; i < n; i++) {
      state[i] = from + i;
    }
  }

  /** Words 0 and 1, and 2 and 3. */
  private static void mix(int[] x, int n, int a, int b) {
    for (int i = 0; i < n; i++) {
      int x1 = x[i + STRIDE];
      int x3 = x[i + 3 * STRIDE];
      int x0 = x[i] + x1;
      int x2 = x[i + 2 * STRIDE] + x3;
      x[i] = x0;
      x[i + STRIDE] = ((x1 << a) | (x1 >>> (32 - a))) ^ x0;
      x[i + 2 * STRIDE] = x2;
      x[i + 3 * STRIDE] = ((x3 << b) | (x3 >>> (32 - b))) ^ x2;
    }
  }

  /** Words 0 and 3, and 2 and 1. */
  private static void mixAcross(int[] x, int n, int a, int b) {
    for (int i = 0; i < n; i++) {
      int x1 = x[i + STRIDE];
      int x3 = x[i + 3 * STRIDE];
      int x0 = x[i] + x3;
      int x2 = x[i + 2 * STRIDE] + x1;
      x[i] = x0;
      x[i + STRIDE] = ((x1 << b) | (x1 >>> (32 - b))) ^ x2;
      x[i + 2 * STRIDE] = x2;
      x[i + 3 * STRIDE] = ((x3 << a) | (x3 >>> (32 - a))) ^ x0;
    }
  }

  private static void inject(int[] x, int n, int k0, int k1, int k2, int k3) {
    for (int i = 0; i < n; i++) {
      x[i] += k0;
      x[i + STRIDE] += k1;
      x[i + 2 * STRIDE] += k2;
      x[i + 3 * STRIDE] += k3;
    }
  }
}

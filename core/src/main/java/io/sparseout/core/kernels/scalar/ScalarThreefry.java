// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.Threefry;
import java.util.Arrays;

/**
 * The words of {@link Threefry} for many groups at once: four rounds at a time over all blocks, in
 * loops that the JIT vectorizes. Word w of block i stands at {@code i + w STRIDE}: one array with
 * constant distances, because with offsets that it does not know C2 does not. Each loop stands in a
 * method of its own, called from few places: with copies for every round in one method, none was
 * vectorized. The vector kernels use these loops too: with the same rounds on explicit vectors, JDK
 * 17 made objects of the vectors in some processes, for as long as they ran.
 */
public final class ScalarThreefry {
  /** The most groups at once. */
  public static final int GROUPS = 64;

  /** Blocks of a group. */
  private static final int LANES = Threefry.GROUP / 4;

  private static final int STRIDE = GROUPS * LANES + 16;

  private static final ThreadLocal<ScalarThreefry> OWN =
      ThreadLocal.withInitial(ScalarThreefry::new);

  private final int[] state = new int[4 * STRIDE];
  private final int[] words = new int[GROUPS * Threefry.GROUP];

  private ScalarThreefry() {}

  /** The calling thread's own. */
  public static ScalarThreefry own() {
    return OWN.get();
  }

  /**
   * The words of so many groups, at most {@link #GROUPS}, from the given one on: 64 a group, which
   * stay until the next call.
   */
  public int[] groups(RandomKey key, int first, int count) {
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
    rounds(state, n, k1, k2, k3, k4 + 1);
    otherRounds(state, n, k2, k3, k4, k0 + 2);
    rounds(state, n, k3, k4, k0, k1 + 3);
    otherRounds(state, n, k4, k0, k1, k2 + 4);
    rounds(state, n, k0, k1, k2, k3 + 5);
    for (int i = 0; i < 4 * count; i++) {
      System.arraycopy(state, i % 4 * STRIDE + i / 4 * LANES, words, i * LANES, LANES);
    }
    return words;
  }

  /** Whatever words there are, for outcomes that no word decides. */
  public int[] anyWords() {
    return words;
  }

  private void count(int n, int from) {
    for (int i = 0; i < n; i++) {
      state[i] = from + i;
    }
  }

  /** The first four rounds of eight, and the injection of the key. */
  private static void rounds(int[] x, int n, int k0, int k1, int k2, int k3) {
    for (int i = 0; i < n; i++) {
      int x1 = x[i + STRIDE];
      int x3 = x[i + 3 * STRIDE];
      int x0 = x[i] + x1;
      int x2 = x[i + 2 * STRIDE] + x3;
      x1 = ((x1 << 10) | (x1 >>> 22)) ^ x0;
      x3 = ((x3 << 26) | (x3 >>> 6)) ^ x2;
      x0 += x3;
      x2 += x1;
      x3 = ((x3 << 11) | (x3 >>> 21)) ^ x0;
      x1 = ((x1 << 21) | (x1 >>> 11)) ^ x2;
      x0 += x1;
      x2 += x3;
      x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
      x3 = ((x3 << 27) | (x3 >>> 5)) ^ x2;
      x0 += x3;
      x2 += x1;
      x[i] = x0 + k0;
      x[i + STRIDE] = (((x1 << 5) | (x1 >>> 27)) ^ x2) + k1;
      x[i + 2 * STRIDE] = x2 + k2;
      x[i + 3 * STRIDE] = (((x3 << 23) | (x3 >>> 9)) ^ x0) + k3;
    }
  }

  /** The other four. */
  private static void otherRounds(int[] x, int n, int k0, int k1, int k2, int k3) {
    for (int i = 0; i < n; i++) {
      int x1 = x[i + STRIDE];
      int x3 = x[i + 3 * STRIDE];
      int x0 = x[i] + x1;
      int x2 = x[i + 2 * STRIDE] + x3;
      x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
      x3 = ((x3 << 20) | (x3 >>> 12)) ^ x2;
      x0 += x3;
      x2 += x1;
      x3 = ((x3 << 17) | (x3 >>> 15)) ^ x0;
      x1 = ((x1 << 11) | (x1 >>> 21)) ^ x2;
      x0 += x1;
      x2 += x3;
      x1 = ((x1 << 25) | (x1 >>> 7)) ^ x0;
      x3 = ((x3 << 10) | (x3 >>> 22)) ^ x2;
      x0 += x3;
      x2 += x1;
      x[i] = x0 + k0;
      x[i + STRIDE] = (((x1 << 20) | (x1 >>> 12)) ^ x2) + k1;
      x[i + 2 * STRIDE] = x2 + k2;
      x[i + 3 * STRIDE] = (((x3 << 18) | (x3 >>> 14)) ^ x0) + k3;
    }
  }
}

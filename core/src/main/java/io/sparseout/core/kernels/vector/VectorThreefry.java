// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.vector.Lanes.INTS;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.Threefry;
import jdk.incubator.vector.IntVector;

/**
 * {@link Threefry} on int lanes, a block a lane. The rounds are written out: rotations must be
 * constants, and vectors stay in registers only where nothing is called but the vector operations
 * themselves. They are in two methods, because with all twenty in one the JIT was once seen to make
 * objects of sixteen of the vectors, for as long as the process ran.
 */
final class VectorThreefry {
  private static final int LANES = INTS.length();
  private static final int BLOCKS = Threefry.GROUP / 4;

  private VectorThreefry() {}

  /**
   * The words of several groups, as {@link Threefry#group} makes them.
   *
   * @param group the first group's number
   * @param groups how many
   * @param words receives 64 words a group. Modified.
   */
  static void groups(RandomKey key, long group, int groups, int[] words) {
    firstRounds(key, group, groups, words);
    lastRounds(key, groups, words);
  }

  /** Eight rounds of twenty: see the class on why not all in one method. */
  private static void firstRounds(RandomKey key, long group, int groups, int[] words) {
    int k0 = (int) key.seed();
    int k1 = (int) (key.seed() >>> 32);
    int k2 = (int) key.stream();
    int k3 = (int) (key.stream() >>> 32);
    int k4 = Threefry.PARITY ^ k0 ^ k1 ^ k2 ^ k3;
    int c2 = (int) key.step();
    int c3 = (int) (key.step() >>> 32);
    for (int block = 0; block < BLOCKS * groups; block += LANES) {
      long number = BLOCKS * group + block; // a multiple of the lanes: no carry among them
      IntVector x0 = IntVector.broadcast(INTS, (int) number + k0).addIndex(1);
      IntVector x1 = IntVector.broadcast(INTS, (int) (number >>> 32) + k1);
      IntVector x2 = IntVector.broadcast(INTS, c2 + k2);
      IntVector x3 = IntVector.broadcast(INTS, c3 + k3);
      x0 = x0.add(x1);
      x1 = x1.lanewise(ROL, 10).lanewise(XOR, x0);
      x2 = x2.add(x3);
      x3 = x3.lanewise(ROL, 26).lanewise(XOR, x2);
      x0 = x0.add(x3);
      x3 = x3.lanewise(ROL, 11).lanewise(XOR, x0);
      x2 = x2.add(x1);
      x1 = x1.lanewise(ROL, 21).lanewise(XOR, x2);
      x0 = x0.add(x1);
      x1 = x1.lanewise(ROL, 13).lanewise(XOR, x0);
      x2 = x2.add(x3);
      x3 = x3.lanewise(ROL, 27).lanewise(XOR, x2);
      x0 = x0.add(x3);
      x3 = x3.lanewise(ROL, 23).lanewise(XOR, x0);
      x2 = x2.add(x1);
      x1 = x1.lanewise(ROL, 5).lanewise(XOR, x2);

      x0 = x0.add(k1);
      x1 = x1.add(k2);
      x2 = x2.add(k3);
      x3 = x3.add(k4 + 1);

      x0 = x0.add(x1);
      x1 = x1.lanewise(ROL, 6).lanewise(XOR, x0);
      x2 = x2.add(x3);
      x3 = x3.lanewise(ROL, 20).lanewise(XOR, x2);
      x0 = x0.add(x3);
      x3 = x3.lanewise(ROL, 17).lanewise(XOR, x0);
      x2 = x2.add(x1);
      x1 = x1.lanewise(ROL, 11).lanewise(XOR, x2);
      x0 = x0.add(x1);
      x1 = x1.lanewise(ROL, 25).lanewise(XOR, x0);
      x2 = x2.add(x3);
      x3 = x3.lanewise(ROL, 10).lanewise(XOR, x2);
      x0 = x0.add(x3);
      x3 = x3.lanewise(ROL, 18).lanewise(XOR, x0);
      x2 = x2.add(x1);
      x1 = x1.lanewise(ROL, 20).lanewise(XOR, x2);

      x0 = x0.add(k2);
      x1 = x1.add(k3);
      x2 = x2.add(k4);
      x3 = x3.add(k0 + 2);

      int target = block / BLOCKS * Threefry.GROUP + block % BLOCKS;
      x0.intoArray(words, target);
      x1.intoArray(words, target + BLOCKS);
      x2.intoArray(words, target + 2 * BLOCKS);
      x3.intoArray(words, target + 3 * BLOCKS);
    }
  }

  /** The other twelve. */
  private static void lastRounds(RandomKey key, int groups, int[] words) {
    int k0 = (int) key.seed();
    int k1 = (int) (key.seed() >>> 32);
    int k2 = (int) key.stream();
    int k3 = (int) (key.stream() >>> 32);
    int k4 = Threefry.PARITY ^ k0 ^ k1 ^ k2 ^ k3;
    for (int block = 0; block < BLOCKS * groups; block += LANES) {
      int target = block / BLOCKS * Threefry.GROUP + block % BLOCKS;
      IntVector x0 = IntVector.fromArray(INTS, words, target);
      IntVector x1 = IntVector.fromArray(INTS, words, target + BLOCKS);
      IntVector x2 = IntVector.fromArray(INTS, words, target + 2 * BLOCKS);
      IntVector x3 = IntVector.fromArray(INTS, words, target + 3 * BLOCKS);
      x0 = x0.add(x1);
      x1 = x1.lanewise(ROL, 10).lanewise(XOR, x0);
      x2 = x2.add(x3);
      x3 = x3.lanewise(ROL, 26).lanewise(XOR, x2);
      x0 = x0.add(x3);
      x3 = x3.lanewise(ROL, 11).lanewise(XOR, x0);
      x2 = x2.add(x1);
      x1 = x1.lanewise(ROL, 21).lanewise(XOR, x2);
      x0 = x0.add(x1);
      x1 = x1.lanewise(ROL, 13).lanewise(XOR, x0);
      x2 = x2.add(x3);
      x3 = x3.lanewise(ROL, 27).lanewise(XOR, x2);
      x0 = x0.add(x3);
      x3 = x3.lanewise(ROL, 23).lanewise(XOR, x0);
      x2 = x2.add(x1);
      x1 = x1.lanewise(ROL, 5).lanewise(XOR, x2);

      x0 = x0.add(k3);
      x1 = x1.add(k4);
      x2 = x2.add(k0);
      x3 = x3.add(k1 + 3);

      x0 = x0.add(x1);
      x1 = x1.lanewise(ROL, 6).lanewise(XOR, x0);
      x2 = x2.add(x3);
      x3 = x3.lanewise(ROL, 20).lanewise(XOR, x2);
      x0 = x0.add(x3);
      x3 = x3.lanewise(ROL, 17).lanewise(XOR, x0);
      x2 = x2.add(x1);
      x1 = x1.lanewise(ROL, 11).lanewise(XOR, x2);
      x0 = x0.add(x1);
      x1 = x1.lanewise(ROL, 25).lanewise(XOR, x0);
      x2 = x2.add(x3);
      x3 = x3.lanewise(ROL, 10).lanewise(XOR, x2);
      x0 = x0.add(x3);
      x3 = x3.lanewise(ROL, 18).lanewise(XOR, x0);
      x2 = x2.add(x1);
      x1 = x1.lanewise(ROL, 20).lanewise(XOR, x2);

      x0 = x0.add(k4);
      x1 = x1.add(k0);
      x2 = x2.add(k1);
      x3 = x3.add(k2 + 4);

      x0 = x0.add(x1);
      x1 = x1.lanewise(ROL, 10).lanewise(XOR, x0);
      x2 = x2.add(x3);
      x3 = x3.lanewise(ROL, 26).lanewise(XOR, x2);
      x0 = x0.add(x3);
      x3 = x3.lanewise(ROL, 11).lanewise(XOR, x0);
      x2 = x2.add(x1);
      x1 = x1.lanewise(ROL, 21).lanewise(XOR, x2);
      x0 = x0.add(x1);
      x1 = x1.lanewise(ROL, 13).lanewise(XOR, x0);
      x2 = x2.add(x3);
      x3 = x3.lanewise(ROL, 27).lanewise(XOR, x2);
      x0 = x0.add(x3);
      x3 = x3.lanewise(ROL, 23).lanewise(XOR, x0);
      x2 = x2.add(x1);
      x1 = x1.lanewise(ROL, 5).lanewise(XOR, x2);

      x0 = x0.add(k0);
      x1 = x1.add(k1);
      x2 = x2.add(k2);
      x3 = x3.add(k3 + 5);

      x0.intoArray(words, target);
      x1.intoArray(words, target + BLOCKS);
      x2.intoArray(words, target + 2 * BLOCKS);
      x3.intoArray(words, target + 3 * BLOCKS);
    }
  }
}

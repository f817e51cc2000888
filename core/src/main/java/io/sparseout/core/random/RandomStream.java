// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.random;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A source of randomness: a seed, a named stream of it, and the number of the next step. Each draw
 * takes one step. Two streams of one seed are independent of each other, so a consumer that takes
 * its own named stream shifts nobody else's values.
 *
 * <p>Safe for use by several threads; each step is given out once.
 */
public final class RandomStream {
  private final long seed;
  private final long stream;
  private final AtomicLong step = new AtomicLong();

  private RandomStream(long seed, long stream) {
    this.seed = seed;
    this.stream = stream;
  }

  /** The root stream of a seed, at step 0. */
  public static RandomStream of(long seed) {
    return new RandomStream(seed, 0);
  }

  /**
   * The stream of the given name below this one, at step 0. The same name gives the same stream.
   */
  public RandomStream stream(String name) {
    return new RandomStream(seed, RandomKey.derive(stream, label(name)));
  }

  /** The key of the next step. */
  public RandomKey next() {
    return new RandomKey(seed, stream, step.getAndIncrement());
  }

  /** The key of a given step; takes none. */
  public RandomKey at(long givenStep) {
    return new RandomKey(seed, stream, givenStep);
  }

  /** The number of the next step: what {@link #seek} needs to go on from here. */
  public long position() {
    return step.get();
  }

  /**
   * Goes on from a given step.
   *
   * @throws IllegalArgumentException if the step is negative
   */
  public void seek(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("seek: a step is 0 or more, not " + position);
    }
    step.set(position);
  }

  /** The seed that this stream, its parent and its children share. */
  public long seed() {
    return seed;
  }

  /** A name as a label of {@link RandomKey#child}: 64-bit FNV-1a over its UTF-16 units. */
  public static long label(String name) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
    }
    return hash;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import static io.sparseout.core.kernels.Coefficients.*;
import static java.lang.Float.floatToRawIntBits;
import static java.lang.Float.intBitsToFloat;
import static java.lang.Math.fma;

import io.sparseout.core.kernels.DrawKernels;
import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.Threefry;
import java.util.Arrays;

/**
 * Random numbers. {@code VectorDraw} applies the same operations in the same order to whole
 * vectors: change them together.
 */
public final class ScalarDraw implements DrawKernels<float[]> {
  /** How many groups are drawn at a time, so that their words stay in the first cache. */
  private static final int GROUPS = 32;

  private static final int BLOCK = GROUPS * Threefry.GROUP;
  private static final int HALF = Threefry.GROUP / 2;

  /** Values of a digit of eleven bits. */
  private static final int DIGITS = 2048;

  /** Makes the numbers of some groups of words. */
  public interface Groups {
    /**
     * Makes 64 numbers of each group's 64 words.
     *
     * @param words Not modified.
     * @param numbers Modified.
     */
    void make(int groups, int[] words, float[] numbers);
  }

  @Override
  public void bernoulli(RandomKey key, long threshold, int first, int count, int at, float[] y) {
    ScalarThreefry threefry = ScalarThreefry.own();
    for (int start = 0; start < count; start += BLOCK) {
      int length = Math.min(BLOCK, count - start);
      int[] words = threefry.groups(key, (first + start) / Threefry.GROUP, groups(length));
      for (int i = 0; i < length; i++) {
        // 1 where the word is below the threshold; a branch would be mispredicted half the time.
        y[at + start + i] = (int) ((Integer.toUnsignedLong(words[i]) - threshold) >>> 63);
      }
    }
  }

  @Override
  public void normal(RandomKey key, int first, int count, int at, float[] y) {
    blocks(key, first, count, at, y, ScalarDraw::normals);
  }

  /** Makes numbers block by block, and copies those that are asked for. */
  public static void blocks(
      RandomKey key, int first, int count, int at, float[] y, Groups numbers) {
    ScalarThreefry threefry = ScalarThreefry.own();
    float[] block = new float[Math.min(BLOCK, groups(count) * Threefry.GROUP)];
    for (int start = 0; start < count; start += BLOCK) {
      int length = Math.min(BLOCK, count - start);
      int[] words = threefry.groups(key, (first + start) / Threefry.GROUP, groups(length));
      numbers.make(groups(length), words, block);
      System.arraycopy(block, 0, y, at + start, length);
    }
  }

  private static int groups(int length) {
    return (length + Threefry.GROUP - 1) / Threefry.GROUP;
  }

  private static void normals(int groups, int[] words, float[] numbers) {
    for (int group = 0; group < groups; group++) {
      int start = group * Threefry.GROUP;
      for (int i = start; i < start + HALF; i++) {
        float radius = radius(words[i]);
        // With n the nearest quarter of a turn, and f what is left, an eighth at the most.
        float v = intBitsToFloat((words[i + HALF] >>> 9) | ONE_BITS) - 1.5f;
        float rounded = fma(v, 4, ROUND);
        float f = fma(rounded - ROUND, -0.25f, v);
        float f2 = f * f;
        float sine = fma(fma(fma(fma(SIN9, f2, SIN7), f2, SIN5), f2, SIN3), f2, SIN1) * f;
        float cosine = fma(fma(fma(fma(COS8, f2, COS6), f2, COS4), f2, COS2), f2, 1);
        int quarter = floatToRawIntBits(rounded);
        boolean odd = (quarter & 1) != 0;
        int first = floatToRawIntBits(odd ? sine : cosine) ^ (((quarter + 1) & 2) << 30);
        int second = floatToRawIntBits(odd ? cosine : sine) ^ ((quarter & 2) << 30);
        numbers[i] = radius * intBitsToFloat(first);
        numbers[i + HALF] = radius * intBitsToFloat(second);
      }
    }
  }

  /** sqrt(-2 log(u)) for u from 2^-23 to 1, which is exact. */
  private static float radius(int word) {
    float u = 2 - intBitsToFloat((word >>> 9) | ONE_BITS);
    return (float) Math.sqrt(ScalarMath.log(u) * -2);
  }

  @Override
  public void clearBlocks(
      int from, int to, int height, int width, int block, float[] seeds, float[] y) {
    int rows = height - block + 1;
    int columns = width - block + 1;
    int seed = from * rows * columns;
    for (int plane = from; plane < to; plane++) {
      for (int row = 0; row < rows; row++) {
        int corner = (plane * height + row) * width;
        for (int column = 0; column < columns; column++, seed++, corner++) {
          if (seeds[seed] != 0) {
            clear(corner, width, block, y);
          }
        }
      }
    }
  }

  private static void clear(int corner, int width, int block, float[] y) {
    for (int i = 0; i < block; i++) {
      Arrays.fill(y, corner + i * width, corner + i * width + block, 0);
    }
  }

  /** The bits of magnitudes are in their order, and those of NaN above all. */
  @Override
  public void smallest(int fromRow, int toRow, int columns, int count, float[] x, float[] y) {
    int[] counts = new int[DIGITS];
    for (int row = fromRow; row < toRow; row++) {
      int start = row * columns;
      int end = start + columns;
      if (count == 0 || count == columns) {
        Arrays.fill(y, start, end, count == 0 ? 0 : 1);
        continue;
      }
      // The largest of the smallest, digit by digit from the highest: its rank among those that
      // have the digits so far is what is left.
      int left = count;
      int largest = 0;
      for (int shift = 20; shift >= 0; shift -= 10) {
        count(start, end, shift, largest, x, counts);
        int digit = 0;
        while (left > counts[digit]) {
          left -= counts[digit];
          digit++;
        }
        largest |= digit << shift;
      }
      for (int i = start; i < end; i++) {
        y[i] = (magnitude(x[i]) - largest) >>> 31; // 1 where it is less
      }
      for (int i = start; left > 0; i++) {
        if (magnitude(x[i]) == largest) {
          y[i] = 1;
          left--;
        }
      }
    }
  }

  /** Counts the digits above a shift, eleven bits and then ten, where those before are given. */
  private static void count(int start, int end, int shift, int before, float[] x, int[] counts) {
    Arrays.fill(counts, 0);
    int above = shift == 20 ? 31 : shift + 10;
    for (int i = start; i < end; i++) {
      int bits = magnitude(x[i]);
      if ((bits ^ before) >>> above == 0) {
        counts[(bits ^ before) >>> shift]++;
      }
    }
  }

  private static int magnitude(float x) {
    return Math.min(floatToRawIntBits(x) & ~SIGN_BIT, NOT_A_NUMBER_BITS);
  }
}

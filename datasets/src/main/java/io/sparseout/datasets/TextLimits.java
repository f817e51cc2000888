// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

/**
 * How large a text may be, so that one that is not what it should be cannot take all memory.
 *
 * @param bytes how long it may be when it is unpacked
 * @param tokens how many tokens it may have, in all of its files
 * @param words how many different ones
 * @param length how many characters (UTF-16 units) a word may have
 * @param letters how many all different words may have together
 */
record TextLimits(long bytes, int tokens, int words, int length, int letters) {
  /**
   * 4 GB, 134 217 728 tokens (512 MB in memory), a million words, 4096 characters a word, 64
   * million in all.
   */
  static final TextLimits STANDARD = new TextLimits(1L << 32, 1 << 27, 1_000_000, 1 << 12, 1 << 26);
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The arrays of one pass's intermediates. A pass borrows a memory and gives it back when it closes,
 * so that the next pass computes in the same arrays. The process keeps idle memories softly: the
 * garbage collector may have them when the heap is short.
 *
 * <p>Arrays are kept by size class, four classes a doubling. What a class has held unused for a
 * while is dropped.
 */
final class Memory {
  private static final int CLASSES = 128;
  private static final int PASSES_A_TRIM = 32;
  private static final Deque<SoftReference<Memory>> IDLE = new ConcurrentLinkedDeque<>();

  private final SizeClass[] classes = new SizeClass[DType.values().length * CLASSES];
  private final List<Object> taken = new ArrayList<>();
  private final List<SizeClass> takenFrom = new ArrayList<>();
  private int passes;

  private Memory() {}

  static Memory borrow() {
    for (SoftReference<Memory> idle = IDLE.poll(); idle != null; idle = IDLE.poll()) {
      Memory memory = idle.get();
      if (memory != null) {
        return memory;
      }
    }
    return new Memory();
  }

  /** Forgets all memories that no pass has. */
  static void releaseIdle() {
    IDLE.clear();
  }

  /** An array of at least the given length, with whatever is in it, until the pass closes. */
  Object take(DType dtype, int length) {
    SizeClass sizeClass = sizeClass(dtype, length);
    Object array = sizeClass.take();
    taken.add(array);
    takenFrom.add(sizeClass);
    return array;
  }

  /** The same, until {@link #release} or the end of the pass's use of it. */
  Object takeBriefly(DType dtype, int length) {
    return sizeClass(dtype, length).take();
  }

  /** Gives back what {@link #takeBriefly} gave out for the same type and length. */
  void release(DType dtype, int length, Object array) {
    sizeClass(dtype, length).free.push(array);
  }

  /** Takes all arrays back and lets the next pass have this memory. */
  void giveBack() {
    for (int i = 0; i < taken.size(); i++) {
      takenFrom.get(i).free.push(taken.get(i));
    }
    taken.clear();
    takenFrom.clear();
    passes++;
    if (passes % PASSES_A_TRIM == 0) {
      for (SizeClass sizeClass : classes) {
        if (sizeClass != null) {
          sizeClass.dropUnused();
        }
      }
    }
    IDLE.push(new SoftReference<>(this));
  }

  private SizeClass sizeClass(DType dtype, int length) {
    int index = classOf(length);
    int slot = dtype.ordinal() * CLASSES + index;
    if (classes[slot] == null) {
      classes[slot] = new SizeClass(dtype, lengthOf(index));
    }
    return classes[slot];
  }

  /** Class 4e + s holds arrays of (4 + s) 2^(e + 2) elements. */
  private static int classOf(int length) {
    if (length <= 16) {
      return 0;
    }
    int exponent = 29 - Integer.numberOfLeadingZeros(length - 1);
    int step = ((length - 1) >>> exponent) - 4;
    return 4 * (exponent - 2) + step + 1;
  }

  private static int lengthOf(int index) {
    long length = (4L + index % 4) << (index / 4 + 2);
    return (int) Math.min(length, Integer.MAX_VALUE - 8);
  }

  private static final class SizeClass {
    private final DType dtype;
    private final int length;
    private final ArrayDeque<Object> free = new ArrayDeque<>();
    private int fewestFree;

    SizeClass(DType dtype, int length) {
      this.dtype = dtype;
      this.length = length;
    }

    Object take() {
      Object array = free.poll();
      fewestFree = Math.min(fewestFree, free.size());
      return array != null ? array : dtype.newArray(length);
    }

    void dropUnused() {
      for (int i = 0; i < fewestFree; i++) {
        free.removeLast();
      }
      fewestFree = free.size();
    }
  }
}

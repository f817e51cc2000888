// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.pruning;

import io.sparseout.core.DType;
import io.sparseout.core.Shape;
import io.sparseout.core.Tensor;
import java.util.Base64;

/**
 * Which elements of a parameter stay.
 *
 * @param kept by element, row by row. Not modified.
 * @param factors the same as a tensor of zeros and ones, of the parameter's shape and type
 */
record Mask(boolean[] kept, Tensor factors) {
  static Mask of(boolean[] kept, Shape shape, DType dtype) {
    float[] factors = new float[kept.length];
    for (int i = 0; i < kept.length; i++) {
      factors[i] = kept[i] ? 1 : 0;
    }
    return new Mask(kept, Tensor.of(factors, shape.dims()).to(dtype));
  }

  /** A bit an element, the first in the lowest bit of the first byte, in base 64. */
  String toText() {
    byte[] bytes = new byte[(kept.length + 7) / 8];
    for (int i = 0; i < kept.length; i++) {
      bytes[i / 8] |= (byte) (kept[i] ? 1 << i % 8 : 0);
    }
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * Reads {@link #toText}.
   *
   * @throws IllegalArgumentException if it is not of so many elements
   */
  static boolean[] read(String text, int count) {
    byte[] bytes = Base64.getDecoder().decode(text);
    boolean[] kept = new boolean[count];
    boolean fits = bytes.length == (count + 7) / 8;
    for (int i = 0; fits && i < 8 * bytes.length; i++) {
      boolean bit = (bytes[i / 8] >> i % 8 & 1) == 1;
      if (i < count) {
        kept[i] = bit;
      } else {
        fits = !bit;
      }
    }
    if (!fits) {
      throw new IllegalArgumentException("it is not of " + count + " elements");
    }
    return kept;
  }
}

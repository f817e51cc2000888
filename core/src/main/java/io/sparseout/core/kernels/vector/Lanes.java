// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The width of the vectors, chosen once: the machine's preferred one, at most 512 bits because sums
 * run in 16 virtual lanes. The system property {@code sparseout.vectorBits} (64, 128, 256 or 512)
 * forces another, for tests: no width changes a bit of any result.
 */
final class Lanes {
  static final VectorSpecies<Float> FLOATS =
      species(System.getProperty("sparseout.vectorBits"), FloatVector.SPECIES_PREFERRED);

  /** As many lanes as {@link #FLOATS}. */
  static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

  private Lanes() {}

  /**
   * The species of a width.
   *
   * @param bits the width in bits, or null for the preferred one
   * @throws IllegalArgumentException if the width is none of the four
   */
  static VectorSpecies<Float> species(String bits, VectorSpecies<Float> preferred) {
    if (bits == null) {
      return preferred.vectorBitSize() > 512 ? FloatVector.SPECIES_512 : preferred;
    }
    return switch (bits) {
      case "64" -> FloatVector.SPECIES_64;
      case "128" -> FloatVector.SPECIES_128;
      case "256" -> FloatVector.SPECIES_256;
      case "512" -> FloatVector.SPECIES_512;
      default ->
          throw new IllegalArgumentException(
              "sparseout.vectorBits: no vectors of \""
                  + bits
                  + "\" bits; give 64, 128, 256 or 512, or leave it out for the machine's own");
    };
  }
}

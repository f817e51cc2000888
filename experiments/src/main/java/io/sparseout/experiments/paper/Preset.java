// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.paper;

import io.sparseout.experiments.options.Require;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How large the experiments are. All have several seeds, and q on both sides of 2. */
enum Preset {
  /** Whether everything works, on data that the program makes; too little to learn much. */
  SMOKE(
      Part.of("theory", "--preset smoke"),
      Part.of("sparsity", "--preset smoke"),
      Part.of("cost", "--preset smoke"),
      Part.of("image", "--preset smoke --q 1,2,3 --p 0.1 --seeds 3"),
      Part.of("language", "--preset smoke --q 1,2,3 --p 0.1 --seeds 3")),

  /** Real data, as much of it as two cores get through in some two hours. */
  SMALL(
      Part.of("theory", "--preset small"),
      Part.of("sparsity", "--preset small"),
      Part.of("cost", "--preset small"),
      Part.of("image", "--preset small"),
      Part.of(
          "language",
          "--preset small --limit 100000 --batch 8 --epochs 6 --decay-after 4 --p 0.05,0.15,0.4")),

  /** Networks of the size of the published ones, on all of the data: weeks on two cores. */
  PAPER(
      Part.of("theory", "--preset paper"),
      Part.of("sparsity", "--preset paper"),
      Part.of("cost", "--preset paper"),
      Part.of("image", "--preset paper"),
      Part.of("language", "--preset medium --seeds 5"));

  private final List<Part> parts;

  Preset(Part... parts) {
    this.parts = List.of(parts);
  }

  /**
   * The preset of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Preset of(String name) {
    String[] names = Arrays.stream(values()).map(Preset::toString).toArray(String[]::new);
    return valueOf(Require.oneOf("--preset", name, names).toUpperCase(Locale.ROOT));
  }

  /** The experiments in their order. */
  List<Part> parts() {
    return parts;
  }

  /** Its name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

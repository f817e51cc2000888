// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import java.util.function.Consumer;

/** Something that can be measured by name. */
interface Benchmark {
  /** Its name on the command line. */
  String name();

  /**
   * Measures it.
   *
   * @param timing measures workloads
   * @param seed of the workload's data
   * @param results takes what was found: a result for each number of threads that was measured
   */
  void measure(Timing timing, long seed, Consumer<BenchResult> results);
}

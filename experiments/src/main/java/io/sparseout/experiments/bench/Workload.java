// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Work that can be repeated.
 *
 * @param name its name
 * @param unit what its rate counts
 * @param unitsPerStep how many of them a step does
 * @param cost what a step cannot do without
 * @param prepare makes all that the step needs, from a seed, and gives the step
 */
record Workload(
    String name, String unit, double unitsPerStep, Cost cost, LongFunction<Step> prepare)
    implements Benchmark {
  @Override
  public void measure(Timing timing, long seed, Consumer<BenchResult> results) {
    results.accept(timing.of(this, seed));
  }
}

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
 * @param base what its time is to be told as a multiple of; null for nothing
 */
record Workload(
    String name,
    String unit,
    double unitsPerStep,
    Cost cost,
    LongFunction<Step> prepare,
    Workload base)
    implements Benchmark {
  /** Work that is compared with no other. */
  Workload(String name, String unit, double unitsPerStep, Cost cost, LongFunction<Step> prepare) {
    this(name, unit, unitsPerStep, cost, prepare, null);
  }

  /** The same, compared with another. */
  Workload against(Workload other) {
    return new Workload(name, unit, unitsPerStep, cost, prepare, other);
  }

  @Override
  public void measure(Timing timing, long seed, Consumer<BenchResult> results) {
    results.accept(timing.of(this, seed));
  }
}

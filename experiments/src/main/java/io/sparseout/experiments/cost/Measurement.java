// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.cost;

import io.sparseout.core.random.RandomStream;
import io.sparseout.experiments.bench.HeapMeter;
import io.sparseout.experiments.bench.RegularizedStep;
import io.sparseout.experiments.bench.Samples;
import io.sparseout.experiments.bench.Step;
import io.sparseout.experiments.bench.WarmUp;
import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.experiments.runs.TrialLog;
import io.sparseout.experiments.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.List;

/**
 * Times one step with each of several regularizers, in rounds: each round takes a sample of each,
 * in an order of its own, so that what else the machine does falls on all alike.
 */
final class Measurement {
  private final RegularizedStep step;
  private final CostConfig config;
  private final List<RegularizerChoice> choices;
  private List<CostRow> rows;

  /** A regularizer's step, warm. */
  private record Warm(Samples samples, long heapBytes) {}

  /** A measurement of a step with those of a run's regularizers that it has. */
  Measurement(RegularizedStep step, CostConfig config) {
    this.step = step;
    this.config = config;
    this.choices = config.regularizersOf(step.name()).stream().map(RegularizerChoice::of).toList();
  }

  /** The trials of its regularizers. */
  List<CostTrial> trials() {
    return choices.stream().map(choice -> new CostTrial(this, choice)).toList();
  }

  /** What is measured. */
  RegularizedStep step() {
    return step;
  }

  /** How many samples are taken when a regularizer's trial runs: all at the first's. */
  long samplesOf(RegularizerChoice choice) {
    return choice.equals(choices.get(0)) ? (long) config.rounds() * choices.size() : 0;
  }

  /** The row of a trial; measures if that was not done yet. */
  CostRow row(CostTrial trial, TrialLog log) {
    if (rows == null) {
      rows = measure(log);
    }
    return rows.get(choices.indexOf(trial.choice()));
  }

  private List<CostRow> measure(TrialLog log) {
    List<Warm> warm = new ArrayList<>();
    for (RegularizerChoice choice : choices) {
      warm.add(warm(choice, log));
    }
    RandomStream random = RandomStream.of(config.seed()).stream("cost").stream(step.name());
    double[][] millis = new double[choices.size()][config.rounds()];
    long taken = 0;
    for (int round = 0; round < config.rounds(); round++) {
      for (int index : random.next().permutation(choices.size())) {
        millis[index][round] = 1e-6 * warm.get(index).samples().take();
        log.advanced(++taken);
      }
    }
    Bootstrap bootstrap = new Bootstrap(config.rounds(), random.stream("resamples"));
    List<CostRow> measured = new ArrayList<>();
    int dropout = config.regularizersOf(step.name()).indexOf(config.baseline());
    for (int i = 0; i < choices.size(); i++) {
      measured.add(
          CostRow.of(
              new CostTrial(this, choices.get(i)),
              config.seed(),
              millis[i],
              i == dropout ? null : millis[dropout],
              bootstrap,
              warm.get(i).samples().medianBytes(),
              warm.get(i).heapBytes()));
    }
    return measured;
  }

  private Warm warm(RegularizerChoice choice, TrialLog log) {
    HeapMeter heap = new HeapMeter();
    Step prepared = step.prepare(choice.regularization(), config.seed());
    new WarmUp(config.warmUpSeconds())
        .run(
            () -> {
              prepared.run();
              log.advanced(0);
            });
    long heapBytes = heap.bytes(prepared);
    return new Warm(new Samples(prepared), heapBytes);
  }
}

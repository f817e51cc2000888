// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import io.sparseout.core.Layer;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.TrainingListener;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.Trial;
import io.sparseout.experiments.runs.TrialLog;
import io.sparseout.layers.compression.Compaction;
import io.sparseout.layers.compression.ModelFile;
import io.sparseout.layers.compression.Sparsification;
import io.sparseout.regularizers.pruning.CubicRamp;
import io.sparseout.regularizers.pruning.GradualPruning;
import io.sparseout.regularizers.pruning.Pruning;

/**
 * Trains a network, sparse or dense, saves it in the form that suits it, and measures the file.
 * What is pruned after training begins with the file of the dense network of its seed.
 */
record TrainedTrial(Training training, Setting setting, long seed, Gauge gauge)
    implements Trial<CompressRow> {
  /** How often gradual pruning takes a little more, where there are as many steps. */
  private static final int RAMP_STEPS = 100;

  @Override
  public String name() {
    return setting.trialName(seed);
  }

  @Override
  public long steps() {
    return training.steps(epochs());
  }

  private int epochs() {
    CompressConfig config = training.config();
    return setting.method().fromTrained() ? config.fineTune() : config.epochs();
  }

  @Override
  public CompressRow run(TrialLog log) {
    Layer network = trained(log);
    RunDirectory directory = gauge.directory();
    if (training.config().quantize()) {
      ModelFile.save(directory.training(name()), network); // sparse weights are not quantized
    }
    // The dense network stays dense whatever zeros training left in it: others begin with its file.
    Layer saved =
        setting.method() == Method.DENSE ? network : Sparsification.sparsify(network).model();
    ModelFile.save(directory.model(name()), saved, training.description().toMetadata());
    return gauge.row(setting, seed, log.trainSeconds());
  }

  private Layer trained(TrialLog log) {
    Layer network = training.network(seed);
    Pruning pruning = new Pruning(network);
    RandomStream random = RandomStream.of(seed);
    switch (setting.method()) {
      case DENSE -> training.fit(network, epochs(), random, pruning, log);
      case GRADUAL -> training.fit(network, epochs(), random, gradual(network, pruning), log);
      case ONE_SHOT, STRUCTURED -> {
        Checkpoint.load(gauge.directory().model(Setting.DENSE.trialName(seed)), network);
        setting.prune(network, pruning, training.config().norm());
        training.fit(network, epochs(), random.stream("fine-tune"), pruning, log);
      }
    }
    return setting.method().ofUnits() ? Compaction.compact(network).model() : network;
  }

  private TrainingListener gradual(Layer network, Pruning pruning) {
    long steps = steps();
    long begin = Math.min(steps - 1, Math.round(training.config().rampBegin() * steps));
    long length = Math.max(1, Math.round(training.config().rampEnd() * steps) - begin);
    long every = (length + RAMP_STEPS - 1) / RAMP_STEPS;
    long end = begin + length / every * every;
    CubicRamp ramp = new CubicRamp(setting.sparsity(), begin, end, every);
    return GradualPruning.globalUnstructured(pruning, ramp, Training.prunable(network));
  }
}

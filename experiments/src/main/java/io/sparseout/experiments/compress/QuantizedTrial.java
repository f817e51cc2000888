// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import io.sparseout.core.Layer;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.Trial;
import io.sparseout.experiments.runs.TrialLog;
import io.sparseout.layers.compression.ModelFile;
import io.sparseout.layers.compression.Quantization;

/** Makes a network of eight bits of one that was trained before, saves it and measures the file. */
record QuantizedTrial(Training training, Setting setting, long seed, Gauge gauge)
    implements Trial<CompressRow> {
  @Override
  public String name() {
    return setting.trialName(seed);
  }

  @Override
  public long steps() {
    return 0;
  }

  @Override
  public CompressRow run(TrialLog log) {
    RunDirectory directory = gauge.directory();
    String trained = setting.inFloats().trialName(seed);
    Layer network = Quantization.quantize(ModelFile.load(directory.training(trained))).model();
    ModelFile.save(directory.model(name()), network, training.description().toMetadata());
    return gauge.row(setting, seed, 0);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import io.sparseout.experiments.models.ModelChoice;
import io.sparseout.experiments.options.OptimizerOptions;
import io.sparseout.experiments.options.Require;
import io.sparseout.experiments.options.TrainingOptions;
import io.sparseout.experiments.runs.RegularizerChoice;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of the command {@code compress} alone. What is said on the command line goes before
 * the preset. How a network is trained is said as {@code train} has it.
 */
final class CompressOptions {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "smoke",
      description = {
        "What holds where other options say nothing (default: ${DEFAULT-VALUE}).",
        "smoke: digits, mlp:512,512, 4 epochs, 1 of fine-tuning, sparsity 0.5,0.9,0.99, units"
            + " 0.5,0.75, 0.2 seconds. Less than a minute.",
        "small: mnist, mlp:1024,1024, 12 epochs, 4 of fine-tuning, sparsity 0.5,0.8,0.9,0.95,0.99,"
            + " units 0.5,0.75,0.9, 1 second. Some ten minutes on two cores."
      })
  private String preset;

  @Option(
      names = "--model",
      paramLabel = "TEXT",
      description = "The model: " + ModelChoice.NAMES + " (default: the preset's).")
  private String model;

  @Option(
      names = "--regularizer",
      paramLabel = "TEXT",
      defaultValue = "dropout:p=0.5",
      description =
          "Acts in all training, fine-tuning too: none, dropout:p=0.5, sparseout:p=0.5,q=1.5 and"
              + " the like; 'sparseout regularizers' lists all (default: ${DEFAULT-VALUE}).")
  private String regularizer;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Epochs of training, 1 to 100000: the dense network's and, with pruning in them, those of"
              + " gradual (default: the preset's).")
  private Integer epochs;

  @Option(
      names = "--fine-tune",
      paramLabel = "N",
      description =
          "Epochs that one-shot and structured train on after pruning, 0 to 100000, with the learning"
              + " rate from its first one on again (default: the preset's).")
  private Integer fineTune;

  @Option(
      names = "--methods",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "one-shot,gradual,structured",
      description =
          "How networks are made sparse. one-shot: the weights of smallest magnitude in the whole"
              + " trained network go, and the rest is fine-tuned. gradual: they go during training,"
              + " along a cubic ramp. structured: the hidden units (filters) with the smallest weights"
              + " go, in each layer as many, the rest is fine-tuned, and compaction makes it a"
              + " smaller network (default: ${DEFAULT-VALUE}).")
  private List<String> methods;

  @Option(
      names = "--sparsity",
      paramLabel = "SHARE",
      split = ",",
      description =
          "Shares of the weights that go, each between 0 and 1, for one-shot and gradual"
              + " (default: the preset's).")
  private List<Double> sparsity;

  @Option(
      names = "--units",
      paramLabel = "SHARE",
      split = ",",
      description =
          "Shares of the hidden units that go, each between 0 and 1, for structured"
              + " (default: the preset's).")
  private List<Double> units;

  @Option(
      names = "--norm",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "The norm of a unit's weights that structured goes by: L1, L2 or any other Ln from 0 on"
              + " (default: ${DEFAULT-VALUE}).")
  private double norm;

  @Option(
      names = "--ramp",
      paramLabel = "FROM,TO",
      split = ",",
      defaultValue = "0.1,0.7",
      description =
          "The part of training in which gradual prunes, as shares of its steps"
              + " (default: ${DEFAULT-VALUE}).")
  private List<Double> ramp;

  @Option(
      names = "--quantize",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Make each network one with weights of eight bits too, or do not (default: do).")
  private boolean quantize;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description =
          "How long to time each network with each batch, above 0, after its warm-up"
              + " (default: the preset's).")
  private Double seconds;

  @Mixin private OptimizerOptions descent;

  @Mixin private TrainingOptions training;

  /**
   * All values, checked.
   *
   * @param firstSeed the first seed to train with
   * @throws IllegalArgumentException if one is out of its range, with name, range and value
   */
  CompressConfig config(long firstSeed) {
    Preset otherwise = Preset.of(preset);
    Require.distinct("--methods", methods).forEach(Method::of);
    return new CompressConfig(
        preset,
        training.data(otherwise.data()).toString(),
        training.limit(),
        ModelChoice.of(model == null ? otherwise.model() : model).text(),
        RegularizerChoice.of(regularizer).withoutStates().text(),
        Require.inRange("--epochs", epochs == null ? otherwise.epochs() : epochs, 1, 100_000),
        Require.inRange(
            "--fine-tune", fineTune == null ? otherwise.fineTune() : fineTune, 0, 100_000),
        training.batch(),
        descent.optimizer(),
        descent.learningRate(),
        descent.schedule(),
        methods,
        shares("--sparsity", sparsity == null ? otherwise.sparsity() : sparsity),
        shares("--units", units == null ? otherwise.units() : units),
        Require.finiteFromZero("--norm", norm),
        ramp().get(0),
        ramp().get(1),
        quantize,
        Require.positive("--seconds", seconds == null ? otherwise.seconds() : seconds),
        training.seeds(firstSeed));
  }

  private static List<Double> shares(String option, List<Double> shares) {
    for (double share : shares) {
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException(
            option + ": a share between 0 and 1, neither of them, not " + share);
      }
    }
    return Require.distinct(option, shares);
  }

  private List<Double> ramp() {
    if (ramp.size() != 2 || !(ramp.get(0) >= 0 && ramp.get(0) < ramp.get(1) && ramp.get(1) <= 1)) {
      throw new IllegalArgumentException(
          "--ramp: two shares of the training, 0 or more, rising, 1 at the most, not " + ramp);
    }
    return ramp;
  }
}

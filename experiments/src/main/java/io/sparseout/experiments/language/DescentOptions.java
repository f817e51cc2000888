// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import static java.util.Objects.requireNonNullElse;

import io.sparseout.experiments.options.Require;
import picocli.CommandLine.Option;

/**
 * The options that say how models are trained. Each is checked where it is asked for, with the
 * preset that holds where it is not given.
 */
final class DescentOptions {
  private static final double ADAM_RATE = 0.001;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of training, 1 to 100000 (default: the preset's).")
  private Integer epochs;

  @Option(
      names = "--bptt",
      paramLabel = "N",
      description =
          "Steps of time that back-propagation goes back, 1 to 65536; the state is carried on from"
              + " batch to batch (default: the preset's).")
  private Integer bptt;

  @Option(
      names = {"--batch", "--batch-size", "--batch_size"},
      paramLabel = "N",
      description =
          "Stretches of the text that are read side by side, 1 to 65536 (default: the preset's).")
  private Integer batch;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      defaultValue = "sgd",
      description =
          "sgd, without momentum; asgd, the same until the validation loss falls no more, from then"
              + " on with the means of all weights since for evaluation (see --nonmono); or adam"
              + " (default: ${DEFAULT-VALUE}).")
  private String optimizer;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description =
          "First learning rate, above 0, for a loss that is the mean over all tokens of a batch"
              + " (default: the preset's; of adam 0.001).")
  private Double learningRate;

  @Option(
      names = "--lr-decay",
      paramLabel = "FACTOR",
      description =
          "What the learning rate is multiplied by after an epoch, more than 0, 1 at the most: 1 leaves"
              + " it as it is (default: the preset's; of asgd 1).")
  private Double decay;

  @Option(
      names = "--decay-after",
      paramLabel = "N",
      description =
          "After which epochs, counted from 1: this one and all later ones (default: the preset's; if"
              + " --lr-decay is there, those whose validation loss is not the lowest so far).")
  private Integer decayAfter;

  @Option(
      names = "--nonmono",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Averaging of asgd begins when the validation loss is above the lowest one, the last N"
              + " epochs not counted, 0 to 100000 (default: ${DEFAULT-VALUE}).")
  private int nonmono;

  @Option(
      names = {"--wdecay", "--weight-decay"},
      paramLabel = "W",
      defaultValue = "0",
      description = "Weight decay, 0 or more (default: ${DEFAULT-VALUE}).")
  private double weightDecay;

  @Option(
      names = "--clip",
      paramLabel = "NORM",
      description =
          "Largest norm of all gradients together, to which larger ones are scaled down; 0 for none"
              + " (default: the preset's, 0.25 where it says nothing else).")
  private Double clip;

  int epochs(Preset otherwise) {
    return Require.inRange("--epochs", requireNonNullElse(epochs, otherwise.epochs()), 1, 100_000);
  }

  int bptt(Preset otherwise) {
    return Require.inRange("--bptt", requireNonNullElse(bptt, otherwise.bptt()), 1, 65_536);
  }

  int batch(Preset otherwise) {
    return Require.inRange("--batch", requireNonNullElse(batch, otherwise.batch()), 1, 65_536);
  }

  String optimizer() {
    return Require.oneOf("--optimizer", optimizer, "sgd", "asgd", "adam");
  }

  double learningRate(Preset otherwise) {
    double rate = optimizer.equals("adam") ? ADAM_RATE : otherwise.learningRate();
    return Require.positive("--lr", requireNonNullElse(learningRate, rate));
  }

  /** As in awd-lstm-lm, the rate of asgd stays as it is unless it is told otherwise. */
  double decay(Preset otherwise) {
    double factor = requireNonNullElse(decay, optimizer.equals("asgd") ? 1.0 : otherwise.decay());
    if (!(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException("--lr-decay: more than 0, 1 at the most, not " + factor);
    }
    return factor;
  }

  /** Null where a factor is given alone: after epochs whose loss is not the lowest so far. */
  Integer decayAfter(Preset otherwise) {
    if (decayAfter == null) {
      return decay == null ? (Integer) otherwise.decayAfter() : null;
    }
    return Require.inRange("--decay-after", decayAfter, 1, 100_000);
  }

  int nonmono() {
    return Require.inRange("--nonmono", nonmono, 0, 100_000);
  }

  double weightDecay() {
    return Require.finiteFromZero("--wdecay", weightDecay);
  }

  double clip(Preset otherwise) {
    return Require.finiteFromZero("--clip", requireNonNullElse(clip, otherwise.clip()));
  }
}

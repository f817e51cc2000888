// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.cost;

import io.sparseout.core.Compute;
import io.sparseout.experiments.bench.RegularizedStep;
import io.sparseout.experiments.cost.CostConfig.LeftOut;
import io.sparseout.experiments.options.Require;
import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.regularizers.Regularization;
import io.sparseout.regularizers.Regularizers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options of the command {@code cost}. */
public final class CostOptions {
  /** A mask for each example of a wider layer takes seconds a step. */
  private static final int WIDEST_OF_EXAMPLES = 1024;

  private static final String DROPOUT = "dropout";

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "smoke",
      description = {
        "What holds where other options say nothing (default: ${DEFAULT-VALUE}).",
        "smoke: three networks and one layer, Sparseout at three q, in about a minute.",
        "small: three networks, layers up to 1024 units, Sparseout at six q, in some quarter of an hour.",
        "paper: six networks, layers up to 4096 units, in about an hour."
      })
  private String preset;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      split = ",",
      description =
          "Training steps to measure: mlp, autoencoder, lenet5, wrn-10-2, lstm, lstm-650 with their"
              + " optimizers, or linear-N, one layer of N units on 128 examples, forward and"
              + " backward (default: the preset's).")
  private List<String> workloads;

  @Option(
      names = "--regularizer",
      paramLabel = "TEXT",
      split = RegularizerChoice.SEPARATOR,
      splitSynopsisLabel = ",",
      description =
          "Regularizers to compare, with commas between them; Dropout is always there, as they name it"
              + " or with p of --p (default: the preset's).")
  private List<String> regularizers;

  @Option(
      names = "--p",
      paramLabel = "P",
      defaultValue = "0.5",
      description = "The preset's probability of dropping, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private float p;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "Samples of each regularizer of each step, 5 to 100000; a sample is a step, or a millisecond"
              + " of them (default: the preset's).")
  private Integer rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      description =
          "Seconds that each is warmed up at the least, above 0; ten times as many at the most, until"
              + " the JIT compiler is quiet (default: the preset's).")
  private Double warmUp;

  /** Whether the regularizers are not known to fit the steps. */
  boolean mustBeTried() {
    return regularizers != null;
  }

  /**
   * What they come to.
   *
   * @throws IllegalArgumentException if a value is out of its range; names it
   */
  CostConfig config(long seed) {
    Preset otherwise = Preset.of(preset);
    List<RegularizedStep> steps =
        workloads(otherwise).stream().map(name -> RegularizedStep.of("--workload", name)).toList();
    List<String> texts = new ArrayList<>(texts(otherwise));
    String baseline =
        texts.stream().filter(CostOptions::isDropout).findFirst().orElse(withP(DROPOUT));
    if (!texts.contains(baseline)) {
      texts.add(0, baseline);
    }
    return new CostConfig(
        preset,
        steps.stream().map(RegularizedStep::name).toList(),
        Require.distinct("--regularizer", texts),
        baseline,
        Require.inRange("--rounds", rounds == null ? otherwise.rounds() : rounds, 5, 100_000),
        Require.positive("--warm-up", warmUp == null ? otherwise.warmUpSeconds() : warmUp),
        seed,
        Compute.threads(),
        Compute.kernelName(),
        leftOut(steps, texts));
  }

  private List<String> workloads(Preset otherwise) {
    if (workloads != null) {
      return Require.distinct("--workload", workloads.stream().map(String::strip).toList());
    }
    return Stream.concat(
            otherwise.networks().stream(),
            otherwise.widths().stream().map(width -> "linear-" + width))
        .toList();
  }

  private List<String> texts(Preset otherwise) {
    if (regularizers != null) {
      return regularizers.stream().map(text -> checked(text.strip())).toList();
    }
    List<String> texts = new ArrayList<>(List.of("none", withP(DROPOUT)));
    otherwise.sparseout().forEach(q -> texts.add(withP("sparseout") + ",q=" + q));
    otherwise.bridgeout().forEach(q -> texts.add(withP("bridgeout") + ",q=" + q));
    if (otherwise.examples()) {
      texts.add(texts.get(texts.size() - 1) + ",masks=example");
    }
    return texts;
  }

  private String withP(String name) {
    return name + ":p=" + RegularizerChoice.number(Require.probability("--p", p));
  }

  private static boolean isDropout(String text) {
    return text.matches(DROPOUT + "\\b(?!-).*") && RegularizerChoice.of(text).isDropout();
  }

  /** What changes weights after a step does so in a trainer, which there is none of here. */
  private static String checked(String text) {
    RegularizerChoice choice = RegularizerChoice.of(text).withoutStates();
    if (!choice.regularization().listeners(Regularization.IDENTITY).isEmpty()) {
      throw new IllegalArgumentException(
          "--regularizer: " + text + " is no part of the step; cost measures what is");
    }
    return text;
  }

  private static List<LeftOut> leftOut(List<RegularizedStep> steps, List<String> texts) {
    List<LeftOut> leftOut = new ArrayList<>();
    for (RegularizedStep step : steps) {
      for (String text : texts) {
        if ("example".equals(Regularizers.value(text, "masks"))) {
          reason(step.width()).ifPresent(why -> leftOut.add(new LeftOut(step.name(), text, why)));
        }
      }
    }
    return leftOut;
  }

  private static Optional<String> reason(OptionalInt width) {
    if (width.isEmpty()) {
      return Optional.of(
          "of a network: convolutions and recurrent layers have no masks for each example");
    }
    return width.getAsInt() > WIDEST_OF_EXAMPLES
        ? Optional.of("takes seconds a step at this width")
        : Optional.empty();
  }
}

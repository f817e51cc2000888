// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import io.sparseout.experiments.options.Require;
import io.sparseout.experiments.options.TrainingOptions;
import io.sparseout.experiments.runs.RegularizerChoice;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of the command {@code sparsity} alone. What is said on the command line goes before
 * the preset.
 */
final class SparsityOptions {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = {
        "What holds where other options say nothing. Without a preset: digits, relu, p 0.5, the"
            + " published gradient, 1 seed, 5 epochs.",
        "smoke: digits, 2000 images, both gradients, 5 seeds, 4 epochs, batch 32. Less than a"
            + " minute.",
        "small: mnist, both codes, both gradients, 5 seeds, 5 epochs. Some twenty minutes on two"
            + " cores.",
        "paper: the same with p 0.3,0.5,0.7 and 10 seeds. Some two hours."
      })
  private String preset;

  @Option(
      names = "--q",
      paramLabel = "Q",
      split = ",",
      description = "Norms to compare, each 0 or more (default: 1,1.5,2,2.5,3).")
  private List<Float> q;

  @Option(
      names = "--p",
      paramLabel = "P",
      split = ",",
      description =
          "Probabilities of dropping, each 0 to 1; norms are compared with each of them (default:"
              + " 0.5, or the preset's).")
  private List<Float> p;

  @Option(
      names = "--gradient",
      paramLabel = "NAME",
      split = ",",
      description =
          "Sparseout's gradient: published, or exact, the derivative; or both, side by side"
              + " (default: published, or the preset's).")
  private List<String> gradients;

  @Option(
      names = "--code",
      paramLabel = "NAME",
      split = ",",
      description =
          "What units of the code compute: relu or sigmoid, or both, side by side (default: relu,"
              + " or the preset's).")
  private List<String> codes;

  @Option(
      names = "--regularizer",
      paramLabel = "TEXT",
      split = RegularizerChoice.SEPARATOR,
      splitSynopsisLabel = ",",
      description =
          "In place of --q, --p and --gradient: regularizers such as none, dropout:p=0.5 or"
              + " sparseout:p=0.5,q=1.5, which regularizers lists; several with commas, or by giving the"
              + " option again.")
  private List<String> regularizers;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      defaultValue = "256",
      description = "Units of the code, 2 to 65536 (default: ${DEFAULT-VALUE}).")
  private int hidden;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of training, 1 to 100000 (default: 5, or the preset's).")
  private Integer epochs;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      defaultValue = "0.001",
      description = "Adam's learning rate, above 0 (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Mixin private TrainingOptions training;

  /**
   * What is compared, checked.
   *
   * @throws IllegalArgumentException if a value is out of its range, with name, range and value
   */
  List<Treatment> treatments() {
    List<Code> chosen = codes();
    if (regularizers == null) {
      return Treatment.ofNorms(chosen, probabilities(), gradients(), norms());
    }
    if (q != null || p != null || gradients != null) {
      throw new IllegalArgumentException(
          "--regularizer: stands in place of --q, --p and --gradient; give one or the other");
    }
    return Treatment.ofTexts(chosen, Require.distinct("--regularizer", regularizers));
  }

  /**
   * All values, checked.
   *
   * @param firstSeed the first seed to train with
   * @throws IllegalArgumentException if one is out of its range, with name, range and value
   */
  SparsityConfig config(long firstSeed) {
    Preset otherwise = Preset.of(preset);
    boolean comparesQ = regularizers == null;
    return new SparsityConfig(
        preset,
        training.data(otherwise.data()).toString(),
        training.limit(otherwise.limit()),
        codes().stream().map(Code::toString).toList(),
        comparesQ ? norms() : null,
        comparesQ ? probabilities() : null,
        comparesQ ? gradients() : null,
        treatments().stream().map(each -> each.regularizer().text()).distinct().toList(),
        Require.inRange("--hidden", hidden, 2, 65_536),
        Require.inRange("--epochs", epochs == null ? otherwise.epochs() : epochs, 1, 100_000),
        training.batch(otherwise.batch()),
        Require.positive("--lr", learningRate),
        training.seeds(firstSeed, otherwise.seeds()));
  }

  private List<Float> norms() {
    List<Float> norms = q == null ? Preset.NORMS : q;
    norms.forEach(norm -> Require.finiteFromZero("--q", norm));
    return Require.distinct("--q", norms);
  }

  private List<Float> probabilities() {
    List<Float> probabilities = p == null ? Preset.of(preset).p() : p;
    probabilities.forEach(probability -> Require.probability("--p", probability));
    return Require.distinct("--p", probabilities);
  }

  private List<String> gradients() {
    return Require.distinct(
        "--gradient", gradients == null ? Preset.of(preset).gradients() : gradients);
  }

  private List<Code> codes() {
    List<String> names = codes == null ? Preset.of(preset).codes() : codes;
    return Require.distinct("--code", names).stream()
        .map(Code::of)
        .collect(Collectors.toUnmodifiableList());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.options;

import io.sparseout.experiments.runs.RegularizerChoice;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of every command that compares regularizers, each with the best of several p. */
public final class ComparisonOptions {
  @Option(
      names = "--regularizer",
      paramLabel = "TEXT",
      split = RegularizerChoice.SEPARATOR,
      splitSynopsisLabel = ",",
      defaultValue = "dropout,sparseout",
      description =
          "Regularizers to compare, with commas between them: none, dropout, sparseout,"
              + " sparseout:gradient=exact and the like, which regularizers lists. What a text leaves out of p and q is taken"
              + " from the lists --p and --q. Sparseout with q = 2 is Dropout, and trained once"
              + " (default: ${DEFAULT-VALUE}).")
  private List<String> regularizers;

  @Option(
      names = "--q",
      paramLabel = "Q",
      split = ",",
      description = "Norms to compare, each 0 or more (default: the preset's).")
  private List<Float> q;

  @Option(
      names = {"--p", "--droprate"},
      paramLabel = "P",
      split = ",",
      description =
          "Probabilities of dropping, each 0 to 1. Where |x| < 1, a smaller q makes more noise of"
              + " the same p, so each q has its own: the best on validation data, by the mean"
              + " over the seeds that it is chosen with (default: the preset's).")
  private List<Float> p;

  /** The regularizers' texts. */
  public List<String> regularizers() {
    return Require.distinct("--regularizer", regularizers.stream().map(String::strip).toList());
  }

  /** The norms that are asked for, or other ones. */
  public List<Float> q(List<Float> otherwise) {
    List<Float> norms = q == null ? otherwise : q;
    norms.forEach(norm -> Require.finiteFromZero("--q", norm));
    return Require.distinct("--q", norms);
  }

  /** The probabilities that are asked for, or other ones. */
  public List<Float> p(List<Float> otherwise) {
    List<Float> probabilities = p == null ? otherwise : p;
    probabilities.forEach(probability -> Require.probability("--p", probability));
    return Require.distinct("--p", probabilities);
  }
}

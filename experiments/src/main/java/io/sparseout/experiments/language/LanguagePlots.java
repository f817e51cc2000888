// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import io.sparseout.experiments.compare.Compared;
import io.sparseout.experiments.compare.LayerCurves;
import io.sparseout.experiments.compare.NormCurves;
import io.sparseout.experiments.plots.EpochCurves;
import io.sparseout.experiments.plots.PlotFiles;
import io.sparseout.experiments.runs.EpochMetrics;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run's chosen models come to, as pictures. */
final class LanguagePlots {
  private LanguagePlots() {}

  /** Draws all plots. */
  static void add(
      PlotFiles files, LanguageConfig config, List<LanguageRow> rows, List<EpochMetrics> metrics) {
    Map<String, List<LanguageRow>> groups = Compared.groups(rows);
    NormCurves<LanguageRow> norms = new NormCurves<>(config.settings(), groups);
    if (norms.compares()) {
      files.add(
          "perplexity-q",
          () ->
              norms.measure(
                  "Perplexity of the test text", "perplexity", LanguageRow::testPerplexity));
      files.add("sparsity-q", norms::sparsity);
    }
    if (config.choice().layers() > 1) {
      files.add(
          "layers",
          () -> LayerCurves.draw(config.settings() + "; test text", "recurrent layer", groups));
    }
    Map<String, String> labels =
        rows.stream()
            .filter(LanguageRow::chosen)
            .collect(Collectors.toMap(LanguageRow::trial, LanguageRow::label));
    EpochCurves curves = new EpochCurves(metrics, labels, "text");
    files.add(
        "perplexity",
        () ->
            curves.heldOut(
                config.settings(),
                "Perplexity",
                "perplexity",
                heldOut -> StrictMath.exp(heldOut.loss())));
    files.add("loss", () -> curves.loss(config.settings(), "cross-entropy, nats"));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import java.util.List;

/** Rows as trials and tests leave them. */
final class Rows {
  private Rows() {}

  /** A row of a finished trial. */
  static ImageRow trained(String setting, float p, long seed, double validationAccuracy) {
    return new ImageRow(
        setting + ",p=" + p + "-seed" + seed,
        setting,
        setting + ":p=" + p,
        p,
        null,
        null,
        seed,
        validationAccuracy,
        1,
        false,
        null,
        null,
        null,
        1,
        "");
  }

  /** The rows of a setting's chosen models, a seed each. */
  static List<ImageRow> tested(String setting, double... testAccuracies) {
    ImageRow[] rows = new ImageRow[testAccuracies.length];
    for (int i = 0; i < rows.length; i++) {
      Scores scores = new Scores(0.5, testAccuracies[i], List.of());
      List<LayerSparsity> layers =
          List.of(new LayerSparsity(1, 0.25, 0.5, 0), new LayerSparsity(2, 0.75, 0, 0));
      rows[i] = trained(setting, 0.1f, i + 1, 0.5).tested(scores, layers);
    }
    return List.of(rows);
  }
}

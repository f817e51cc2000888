// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compare;

import java.util.ArrayList;
import java.util.List;

/** Rows as trials and tests leave them. */
final class Rows {
  private Rows() {}

  /** A row with what comparisons need and no more. */
  record Row(
      String trial,
      String setting,
      String regularizer,
      Float p,
      Float q,
      long seed,
      double validationScore,
      boolean chosen,
      double points,
      List<LayerSparsity> sparsity)
      implements Compared {}

  /** A row of a finished trial. */
  static Row trained(String setting, float p, long seed, double score) {
    return new Row(
        setting + ",p=" + p + "-seed" + seed,
        setting,
        setting + ":p=" + p,
        p,
        null,
        seed,
        score,
        false,
        Double.NaN,
        null);
  }

  /** The same row of a chosen model. */
  static Row tested(Row row, double points) {
    return new Row(
        row.trial,
        row.setting,
        row.regularizer,
        row.p,
        row.q,
        row.seed,
        row.validationScore,
        true,
        points,
        List.of(new LayerSparsity(1, 0.25, 0.5, 0), new LayerSparsity(2, 0.75, 0, 0)));
  }

  /** The rows of a setting's chosen models, a seed each. */
  static List<Row> tested(String setting, double... points) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < points.length; i++) {
      rows.add(tested(trained(setting, 0.1f, i + 1, 0.5), points[i]));
    }
    return List.copyOf(rows);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import io.sparseout.experiments.runs.RegularizerChoice;
import java.util.ArrayList;
import java.util.List;

/** Rows as trials leave them, with a Hoyer sparsity by hand. */
final class Rows {
  private Rows() {}

  /** How sparse a code is. */
  interface Hoyer {
    double of(float q, long seed);
  }

  /** A configuration that compares these norms with so many seeds. */
  static SparsityConfig config(List<Float> q, int seeds) {
    List<Long> all = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      all.add(seed);
    }
    return new SparsityConfig(
        null,
        "digits",
        null,
        List.of("relu"),
        q,
        List.of(0.5f),
        List.of("published"),
        List.of(),
        256,
        5,
        128,
        0.001,
        all);
  }

  /** The rows of one series, q by q, with share of zeros half the Hoyer sparsity. */
  static List<SparsityRow> of(String code, String gradient, SparsityConfig config, Hoyer hoyer) {
    List<SparsityRow> rows = new ArrayList<>();
    for (float q : config.q()) {
      for (long seed : config.seeds()) {
        double sparsity = hoyer.of(q, seed);
        RegularizerChoice choice = RegularizerChoice.sparseout(0.5f, q, gradient);
        rows.add(
            new SparsityRow(
                choice.trialName(seed),
                choice.label(),
                code,
                choice.text(),
                0.5f,
                q,
                gradient,
                seed,
                sparsity,
                code.equals("relu") ? sparsity / 2 : 0,
                sparsity / 4,
                0.1,
                0.01,
                1,
                "00",
                null));
      }
    }
    return rows;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import io.sparseout.experiments.runs.RegularizerChoice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rows of a run that differ in q and seed alone; or, where other regularizers than Sparseout
 * are compared, in regularizer and seed.
 *
 * @param code what the units of the code compute
 * @param gradient Sparseout's gradient; null where other regularizers are compared
 * @param p the probability of dropping; null where other regularizers are compared
 * @param rows in their order, one or more
 */
record Series(Code code, String gradient, Float p, List<SparsityRow> rows) {
  /**
   * The series of a run, in their order.
   *
   * @param comparesQ whether Sparseout is compared with itself at different q
   */
  static List<Series> all(boolean comparesQ, List<SparsityRow> rows) {
    Map<Object, List<SparsityRow>> groups =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> comparesQ ? List.of(row.code(), row.gradient(), row.p()) : row.code(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return groups.values().stream().map(group -> of(comparesQ, group)).toList();
  }

  private static Series of(boolean comparesQ, List<SparsityRow> group) {
    SparsityRow any = group.get(0);
    Code code = Code.of(any.code());
    return comparesQ
        ? new Series(code, any.gradient(), any.p(), List.copyOf(group))
        : new Series(code, null, null, List.copyOf(group));
  }

  /** The rows of each regularizer, by what tables and plots of this series call it. */
  Map<String, List<SparsityRow>> byLabel() {
    return rows.stream()
        .collect(Collectors.groupingBy(this::label, LinkedHashMap::new, Collectors.toList()));
  }

  /** What tables and plots of this series call a row's regularizer. */
  String label(SparsityRow row) {
    return gradient == null ? row.regularizer() : "q=" + RegularizerChoice.number(row.q());
  }

  /** The rows of each q, the smallest first; of series that differ in q. */
  Map<Float, List<SparsityRow>> byNorm() {
    return rows.stream()
        .collect(Collectors.groupingBy(SparsityRow::q, TreeMap::new, Collectors.toList()));
  }

  /** The rows of each seed, by q, the smallest first; of series that differ in q. */
  Map<Long, Map<Float, SparsityRow>> bySeed() {
    Map<Long, Map<Float, SparsityRow>> seeds = new TreeMap<>();
    for (SparsityRow row : rows) {
      seeds.computeIfAbsent(row.seed(), seed -> new TreeMap<>()).put(row.q(), row);
    }
    return seeds;
  }

  /** Whether another series has all but the gradient in common with this one. */
  boolean isBeside(Series other) {
    return code == other.code && Objects.equals(p, other.p);
  }

  /** What tells this series from others of its run, shortly; empty if it is the only one. */
  String key(List<Series> all) {
    StringBuilder key = new StringBuilder();
    append(key, all, Series::code, code.toString());
    append(key, all, Series::gradient, gradient);
    append(key, all, Series::p, p == null ? null : "p=" + RegularizerChoice.number(p));
    return key.toString();
  }

  private static void append(
      StringBuilder key, List<Series> all, Function<Series, Object> part, String text) {
    if (all.stream().map(part).distinct().count() > 1) {
      key.append(key.length() == 0 ? "" : "-").append(text);
    }
  }

  /** What tells it from others, in words. */
  String title() {
    return code
        + " code"
        + (gradient == null
            ? ""
            : ", " + gradient + " gradient, p = " + RegularizerChoice.number(p));
  }
}

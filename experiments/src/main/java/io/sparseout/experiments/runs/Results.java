// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import java.util.List;

/**
 * A run's results: the content of {@code results.json}.
 *
 * @param experiment the experiment's name
 * @param status {@code running}, {@code complete}, {@code stopped} or {@code failed}
 * @param arguments those of the command that matter to the result
 * @param config what the run was told to do, a record
 * @param data what it used
 * @param rows a row for each finished trial, records
 * @param comparisons what tests say of the rows when all trials are finished, records
 * @param secondsToFirstStep from the start of the program to the start of the first training step;
 *     null before it
 * @param provenance what it ran on, or what went on with it last
 * @param resumedAfter what it ran on before that; empty where it was never resumed
 */
public record Results(
    String experiment,
    String status,
    List<String> arguments,
    Object config,
    List<DataHash> data,
    List<?> rows,
    List<?> comparisons,
    Double secondsToFirstStep,
    Provenance provenance,
    List<Provenance> resumedAfter) {}

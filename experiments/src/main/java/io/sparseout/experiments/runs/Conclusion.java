// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import java.util.List;

/**
 * What an experiment makes of its trials once all of them are finished.
 *
 * @param rows the trials' rows in their order, with what can be measured only now
 * @param comparisons of settings with each other, records
 * @param <R> the row of measures of a trial, a record
 */
public record Conclusion<R>(List<R> rows, List<?> comparisons) {}

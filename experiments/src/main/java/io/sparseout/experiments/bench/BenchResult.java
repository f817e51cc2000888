// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import com.google.gson.annotations.SerializedName;

/**
 * What a benchmark came to: a line of {@code bench --json}. What is null there was not measured.
 *
 * @param workload its name
 * @param unit what the rate counts
 * @param rate units a second, at the median step; a limit's at the best step
 * @param stepMillis the time of that step, in milliseconds
 * @param steps how many steps were timed
 * @param threads how many threads computed
 * @param kernels which kernels computed
 * @param allocatedBytes the median of the bytes that a step allocated on the thread that takes it
 *     and the worker threads; null for a limit
 * @param peakBytes bytes of heap that the workload keeps when it is warm: its data, parameters,
 *     gradients, optimizer state, and the arrays of all intermediates of a step; null for a limit
 * @param limit the limit that binds a step, {@code fma} or {@code memory}; null for a limit
 * @param limitShare the time that a step takes at that limit, as a part of its time; null for a
 *     limit
 * @param base the workload that this one's cost is told by, timed in turns with it; null for none
 * @param timesBase the time of a step as a multiple of the base's; null without one
 * @param rateRatio the rate as a multiple of that in the file to compare with; null where there is
 *     none
 */
record BenchResult(
    String workload,
    String unit,
    double rate,
    @SerializedName("step_ms") double stepMillis,
    int steps,
    int threads,
    String kernels,
    @SerializedName("allocated_bytes") Long allocatedBytes,
    @SerializedName("peak_bytes") Long peakBytes,
    String limit,
    @SerializedName("limit_share") Double limitShare,
    String base,
    @SerializedName("times_base") Double timesBase,
    @SerializedName("rate_ratio") Double rateRatio) {

  /** The same, compared with another rate. */
  BenchResult comparedWith(double otherRate) {
    return new BenchResult(
        workload,
        unit,
        rate,
        stepMillis,
        steps,
        threads,
        kernels,
        allocatedBytes,
        peakBytes,
        limit,
        limitShare,
        base,
        timesBase,
        rate / otherRate);
  }
}

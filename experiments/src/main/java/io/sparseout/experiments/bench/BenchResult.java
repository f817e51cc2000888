// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import com.google.gson.annotations.SerializedName;

/**
 * What a workload came to: a line of {@code bench --json}.
 *
 * @param workload its name
 * @param unit what the rate counts
 * @param rate units a second, at the median step
 * @param stepMillis the median time of a step
 * @param steps how many steps were timed
 * @param threads how many threads computed
 * @param kernels which kernels computed
 * @param allocatedBytes the median of the bytes that a step allocated on the thread that takes it
 *     and the worker threads
 */
record BenchResult(
    String workload,
    String unit,
    double rate,
    @SerializedName("step_ms") double stepMillis,
    int steps,
    int threads,
    String kernels,
    @SerializedName("allocated_bytes") long allocatedBytes) {}

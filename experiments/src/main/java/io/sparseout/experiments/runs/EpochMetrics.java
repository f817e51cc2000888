// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

/**
 * What came of an epoch: a line of {@code metrics.jsonl}.
 *
 * @param trial the trial's name
 * @param epoch the epoch, from 1
 * @param trainLoss the mean loss over the training images, as they were trained on, with noise
 * @param testLoss the mean loss over the test images, in evaluation
 * @param testAccuracy the share of test images classified right; null for what is no classifier
 * @param trainSeconds how long the epoch took, without evaluation
 */
public record EpochMetrics(
    String trial,
    int epoch,
    double trainLoss,
    double testLoss,
    Double testAccuracy,
    double trainSeconds) {}

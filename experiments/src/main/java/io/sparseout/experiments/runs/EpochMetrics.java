// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import io.sparseout.core.train.EpochResult;

/**
 * What came of an epoch: a line of {@code metrics.jsonl}. The held-out data are either the test or
 * the validation data; the measures of the other ones are null.
 *
 * @param trial the trial's name
 * @param epoch the epoch, from 1
 * @param trainLoss the mean loss in training, with noise
 * @param testLoss the mean loss on the test data, in evaluation
 * @param testAccuracy the share of test data classified right; null for what is no classifier
 * @param validationLoss the mean loss on the validation data, in evaluation
 * @param validationAccuracy the share of validation data classified right
 * @param trainSeconds how long the epoch took, without evaluation
 */
public record EpochMetrics(
    String trial,
    int epoch,
    double trainLoss,
    Double testLoss,
    Double testAccuracy,
    Double validationLoss,
    Double validationAccuracy,
    double trainSeconds) {
  static EpochMetrics of(String trial, EpochResult result, HeldOutMetrics heldOut) {
    boolean test = heldOut.isTest();
    return new EpochMetrics(
        trial,
        result.epoch(),
        result.loss(),
        test ? (Double) heldOut.loss() : null,
        test ? heldOut.accuracy() : null,
        test ? null : (Double) heldOut.loss(),
        test ? null : heldOut.accuracy(),
        result.seconds());
  }

  /** The measures of the held-out data, whichever they are. */
  public HeldOutMetrics heldOut() {
    return testLoss == null
        ? HeldOutMetrics.validation(validationLoss, validationAccuracy)
        : HeldOutMetrics.test(testLoss, testAccuracy);
  }
}

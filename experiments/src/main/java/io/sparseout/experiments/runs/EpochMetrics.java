// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import io.sparseout.core.train.EpochResult;

/**
 * What came of an epoch: a line of {@code metrics.jsonl}. The held-out images are either the test
 * images or a part of the training set; the measures of the other ones are null.
 *
 * @param trial the trial's name
 * @param epoch the epoch, from 1
 * @param trainLoss the mean loss over the training images, as they were trained on, with noise
 * @param testLoss the mean loss over the test images, in evaluation
 * @param testAccuracy the share of test images classified right; null for what is no classifier
 * @param validationLoss the mean loss over the validation images, in evaluation
 * @param validationAccuracy the share of validation images classified right
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
    boolean test = heldOut.areTest();
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

  /** The measures of the held-out images, whichever they are. */
  public HeldOutMetrics heldOut() {
    return testLoss == null
        ? HeldOutMetrics.validation(validationLoss, validationAccuracy)
        : HeldOutMetrics.test(testLoss, testAccuracy);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.train;

/**
 * What is measured of one trained classifier, on the test set in evaluation.
 *
 * @param trial the trial's name
 * @param label what tables and plots call its regularizer
 * @param regularizer the regularizer's text
 * @param p its probability of dropping, null where it has none
 * @param q its norm, null where it has none
 * @param gradient its gradient, null where it has no choice
 * @param seed of initial weights, order and noise
 * @param testAccuracy the share of images classified right
 * @param testLoss the mean cross-entropy
 * @param trainSeconds how long training took here, without evaluation
 * @param weightsSha256 the hash of the trained weights
 */
record TrainRow(
    String trial,
    String label,
    String regularizer,
    Float p,
    Float q,
    String gradient,
    long seed,
    double testAccuracy,
    double testLoss,
    double trainSeconds,
    String weightsSha256) {}

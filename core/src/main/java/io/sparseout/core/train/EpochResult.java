// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

/**
 * What came of an epoch of training.
 *
 * @param epoch which one, from 1
 * @param loss the mean loss over its examples, as they were trained on
 * @param seconds how long it took
 */
public record EpochResult(int epoch, double loss, double seconds) {}

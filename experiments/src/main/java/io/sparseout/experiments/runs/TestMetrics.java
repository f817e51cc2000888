// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

/**
 * What a model comes to on the test images, in evaluation.
 *
 * @param loss the mean loss
 * @param accuracy the share classified right; null for what is no classifier
 */
public record TestMetrics(double loss, Double accuracy) {}

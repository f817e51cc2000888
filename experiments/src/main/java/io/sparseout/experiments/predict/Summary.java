// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.predict;

/**
 * How a model does on a data set: the last line of {@code predict --data --json}.
 *
 * @param data the data set's name
 * @param images how many of its test images were classified
 * @param testAccuracy the share of them that was classified right
 */
record Summary(String data, int images, double testAccuracy) {}

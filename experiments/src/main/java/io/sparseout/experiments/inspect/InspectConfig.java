// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.inspect;

/**
 * What a run is told to do.
 *
 * @param checkpoint the file
 * @param data the data set's name; null where weights alone are measured
 * @param limit how many test images or tokens of it; null for all
 * @param threshold the magnitude up to which a number counts as near zero
 * @param units whether units are measured one by one
 */
record InspectConfig(
    String checkpoint, String data, Integer limit, double threshold, boolean units) {}

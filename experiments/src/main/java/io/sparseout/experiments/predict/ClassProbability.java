// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.predict;

/**
 * How probable a model takes a class to be.
 *
 * @param name of the class
 * @param probability from 0 to 1
 */
record ClassProbability(String name, double probability) {}

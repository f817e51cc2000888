// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

/**
 * Which data a run uses, as they were loaded: the same whatever files they come from.
 *
 * @param name the data set's name, or the text's file
 * @param sha256 of all that was loaded, in lower-case hexadecimal
 */
public record DataHash(String name, String sha256) {}

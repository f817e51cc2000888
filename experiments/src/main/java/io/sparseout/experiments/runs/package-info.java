// SPDX-License-Identifier: Apache-2.0
/**
 * A run of an experiment: its trials one after the other, each a function of its configuration to a
 * row of measures, and the folder that keeps them. What an experiment does is its own package's.
 */
package io.sparseout.experiments.runs;

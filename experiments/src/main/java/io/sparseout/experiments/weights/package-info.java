// SPDX-License-Identifier: Apache-2.0
/** The experiment on trained weights: whether dropout and its relatives make them sparse. */
package io.sparseout.experiments.weights;

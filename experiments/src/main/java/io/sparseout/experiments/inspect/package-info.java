// SPDX-License-Identifier: Apache-2.0
/**
 * The command {@code inspect}: how sparse what a checkpoint holds is, and what its model computes.
 */
package io.sparseout.experiments.inspect;

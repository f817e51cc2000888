// SPDX-License-Identifier: Apache-2.0
/**
 * The paper's first two claims: Sparseout on the features of a generalized linear model adds an L_q
 * penalty to the expected loss, and at q = 2 it is Dropout. Measured through the regularizers
 * themselves; nothing is trained here.
 */
package io.sparseout.experiments.theory;

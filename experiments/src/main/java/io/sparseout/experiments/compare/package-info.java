// SPDX-License-Identifier: Apache-2.0
/**
 * Regularizers compared: settings whose p is chosen on validation data, tests against Dropout,
 * sparsity by layer, tables and plots of it. What is trained on what is each experiment's own.
 */
package io.sparseout.experiments.compare;

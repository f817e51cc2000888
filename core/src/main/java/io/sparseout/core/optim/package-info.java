// SPDX-License-Identifier: Apache-2.0
/**
 * Optimizers and learning-rate schedules. An optimizer keeps its own state a parameter; the
 * arithmetic is the kernels'.
 */
package io.sparseout.core.optim;

// SPDX-License-Identifier: Apache-2.0
/**
 * The training loop and what it is fed with. Where batches come from is the data sets' matter, what
 * happens besides (progress, checkpoints) the listeners'.
 */
package io.sparseout.core.train;

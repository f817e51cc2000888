// SPDX-License-Identifier: Apache-2.0
/** The command {@code cost}: what regularizers add to the time and memory of a training step. */
package io.sparseout.experiments.cost;

// SPDX-License-Identifier: Apache-2.0
/** The paper's first experiment: how the norm q sets the sparsity of an autoencoder's code. */
package io.sparseout.experiments.sparsity;

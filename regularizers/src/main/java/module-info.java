// SPDX-License-Identifier: Apache-2.0

/** Dropout, Sparseout and their relatives; penalties; sparsity measures. */
module io.sparseout.regularizers {
  requires transitive io.sparseout.core;

  exports io.sparseout.regularizers;
  exports io.sparseout.regularizers.penalties;
  exports io.sparseout.regularizers.pruning;
  exports io.sparseout.regularizers.sparsity;

  uses io.sparseout.regularizers.RegularizerKind;
}

// SPDX-License-Identifier: Apache-2.0

/** Layers, losses and ready models. */
module io.sparseout.layers {
  requires transitive io.sparseout.core;

  exports io.sparseout.layers;
  exports io.sparseout.layers.compression;
}

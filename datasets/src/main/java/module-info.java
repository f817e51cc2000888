// SPDX-License-Identifier: Apache-2.0

/** Loaders of published data sets, and images and sentences made from a seed. */
module io.sparseout.datasets {
  requires transitive io.sparseout.core;

  exports io.sparseout.datasets;
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

/** A set of examples in batches, to be gone through once an epoch. */
public interface Batches {
  /** Batches an epoch. */
  int count();

  /** Examples an epoch. */
  int examples();

  /** The batches of an epoch, counted from 0: each epoch has an order that its number decides. */
  BatchIterator epoch(int epoch);
}

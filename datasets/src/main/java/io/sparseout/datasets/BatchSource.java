// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import io.sparseout.core.train.Batch;

/** Makes the batches of one epoch, in memory that it uses again. For one thread. */
interface BatchSource {
  /** How many batches may be in use at once. */
  int RING = 3;

  /** How many batches there are. */
  int count();

  /**
   * Makes a batch. Asked for 0, 1, 2, ... in turn; a batch stays as it is until the one {@link
   * #RING} further on is asked for.
   */
  Batch batch(int number);
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

/** The batches of one epoch, one after the other. */
public interface BatchIterator extends AutoCloseable {
  /** The next batch, which is valid until the next call; null when there are no more. */
  Batch next();

  /** Ends whatever prepares batches ahead. */
  @Override
  void close();
}

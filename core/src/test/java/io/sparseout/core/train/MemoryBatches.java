// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

import java.util.Iterator;
import java.util.List;

/** Batches from a list, in order. */
public record MemoryBatches(List<Batch> batches) implements Batches {
  @Override
  public int count() {
    return batches.size();
  }

  @Override
  public int examples() {
    return batches.stream().mapToInt(Batch::size).sum();
  }

  @Override
  public BatchIterator epoch(int epoch) {
    Iterator<Batch> iterator = batches.iterator();
    return new BatchIterator() {
      @Override
      public Batch next() {
        return iterator.hasNext() ? iterator.next() : null;
      }

      @Override
      public void close() {}
    };
  }
}

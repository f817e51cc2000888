// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Batch;
import io.sparseout.core.train.BatchIterator;
import io.sparseout.core.train.Batches;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageBatchesTest {
  /** Images of two pixels, both the low byte of their number; the label is the number. */
  private static ImageDataset numbered(int count) {
    byte[] pixels = new byte[2 * count];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 2);
    }
    return new ImageDataset(
        "numbered", pixels, 1, 1, 2, IntStream.range(0, count).toArray(), count);
  }

  /** The image numbers of an epoch, each batch checked to hold these images. */
  private static List<Integer> numbers(Batches batches, int epoch) {
    List<Integer> numbers = new ArrayList<>();
    try (BatchIterator iterator = batches.epoch(epoch)) {
      for (Batch batch = iterator.next(); batch != null; batch = iterator.next()) {
        int[] labels = batch.target().toIntArray();
        float[] pixels = batch.input().toFloatArray();
        assertEquals(2 * labels.length, pixels.length);
        for (int i = 0; i < labels.length; i++) {
          assertEquals((labels[i] & 0xFF) / 255f, pixels[2 * i]);
          assertEquals((labels[i] & 0xFF) / 255f, pixels[2 * i + 1]);
          numbers.add(labels[i]);
        }
      }
    }
    return numbers;
  }

  private static List<Integer> range(int count) {
    return IntStream.range(0, count).boxed().collect(Collectors.toList());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 1", "7, 2", "7, 3", "7, 6", "7, 7", "7, 8", "1000, 13", "1000, 100"})
  void everyImageComesOnceAnEpoch(int count, int batchSize) {
    ImageDataset set = numbered(count);
    Batches inOrder = set.batches(batchSize);
    assertEquals((count + batchSize - 1) / batchSize, inOrder.count());
    assertEquals(count, inOrder.examples());
    assertEquals(range(count), numbers(inOrder, 0));
    assertEquals(range(count), numbers(inOrder, 5));
    Batches shuffled = set.shuffledBatches(batchSize, RandomStream.of(3));
    for (int epoch = 0; epoch < 3; epoch++) {
      List<Integer> numbers = numbers(shuffled, epoch);
      assertEquals(range(count), numbers.stream().sorted().collect(Collectors.toList()));
    }
  }

  @Test
  void aBatchSizeBeyondTheSetGivesOneBatch() {
    Batches batches = numbered(3).batches(Integer.MAX_VALUE);
    assertEquals(1, batches.count());
    assertEquals(range(3), numbers(batches, 0));
  }

  @Test
  void ordersDifferBetweenEpochsAndSeedsAndComeAgain() {
    ImageDataset set = numbered(500);
    Batches batches = set.shuffledBatches(32, RandomStream.of(1).stream("shuffle"));
    List<Integer> first = numbers(batches, 0);
    List<Integer> second = numbers(batches, 1);
    assertNotEquals(first, second);
    assertNotEquals(range(500), first);
    assertEquals(second, numbers(batches, 1));
    assertEquals(first, numbers(batches, 0));
    RandomStream again = RandomStream.of(1).stream("shuffle");
    again.next(); // steps taken elsewhere do not matter
    assertEquals(second, numbers(set.shuffledBatches(7, again), 1));
    assertNotEquals(first, numbers(set.shuffledBatches(32, RandomStream.of(2)), 0));
  }

  @Test
  void theOrderIsThePermutationOfTheEpochsStep() {
    RandomStream random = RandomStream.of(9);
    int[] order = random.at(4).permutation(100);
    List<Integer> expected = IntStream.of(order).boxed().collect(Collectors.toList());
    assertEquals(expected, numbers(numbered(100).shuffledBatches(16, random), 4));
    assertEquals(0, random.position());
  }

  @Test
  void batchesOfASubsetStayInside() {
    assertEquals(List.of(4, 5, 6), numbers(numbered(10).subset(4, 7).batches(2), 0));
  }

  @Test
  void shapesAreRowsOrPlanes() {
    ImageDataset set = new ImageDataset("c", new byte[5 * 24], 3, 2, 4, new int[5], 1);
    try (BatchIterator rows = set.batches(2).epoch(0);
        BatchIterator planes = set.batches(2).planes().epoch(0)) {
      assertEquals("[2, 24]", rows.next().input().shape().toString());
      assertEquals("[2]", rows.next().target().shape().toString());
      assertEquals("[1, 24]", rows.next().input().shape().toString());
      assertEquals("[2, 3, 2, 4]", planes.next().input().shape().toString());
      planes.next();
      Batch last = planes.next();
      assertEquals("[1, 3, 2, 4]", last.input().shape().toString());
      assertEquals(1, last.size());
    }
  }

  @Test
  void inReconstructionTheInputIsTheTarget() {
    ImageDataset set = numbered(10);
    ImageBatches batches = set.shuffledBatches(4, RandomStream.of(1)).reconstruction();
    int[] order = RandomStream.of(1).at(2).permutation(10);
    try (BatchIterator iterator = batches.epoch(2)) {
      Batch batch = iterator.next();
      assertSame(batch.input(), batch.target());
      Tensor first = set.images(order[0], 1);
      assertArrayEquals(
          first.toFloatArray(), new float[] {batch.input().toFloatArray()[0], order[0] / 255f});
    }
    try (BatchIterator iterator = batches.planes().epoch(0)) {
      assertEquals("[4, 1, 1, 2]", iterator.next().target().shape().toString());
    }
  }

  @Test
  void aBatchStaysAsItIsWhileTheNextOnesAreMade() throws InterruptedException {
    try (BatchIterator iterator = numbered(200).batches(10).epoch(0)) {
      for (int i = 0; i < 20; i++) {
        Batch batch = iterator.next();
        Thread.sleep(2); // time to make all that may be made
        assertEquals(10 * i, batch.target().toIntArray()[0]);
        assertEquals(10 * i + 9, batch.target().toIntArray()[9]);
      }
    }
  }

  @Test
  void twoEpochsMayBeOpenAtOnce() {
    Batches batches = numbered(100).shuffledBatches(10, RandomStream.of(1));
    try (BatchIterator first = batches.epoch(0);
        BatchIterator second = batches.epoch(1)) {
      Batch a = first.next();
      int[] before = a.target().toIntArray();
      for (int i = 0; i < 10; i++) {
        second.next();
      }
      assertArrayEquals(before, a.target().toIntArray());
    }
  }

  @Test
  void aSteadyStepAllocatesNextToNothing() {
    ImageDataset set = numbered(100_000);
    try (BatchIterator iterator = set.shuffledBatches(10, RandomStream.of(1)).epoch(0)) {
      for (int i = 0; i < 2000; i++) {
        iterator.next();
      }
      long before = allocated();
      for (int i = 0; i < 2000; i++) {
        iterator.next();
      }
      long each = (allocated() - before) / 2000;
      assertTrue(each < 4096, each + " bytes a step");
    }
  }

  /** Bytes allocated so far by this thread and those that prefetch. */
  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long sum = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (Thread thread : PrefetchIteratorTest.prefetchThreads()) {
      sum += threads.getThreadAllocatedBytes(thread.getId());
    }
    return sum;
  }
}

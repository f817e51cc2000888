// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Tensor;
import io.sparseout.core.train.Batch;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrefetchIteratorTest {
  static List<Thread> prefetchThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("sparseout-prefetch"))
        .collect(Collectors.toList());
  }

  @AfterEach
  void noThreadIsLeft() {
    assertEquals(List.of(), prefetchThreads());
  }

  private static Batch batch(int number) {
    Tensor tensor = Tensor.of(new int[] {number}, 1);
    return new Batch(tensor, tensor);
  }

  private static int number(Batch batch) {
    return batch.target().toIntArray()[0];
  }

  private static PrefetchIterator open(int count, IntFunction<Batch> make) {
    return new PrefetchIterator(
        new BatchSource() {
          @Override
          public int count() {
            return count;
          }

          @Override
          public Batch batch(int number) {
            return make.apply(number);
          }
        });
  }

  @Test
  void givesAllBatchesInTurnThenNull() {
    try (PrefetchIterator iterator = open(1000, PrefetchIteratorTest::batch)) {
      for (int i = 0; i < 1000; i++) {
        assertEquals(i, number(iterator.next()));
      }
      assertNull(iterator.next());
      assertNull(iterator.next());
    }
  }

  @Test
  void makesTwoAheadAndNoMore() throws InterruptedException {
    AtomicInteger made = new AtomicInteger();
    try (PrefetchIterator iterator =
        open(
            10,
            number -> {
              made.set(number + 1);
              return batch(number);
            })) {
      for (int taken = 0; taken < 8; taken++) {
        while (made.get() < taken + 2) {
          Thread.sleep(1);
        }
        Thread.sleep(5);
        assertEquals(taken + 2, made.get());
        iterator.next();
      }
    }
  }

  @Test
  void closesInMidEpochAndTwice() {
    PrefetchIterator untouched = open(1000, PrefetchIteratorTest::batch);
    untouched.close();
    PrefetchIterator used = open(1000, PrefetchIteratorTest::batch);
    used.next();
    used.close();
    used.close();
    noThreadIsLeft();
    Exception refused = assertThrows(IllegalStateException.class, used::next);
    assertEquals("next: the batches are closed; open the epoch again", refused.getMessage());
  }

  @Test
  void closeWaitsForTheBatchThatIsBeingMade() throws InterruptedException {
    CountDownLatch making = new CountDownLatch(1);
    AtomicInteger done = new AtomicInteger();
    PrefetchIterator iterator =
        open(
            10,
            number -> {
              making.countDown();
              sleep(50);
              done.incrementAndGet();
              return batch(number);
            });
    making.await();
    iterator.close();
    assertEquals(1, done.get());
  }

  @Test
  void theThreadEndsByItselfAfterTheLastBatch() throws InterruptedException {
    PrefetchIterator iterator = open(2, PrefetchIteratorTest::batch);
    while (!prefetchThreads().isEmpty()) {
      Thread.sleep(1);
    }
    assertEquals(0, number(iterator.next()));
    assertEquals(1, number(iterator.next()));
    assertNull(iterator.next());
  }

  @Test
  void aFailureComesInItsBatchsPlace() {
    for (Throwable failure : List.of(new IllegalStateException("x"), new OutOfMemoryError("x"))) {
      try (PrefetchIterator iterator =
          open(9, number -> number < 3 ? batch(number) : fail(failure))) {
        for (int i = 0; i < 3; i++) {
          assertEquals(i, number(iterator.next()));
        }
        assertSame(failure, assertThrows(Throwable.class, iterator::next));
        assertSame(failure, assertThrows(Throwable.class, iterator::next));
      }
    }
  }

  @Test
  void anInterruptedCallerGetsItsBatchAndStaysInterrupted() {
    try (PrefetchIterator iterator =
        open(
            3,
            number -> {
              sleep(20);
              return batch(number);
            })) {
      Thread.currentThread().interrupt();
      assertEquals(0, number(iterator.next()));
      assertTrue(Thread.currentThread().isInterrupted());
    }
    assertTrue(Thread.interrupted());
  }

  @Test
  void anInterruptedThreadGoesOn() {
    try (PrefetchIterator iterator = open(100, PrefetchIteratorTest::batch)) {
      for (int i = 0; i < 100; i++) {
        prefetchThreads().forEach(Thread::interrupt);
        assertEquals(i, number(iterator.next()));
      }
    }
  }

  private static Batch fail(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

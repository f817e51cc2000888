// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  private final int threads = Workers.threads();

  @AfterEach
  void asBefore() {
    Workers.setThreads(threads);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 16})
  void everyTaskRunsOnce(int count) {
    Workers.setThreads(count);
    for (int round = 0; round < 200; round++) {
      int tasks = round % 23;
      AtomicIntegerArray runs = new AtomicIntegerArray(23);
      Workers.run(tasks, runs::getAndIncrement);
      for (int i = 0; i < 23; i++) {
        assertEquals(i < tasks ? 1 : 0, runs.get(i));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 16})
  void rangesCoverEveryIndexOnceAndStartAtMultiplesOf64(int count) {
    Workers.setThreads(count);
    for (int n : new int[] {0, 1, 63, 64, 65, 1000, 4096, 100_001}) {
      AtomicIntegerArray runs = new AtomicIntegerArray(n);
      AtomicInteger ranges = new AtomicInteger();
      Workers.split(
          n,
          50,
          (from, to) -> {
            assertEquals(0, from % 64);
            assertTrue(from < to);
            ranges.getAndIncrement();
            for (int i = from; i < to; i++) {
              runs.getAndIncrement(i);
            }
          });
      for (int i = 0; i < n; i++) {
        assertEquals(1, runs.get(i));
      }
      assertTrue(ranges.get() <= count);
    }
  }

  @Test
  void aRegionInsideATaskRunsOnItsThread() {
    Workers.setThreads(4);
    Workers.run(
        8,
        task -> {
          Thread outer = Thread.currentThread();
          Workers.run(5, inner -> assertEquals(outer, Thread.currentThread()));
        });
  }

  @Test
  void anErrorInATaskReachesTheCallerAndThePoolGoesOn() {
    Workers.setThreads(3);
    for (int round = 0; round < 50; round++) {
      IllegalStateException error =
          assertThrows(
              IllegalStateException.class,
              () ->
                  Workers.run(
                      9,
                      task -> {
                        if (task == 5) {
                          throw new IllegalStateException("five");
                        }
                      }));
      assertEquals("five", error.getMessage());
      AtomicInteger done = new AtomicInteger();
      Workers.run(9, task -> done.getAndIncrement());
      assertEquals(9, done.get());
    }
  }

  @Test
  void severalThreadsMayStartRegionsAtOnce() throws InterruptedException {
    Workers.setThreads(3);
    AtomicInteger done = new AtomicInteger();
    List<Thread> starters = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Thread starter =
          new Thread(
              () -> {
                for (int round = 0; round < 300; round++) {
                  Workers.run(7, task -> done.getAndIncrement());
                }
              });
      starters.add(starter);
      starter.start();
    }
    for (Thread starter : starters) {
      starter.join();
    }
    assertEquals(6 * 300 * 7, done.get());
  }

  @Test
  void workersAreNamedDaemonsAndEndWithTheirPool() throws InterruptedException {
    Workers.setThreads(2);
    Set<Thread> workers = ConcurrentHashMap.newKeySet();
    for (int round = 0; round < 10_000 && workers.isEmpty(); round++) {
      Workers.run(
          64,
          task -> {
            if (Thread.currentThread().getName().startsWith("sparseout-worker-")) {
              workers.add(Thread.currentThread());
            }
          });
    }
    Thread worker = workers.iterator().next();
    assertTrue(worker.isDaemon());
    Workers.setThreads(1);
    worker.join(10_000);
    assertTrue(!worker.isAlive());
  }
}

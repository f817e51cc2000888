// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  private final int threads = Workers.threads();
  private final Thread caller = Thread.currentThread();

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
    Thread worker = helper();
    assertTrue(worker.getName().startsWith("sparseout-worker-"), worker::getName);
    assertTrue(worker.isDaemon());
    Workers.setThreads(1);
    worker.join(10_000);
    assertTrue(!worker.isAlive());
  }

  @Test
  void anExecutorsThreadsHelp() throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(3, run -> new Thread(run, "mine"));
    Workers.setExecutor(executor, 4);
    assertEquals(4, Workers.threads());
    assertEquals("mine", helper().getName());
    Set<String> names = ConcurrentHashMap.newKeySet();
    for (int round = 0; round < 1000; round++) {
      runsOnce(task -> names.add(Thread.currentThread().getName()));
    }
    names.removeAll(Set.of("mine", caller.getName()));
    assertEquals(Set.of(), names);
    executor.shutdown();
    assertTrue(executor.awaitTermination(10, TimeUnit.SECONDS));
    runsOnce(task -> assertEquals(caller, Thread.currentThread()));
  }

  @Test
  void anExecutorThatNeverRunsAnythingOrRunsItAtOnceChangesNothing() {
    List<Runnable> queue = new ArrayList<>();
    Workers.setExecutor(queue::add, 3);
    runsOnce(task -> assertEquals(caller, Thread.currentThread()));
    assertEquals(2, queue.size());
    queue.forEach(Runnable::run); // too late: nothing is left to do
    Workers.setExecutor(Runnable::run, 3);
    runsOnce(task -> assertEquals(caller, Thread.currentThread()));
    assertThrows(NullPointerException.class, () -> Workers.setExecutor(null, 2));
    assertThrows(IllegalArgumentException.class, () -> Workers.setExecutor(Runnable::run, 0));
  }

  /** A region may be started on a thread of the very executor, all of whose threads do that. */
  @Test
  void anExecutorMayBeBusyWithTheCallersThemselves() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    Workers.setExecutor(executor, 2);
    AtomicInteger done = new AtomicInteger();
    List<Callable<Void>> callers =
        Collections.nCopies(
            6,
            () -> {
              for (int round = 0; round < 100; round++) {
                Workers.run(7, task -> done.getAndIncrement());
              }
              return null;
            });
    executor.invokeAll(callers);
    executor.shutdown();
    assertEquals(6 * 100 * 7, done.get());
  }

  @Test
  void anIdleWorkerKeepsNothingOfItsLastRegion() {
    Workers.setThreads(2);
    WeakReference<byte[]> last = runWith(new byte[1 << 20]);
    for (int round = 0; round < 100 && last.get() != null; round++) {
      System.gc();
    }
    assertNull(last.get());
  }

  private static WeakReference<byte[]> runWith(byte[] array) {
    Workers.run(64, task -> array[task]++);
    return new WeakReference<>(array);
  }

  /** A thread that comes to help: the caller's task waits for it. */
  private Thread helper() {
    CompletableFuture<Thread> came = new CompletableFuture<>();
    Workers.run(
        2,
        task -> {
          if (Thread.currentThread() == caller) {
            came.completeOnTimeout(null, 60, TimeUnit.SECONDS).join();
          } else {
            came.complete(Thread.currentThread());
          }
        });
    return Objects.requireNonNull(came.join(), "no other thread came within a minute");
  }

  private static void runsOnce(IntConsumer task) {
    AtomicInteger done = new AtomicInteger();
    Workers.run(
        9,
        i -> {
          task.accept(i);
          done.getAndIncrement();
        });
    assertEquals(9, done.get());
  }
}

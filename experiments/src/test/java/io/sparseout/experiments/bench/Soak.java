// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.optim.Adam;
import io.sparseout.core.optim.Optimizer;
import io.sparseout.core.random.RandomStream;
import io.sparseout.layers.Losses;
import io.sparseout.layers.Mlp;
import io.sparseout.regularizers.Dropout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Trains, evaluates and saves for some time, and looks at what grows: heap, threads, files, and
 * what a step allocates. Ends with exit code 0 if nothing does.
 */
final class Soak {
  private static final int INTERVALS = 20;
  private static final int WARM_UP_INTERVALS = 5;
  private static final double MOST_GROWTH = 0.01;
  private static final long MOST_BYTES_A_STEP = 64 << 10;
  private static final int BATCH = 64;
  private static final int FEATURES = 300;
  private static final int STEPS_A_ROUND = 50;

  private final Path folder;
  private final RandomStream random = RandomStream.of(1);
  private final Layer model = new Mlp(FEATURES, List.of(500, 200), 10, new Dropout(0.5f), random);
  private final Optimizer optimizer = new Adam(1e-3);
  private final Tensor x = Tensor.of(random.next().uniforms(BATCH * FEATURES), BATCH, FEATURES);
  private final Tensor labels = Tensor.of(new int[BATCH], BATCH);
  private final List<String> faults = new ArrayList<>();

  private Soak(Path folder) {
    this.folder = folder;
  }

  /** Soaks for so many seconds, the first argument, with files in a folder, the second. */
  public static void main(String[] arguments) {
    List<String> faults = new Soak(Path.of(arguments[1])).run(Double.parseDouble(arguments[0]));
    faults.forEach(System.err::println);
    System.exit(faults.isEmpty() ? 0 : 1);
  }

  private List<String> run(double seconds) {
    double[] heap = new double[INTERVALS];
    long[] stepBytes = new long[INTERVALS];
    Resources before = null;
    new WarmUp().run(() -> interval(0));
    for (int i = 0; i < INTERVALS; i++) {
      stepBytes[i] = interval(seconds / INTERVALS);
      heap[i] = usedHeap();
      System.out.printf("heap %.0f bytes, a step allocates %d%n", heap[i], stepBytes[i]);
      if (i == WARM_UP_INTERVALS) {
        before = Resources.now(folder);
      }
    }
    Resources after = Resources.now(folder);
    if (after.exceeds(before)) {
      faults.add(before + " became " + after);
    }
    double growth = growth(Arrays.copyOfRange(heap, WARM_UP_INTERVALS, INTERVALS));
    if (!(growth <= MOST_GROWTH)) {
      faults.add("the heap grows by a share of " + growth);
    }
    if (stepBytes[INTERVALS - 1] > MOST_BYTES_A_STEP) {
      faults.add("a step allocates " + stepBytes[INTERVALS - 1] + " bytes");
    }
    return faults;
  }

  /** Rounds of steps, an evaluation and a checkpoint; returns what a step allocates at the mean. */
  private long interval(double seconds) {
    long start = System.nanoTime();
    AllocationMeter meter = new AllocationMeter();
    long bytes = 0;
    long steps = 0;
    do {
      long before = meter.bytes();
      for (int i = 0; i < STEPS_A_ROUND; i++) {
        step();
      }
      bytes += meter.bytes() - before;
      steps += STEPS_A_ROUND;
      evaluate();
      Checkpoint.save(folder.resolve("soak.safetensors"), model, optimizer, Map.of());
    } while ((System.nanoTime() - start) * 1e-9 < seconds);
    return bytes / steps;
  }

  private void step() {
    try (Pass pass = Pass.training(random)) {
      pass.backward(Losses.crossEntropy(model.forward(pass.input(x), pass), labels));
      optimizer.step(model);
    }
  }

  private void evaluate() {
    try (Pass pass = Pass.evaluation()) {
      double loss = Losses.crossEntropy(model.forward(pass.input(x), pass), labels).item();
      if (!Double.isFinite(loss)) {
        faults.add("the loss is " + loss);
      }
    }
  }

  private static double usedHeap() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  /**
   * The slope of the least-squares line through evenly spaced values, as their share of the mean.
   */
  static double growth(double... values) {
    double mean = 0;
    double product = 0;
    double square = 0;
    for (int i = 0; i < values.length; i++) {
      double t = i - (values.length - 1) / 2.0;
      mean += values[i] / values.length;
      product += t * values[i];
      square += t * t;
    }
    return product / square * (values.length - 1) / mean;
  }

  /** What a process should have no more of at the end. */
  private record Resources(List<String> threads, long openFiles, List<String> files) {
    static Resources now(Path folder) {
      List<String> threads =
          Thread.getAllStackTraces().keySet().stream().map(Thread::getName).sorted().toList();
      try (Stream<Path> files = Files.walk(folder)) {
        List<String> names = files.map(Path::toString).sorted().toList();
        return new Resources(threads, countOpenFiles(), names);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    boolean exceeds(Resources other) {
      return threads.size() > other.threads.size()
          || openFiles > other.openFiles
          || files.size() > other.files.size();
    }

    private static long countOpenFiles() {
      return ManagementFactory.getOperatingSystemMXBean()
              instanceof com.sun.management.UnixOperatingSystemMXBean unix
          ? unix.getOpenFileDescriptorCount()
          : 0;
    }
  }
}

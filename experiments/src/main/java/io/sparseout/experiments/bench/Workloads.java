// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import io.sparseout.experiments.options.Require;
import io.sparseout.regularizers.Dropout;
import io.sparseout.regularizers.Sparseout;
import java.util.List;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The benchmarks by name. Data are random; what is computed does not depend on their values. */
final class Workloads {
  private static final int ELEMENTS = 1 << 20;
  private static final float P = 0.5f;
  private static final int LARGEST_SQUARE = 8192;
  private static final int LARGEST_SIDE = 1 << 20;
  private static final long MOST_ELEMENTS = 3L * LARGEST_SQUARE * LARGEST_SQUARE;

  private static final Pattern SGEMM =
      Pattern.compile("sgemm-([0-9]{1,9})(?:x([0-9]{1,9})x([0-9]{1,9}))?");
  private static final Pattern SPARSEOUT =
      Pattern.compile("sparseout-q(-?[0-9]+(?:\\.[0-9]+)?)-1M-fwd-bwd");

  private static final List<Benchmark> FIXED =
      Stream.of(
              List.of(
                  new PeakBenchmark("fma-peak", "flop/s", Peak::fma),
                  new PeakBenchmark("copy", "bytes/s", Peak::copy)),
              TrainingWorkloads.ALL,
              ConvolutionWorkloads.ALL,
              InferenceWorkloads.ALL,
              List.of(
                  RegularizerWorkloads.noise("dropout-1M-fwd-bwd", new Dropout(P), ELEMENTS),
                  sparseout("sparseout-q1.5-1M-fwd-bwd", 1.5f)))
          .<Benchmark>flatMap(List::stream)
          .collect(Collectors.toUnmodifiableList());

  private Workloads() {}

  /** The names, with capital letters for numbers to be filled in. */
  static List<String> names() {
    return Stream.concat(
            with("sparseout-qQ-1M-fwd-bwd").stream(),
            Stream.concat(RegularizerWorkloads.NAMES.stream(), Stream.of("sgemm-N", "sgemm-MxKxN")))
        .collect(Collectors.toUnmodifiableList());
  }

  /** The names of what is measured where none is named. */
  static List<String> defaultNames() {
    return with("sgemm-1024");
  }

  private static List<String> with(String... more) {
    return Stream.concat(FIXED.stream().map(Benchmark::name), Stream.of(more))
        .collect(Collectors.toUnmodifiableList());
  }

  /**
   * The benchmark of a name.
   *
   * @throws IllegalArgumentException if there is none, or a number in it is out of its range
   */
  static Benchmark of(String name) {
    for (Benchmark benchmark : FIXED) {
      if (benchmark.name().equals(name)) {
        return benchmark;
      }
    }
    Matcher sparseout = SPARSEOUT.matcher(name);
    if (sparseout.matches()) {
      float q = Float.parseFloat(sparseout.group(1));
      return sparseout(name, Require.finiteFromZero("--workload " + name, q));
    }
    Matcher sgemm = SGEMM.matcher(name);
    if (sgemm.matches()) {
      return sgemm(name, sgemm);
    }
    Workload regularizer = RegularizerWorkloads.of(name);
    if (regularizer != null) {
      return regularizer;
    }
    throw new IllegalArgumentException(
        "--workload: one of " + String.join(", ", names()) + ", not '" + name + "'");
  }

  private static Workload sgemm(String name, Matcher sizes) {
    if (sizes.group(2) == null) {
      int n = side(name, sizes.group(1), LARGEST_SQUARE);
      return sgemm(name, n, n, n);
    }
    int m = side(name, sizes.group(1), LARGEST_SIDE);
    int k = side(name, sizes.group(2), LARGEST_SIDE);
    int n = side(name, sizes.group(3), LARGEST_SIDE);
    long elements = (long) m * k + (long) k * n + (long) m * n;
    if (elements > MOST_ELEMENTS) {
      throw new IllegalArgumentException(
          "--workload "
              + name
              + ": the three matrices together from 3 to "
              + MOST_ELEMENTS
              + " elements, not "
              + elements);
    }
    return sgemm(name, m, k, n);
  }

  private static int side(String name, String digits, int largest) {
    return Require.inRange("--workload " + name, Integer.parseInt(digits), 1, largest);
  }

  private static Workload sparseout(String name, float q) {
    return RegularizerWorkloads.noise(name, new Sparseout(P, q), ELEMENTS);
  }

  /** A matrix [m, k] times a matrix [k, n]. */
  private static Workload sgemm(String name, int m, int k, int n) {
    LongFunction<Step> prepare =
        seed -> {
          RandomStream random = RandomStream.of(seed);
          Tensor x = RandomData.uniform(random, 0, m, k);
          Tensor y = RandomData.uniform(random, 0, k, n);
          return new Step(
              () -> {
                try (Pass pass = Pass.evaluation()) {
                  pass.input(x).matmul(y);
                }
              });
        };
    Cost cost = Cost.product(m, k, n);
    return new Workload(name, "flop/s", cost.flops(), cost, prepare);
  }
}

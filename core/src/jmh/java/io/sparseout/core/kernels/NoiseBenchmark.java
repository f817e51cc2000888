// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import io.sparseout.core.kernels.scalar.ScalarKernels;
import io.sparseout.core.kernels.vector.VectorKernels;
import io.sparseout.core.random.RandomKey;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The noise of Dropout (q = 2) and Sparseout on 65536 elements, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NoiseBenchmark {
  private static final int ELEMENTS = 1 << 16;

  /** Which implementation. */
  @Param({"scalar", "vector"})
  public String kernels;

  /** The norm. */
  @Param({"1", "1.37", "1.5", "2", "3"})
  public double q;

  private NoiseKernels<float[]> noise;
  private Noise half;
  private float[] x;
  private float[] g;
  private float[] y;

  /** Fills x with numbers from -1/2 to 1/2. */
  @Setup
  public void fill() {
    noise = (kernels.equals("vector") ? VectorKernels.KERNELS : ScalarKernels.KERNELS).noise();
    RandomKey key = new RandomKey(1, 2, 3);
    half = new Noise(0.5, q, 0, false, key);
    g = key.uniforms(ELEMENTS);
    x = new float[ELEMENTS];
    for (int i = 0; i < ELEMENTS; i++) {
      x[i] = g[i] - 0.5f;
    }
    y = new float[ELEMENTS];
  }

  /** The forward pass. */
  @Benchmark
  public float[] perturb() {
    noise.perturb(half, 0, ELEMENTS, x, y);
    return y;
  }

  /** The backward pass. */
  @Benchmark
  public float[] gradient() {
    noise.perturbGradient(half, 0, ELEMENTS, x, g, y);
    return y;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import io.sparseout.core.kernels.scalar.ScalarKernels;
import io.sparseout.core.kernels.vector.VectorKernels;
import java.util.Arrays;
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

/** The product of two square matrices on one thread: 2 size^3 operations. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatmulBenchmark {
  /** Which implementation. */
  @Param({"scalar", "vector"})
  public String kernels;

  /** Rows and columns. */
  @Param({"64", "256", "1024"})
  public int size;

  private MatrixKernels<float[]> matrix;
  private float[] a;
  private float[] b;
  private float[] c;

  /** Fills the matrices with numbers whose products never overflow or become subnormal. */
  @Setup
  public void fill() {
    matrix = (kernels.equals("vector") ? VectorKernels.KERNELS : ScalarKernels.KERNELS).matrix();
    a = new float[size * size];
    b = new float[size * size];
    c = new float[size * size];
    Arrays.fill(a, 0.5f);
    Arrays.fill(b, 0.25f);
  }

  /** C = A B; what is returned keeps the JIT from dropping the work. */
  @Benchmark
  public float[] multiply() {
    MatmulStart start = MatmulStart.ZERO;
    matrix.matmul(
        false, false, size, size, size, a, 0, size, b, 0, size, start, c, 0, size, null, 0);
    return c;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/**
 * One implementation of everything that reads and writes raw arrays, family by family. There are
 * three: <i>reference</i> on {@code double[]}, the readable specification and the tests' oracle;
 * <i>scalar</i> on {@code float[]}, loops that the JIT vectorizes; <i>vector</i> on {@code
 * float[]}, explicit SIMD. The last two give the same bits.
 *
 * <p>Kernels run on the calling thread and check nothing: whoever calls has checked shapes, and
 * splits the work over {@link Workers}. Elementwise kernels share one index for all their arrays,
 * which is what lets the JIT vectorize a loop without knowing that the arrays are different ones.
 *
 * @param name what the implementation is called
 * @param <A> the array type, {@code float[]} or {@code double[]}
 */
public record Kernels<A>(
    String name,
    MatrixKernels<A> matrix,
    SparseKernels<A> sparse,
    QuantizedKernels<A> quantized,
    ColumnKernels<A> columns,
    WinogradKernels<A> winograd,
    ElementwiseKernels<A> elementwise,
    ReductionKernels<A> reductions,
    GroupKernels<A> groups,
    RowKernels<A> rows,
    LossKernels<A> losses,
    PoolingKernels<A> pooling,
    BatchNormKernels<A> batchNorm,
    RecurrentKernels<A> recurrent,
    NoiseKernels<A> noise,
    DrawKernels<A> draws,
    UpdateKernels<A> updates,
    PeakKernels<A> peak) {

  /**
   * These kernels for callers that hold arrays as objects; a wrong array is a ClassCastException.
   */
  @SuppressWarnings("unchecked")
  public Kernels<Object> untyped() {
    return (Kernels<Object>) this;
  }
}

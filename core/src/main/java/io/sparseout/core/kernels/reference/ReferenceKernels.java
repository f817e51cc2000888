// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import io.sparseout.core.kernels.Kernels;

/** The kernels on {@code double[]}. */
public final class ReferenceKernels {
  /** All families. */
  public static final Kernels<double[]> KERNELS =
      new Kernels<>(
          "reference",
          new ReferenceMatrix(),
          new ReferenceSparse(),
          new ReferenceQuantized(),
          new ReferenceColumns(),
          new ReferenceWinograd(),
          new ReferenceElementwise(),
          new ReferenceReduction(),
          new ReferenceGroups(),
          new ReferenceRow(),
          new ReferenceLoss(),
          new ReferencePooling(),
          new ReferenceBatchNorm(),
          new ReferenceRecurrent(),
          new ReferenceNoise(),
          new ReferenceDraw(),
          new ReferenceUpdate(),
          new ReferencePeak());

  private ReferenceKernels() {}
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * A regularizer whose draws are the same at every time step: of {@code [t, n, ...]}, what happens
 * to one index of the other axes happens to it at all t. With Dropout this is the variational
 * dropout of Gal and Ghahramani 2016, locked dropout in Merity et al. 2018. Any shape with a first
 * axis, the same out.
 *
 * @param regularizer Dropout, Sparseout, or another whose noise is {@link Tensor#sparseoutNoise} or
 *     the pass's
 */
public record Locked(Layer regularizer) implements Layer {
  /** Checks that there is one. */
  public Locked {
    Require.regularizer("locked", regularizer);
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    return pass.callLocked("locked", regularizer, x);
  }
}

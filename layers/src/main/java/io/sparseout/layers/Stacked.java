// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Buffer;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import java.util.List;

/**
 * A model that is layers one after the other, and shows them to what takes networks apart. It may
 * check its input first; all else is the layers'.
 */
public interface Stacked extends Layer {
  /** The layers, under the names that the model's parameters begin with. */
  Sequential layers();

  @Override
  default Tensor forward(Tensor x, Pass pass) {
    return layers().forward(x, pass);
  }

  @Override
  default List<Parameter> parameters() {
    return layers().parameters();
  }

  @Override
  default List<Buffer> buffers() {
    return layers().buffers();
  }
}

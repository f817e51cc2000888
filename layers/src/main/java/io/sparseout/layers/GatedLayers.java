// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import java.util.List;

/** What the recurrent layers of {@link GatedCell}s share: all but the making of the cells. */
abstract sealed class GatedLayers implements Recurrent permits Lstm, Gru, Rnn {
  private final CellStack stack;

  GatedLayers(int inputSize, RecurrentOptions options, CellStack.Maker maker) {
    stack = new CellStack(inputSize, options, maker);
  }

  @Override
  public RecurrentState initialState(int batch) {
    return stack.initialState(batch);
  }

  @Override
  public RecurrentOutput forward(Tensor x, RecurrentState state, Pass pass) {
    return stack.forward(x, state, pass);
  }

  @Override
  public List<Parameter> parameters() {
    return stack.parameters();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.List;

/** The cell of the example in {@link Cell}, as a user would write it. */
final class Leaky implements Cell { // h' = (h + tanh(W x + U h)) / 2
  private final Parameter w;
  private final Parameter u;

  Leaky(int in, int hidden, RandomStream random) {
    w = new Parameter("weight_ih", Initialization.xavierUniform(1).tensor(random, hidden, in));
    u = new Parameter("weight_hh", Initialization.xavierUniform(1).tensor(random, hidden, hidden));
  }

  @Override
  public int hiddenSize() {
    return u.value().shape().dim(0);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(w, u);
  }

  @Override
  public List<Tensor> step(Tensor x, List<Tensor> state, List<Tensor> weights, Pass pass) {
    Tensor sum = x.linear(weights.get(0), null).plus(state.get(0).linear(weights.get(1), null));
    return List.of(state.get(0).plus(sum.tanh()).times(0.5));
  }
}
